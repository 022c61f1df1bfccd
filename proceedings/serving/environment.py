"""The environment that the settings are read from."""

from contextlib import suppress
from functools import partial
from math import inf

import environ
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.FileAwareEnv):
    """django-environ's, with a readable error for a setting that must be a number."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, **options):
        """Return a value. Raise ImproperlyConfigured for an invalid or negative number."""
        if cast not in {int, float}:
            return super().get_value(var, cast, default, **options)
        with suppress(ValueError):
            # Wrapped in a function: for `float` itself, the library would drop all letters.
            value = super().get_value(var, partial(cast), default, **options)
            if 0 <= value < inf:
                return value
        raise ImproperlyConfigured(f"{var} must be a number, such as {default}.")

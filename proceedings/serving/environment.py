"""The environment that the settings are read from."""

from contextlib import suppress
from functools import partial
from math import inf

import environ
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.FileAwareEnv):
    """django-environ's, which reports a number that is not written as one in a sentence."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, **options):
        """Return a value. Raise ImproperlyConfigured for a number that is none, or less than nothing."""
        if cast not in {int, float}:
            return super().get_value(var, cast, default, **options)
        with suppress(ValueError):
            # A function of its own: the library's float passes over all letters.
            value = super().get_value(var, partial(cast), default, **options)
            if 0 <= value < inf:
                return value
        raise ImproperlyConfigured(f"{var} must be a number, such as {default}.")

"""The cache that all processes and machines share, as one of Django's CACHES."""

import sys

from django.core.cache.backends import db
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, Error, IntegrityError, connections, router

# Seconds that a request may wait for Redis.
TIMEOUT = 1
# Seconds that an entry stays after it was last counted up.
DAY = {"TIMEOUT": 24 * 3600}
DATABASE = {
    "BACKEND": f"{__name__}.DatabaseCache",
    "LOCATION": "shared_cache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}


def shared_cache(url):
    """Return the cache for REDIS_URL, or the table of the database without one."""
    if not url:
        return DATABASE | DAY
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL must be redis://host:6379/0, rediss:// with TLS, or unix:///path.")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "proceedings",
        "OPTIONS": {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT},
    } | DAY


class DatabaseCache(db.DatabaseCache):
    """Django's cache in the database, with the errors of a database that cannot be written.

    Django reports that nothing was stored, as if another process had been faster. Someone who signs in would seem to
    have tried too often, and a code that was used could be used again.
    """

    def _base_set(self, *args, **kwargs):
        errors = []

        def note(execute, *query):
            try:
                return execute(*query)
            except Error as error:
                errors.append(error)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(note):
            is_stored = super()._base_set(*args, **kwargs)
        for error in errors:
            # Not an error: another process has inserted the row first.
            if not isinstance(error, IntegrityError | DataError):
                raise error
        return is_stored


def is_cache_error(error) -> bool:
    """Return whether Redis did not answer. Only the cache imports it, because that takes a third of a second."""
    redis = sys.modules.get("redis")
    return redis is not None and isinstance(error, redis.RedisError)

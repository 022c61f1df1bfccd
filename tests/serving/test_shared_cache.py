"""The cache that all processes share, in the database or in Redis."""

import pytest
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from proceedings.serving.errors.server_error import is_unavailable
from proceedings.serving.shared_cache import is_cache_error, shared_cache


def test_the_cache_is_in_the_database_unless_redis_is_named():
    backends = [shared_cache(url)["BACKEND"].rpartition(".")[2] for url in ("", "redis://127.0.0.1:6379/1")]
    assert backends == ["DatabaseCache", "RedisCache"]


def test_a_wrong_address_of_redis_is_refused_with_the_forms_that_are_allowed():
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL must be redis://host:6379/0"):
        shared_cache("127.0.0.1:6379")


def test_a_redis_that_does_not_answer_makes_the_site_unavailable():
    # Nothing listens on this port.
    config = shared_cache("redis://127.0.0.1:1/0")
    cache = RedisCache(config["LOCATION"], {"OPTIONS": config["OPTIONS"]})
    with pytest.raises(Exception, match="refused") as caught:
        cache.get("x")
    assert is_cache_error(caught.value)
    assert is_unavailable(caught.value)
    assert not is_cache_error(ValueError())


@pytest.fixture
def read_only_database(db):
    """The database of a test, which reports an error for each change, as while it is locked."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        yield
        if is_sqlite:
            cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.usefixtures("read_only_database")
def test_signing_in_without_the_shared_cache_is_unavailable_and_not_too_many_attempts(client):
    client.raise_request_exception = False
    response = client.post("/accounts/login/", {"login": "editor", "password": "x"})
    assert response.status_code == 503
    assert (response["Retry-After"], "no-store" in response["Cache-Control"]) == ("10", True)
    assert "Reload this page in a moment to send your form again." in response.content.decode()

"""The pages of errors that no view handles."""

import errno
import sqlite3

import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connection
from psycopg.errors import ReadOnlySqlTransaction

from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
PAGES = ["/", "/statements/", "/search/?q=water", "/feed.atom", "/sitemap.xml", "/oai?verb=Identify", "/admin/login/"]

ERRORS = [
    OperationalError("the database is away"),
    InterfaceError("connection closed"),
    OSError(errno.ENOSPC, "No space left on device"),
]


@pytest.fixture
def quiet_client(client):
    client.raise_request_exception = False
    return client


def failing(error):
    def fail(*_arguments):
        raise error

    return connection.execute_wrapper(fail)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_its_database_is_temporarily_unavailable(quiet_client, page, error):
    with failing(error):
        response = quiet_client.get(page)
    if response.status_code == 302:
        # The page of signing in needs no database.
        return
    assert response.status_code == 503
    assert (response["Retry-After"], "no-store" in response["Cache-Control"]) == ("10", True)
    assert "Sorry, the record is not available at the moment" in response.content.decode()


def test_a_form_that_was_not_saved_can_be_sent_again(quiet_client):
    error = InternalError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = ReadOnlySqlTransaction()
    with failing(error):
        response = quiet_client.post("/accounts/login/", {"login": "editor", "password": "x"})
    assert response.status_code == 503
    assert "Reload this page in a moment to send your form again." in response.content.decode()


def test_the_api_answers_with_a_problem(quiet_client):
    with failing(OperationalError("the database is away")):
        response = quiet_client.get("/api/v1/statements/")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The record is not available at the moment. Please try again.",
    }
    assert (response["Retry-After"], response["Cache-Control"]) == ("10", "no-store")


def test_readers_go_on_as_soon_as_the_database_is_back(quiet_client):
    statement = a_statement()
    with failing(OperationalError("locked")):
        assert quiet_client.get(statement.get_absolute_url()).status_code == 503
    assert quiet_client.get(statement.get_absolute_url()).status_code == 200


def test_a_wrong_query_is_an_error_of_the_site(quiet_client):
    error = OperationalError("no such table: x")
    error.__cause__ = sqlite3.OperationalError("no such table: x")
    error.__cause__.sqlite_errorname = "SQLITE_ERROR"
    for wrong in (error, DatabaseError("x"), InternalError("x"), OSError(errno.ENOENT, "x")):
        with failing(wrong):
            assert quiet_client.get("/statements/").status_code == 500

"""The revision of a page that is made."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse

from proceedings.models.reads import revision
from proceedings.serving.page_cache.middleware import REVISION, note_revision
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(rf):
    """noted(view) is the revision that the environ of a request has after it."""

    def noted(view=lambda _request: HttpResponse()):
        request = rf.get("/", **{REVISION: None})
        note_revision(view)(request)
        return request.META[REVISION]

    return noted


def test_the_revision_is_that_before_the_page_was_made(noted):
    before = revision.revision()

    def change(_request):
        a_statement()
        return HttpResponse()

    assert noted(change) == before != revision.revision()


def test_the_revision_is_that_of_the_database_that_is_read(noted, monkeypatch):
    """A replica can be behind the primary."""
    monkeypatch.setattr(revision, "reading_connection", lambda: "replica")
    monkeypatch.setattr(revision, "read_revision", {"replica": 7}.get)
    assert noted() == 7


def test_a_page_that_needs_no_database_is_made_without_one(noted):
    def fail(*_arguments):
        raise OperationalError("away")

    with connection.execute_wrapper(fail):
        assert noted() is None


def test_other_requests_do_not_ask_for_the_revision(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_revision(lambda _request: HttpResponse())(rf.get("/"))

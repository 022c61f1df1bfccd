"""Connections to SQLite between the requests of a thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, connections

from proceedings.models import Speaker
from proceedings.serving import lasting_connections
from proceedings.serving.limits.costs import Cost
from proceedings.serving.limits.deadlines import deadline
from tests.support.factories import a_speaker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask():
    """ask(cost): the names of all speakers, and the connection, in a request of one thread."""

    def request(cost):
        deadline.cost = cost
        request_started.send(None)
        names = list(Speaker.objects.values_list("name", flat=True))
        used = connections["default"].connection
        request_finished.send(None)
        return names, used

    with ThreadPoolExecutor(1) as thread:
        yield lambda cost=Cost.PAGE: thread.submit(request, cost).result()
        thread.submit(connections.close_all).result()


def test_a_page_uses_the_connection_of_the_page_before(ask):
    (before, first), _row, (after, second) = ask(), a_speaker(name="Ann"), ask(Cost.SEARCH)
    assert (before, after) == ([], ["Ann"])
    assert first is second


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's connections are kept for all requests")
@pytest.mark.parametrize("cost", [Cost.FILE, Cost.STAFF])
def test_a_request_that_may_be_given_up_leaves_no_connection(ask, cost):
    assert ask(cost)[1] is not ask(cost)[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL closes its connections itself")
def test_a_file_in_the_place_of_the_database_is_read_by_the_next_request(ask, monkeypatch):
    _names, used = ask()
    monkeypatch.setattr(lasting_connections, "database_file", lambda connection: "another file")
    assert ask()[1] is not used

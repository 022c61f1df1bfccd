"""The deadline of each query."""

import pytest
from django.db import OperationalError, connection

from proceedings.serving.errors.server_error import is_unavailable
from proceedings.serving.limits import deadlines
from proceedings.serving.limits.costs import Cost

pytestmark = pytest.mark.django_db
# Takes minutes on both engines.
ENDLESS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000000) "
    "SELECT sum(n) FROM numbers"
)


@pytest.fixture
def serve(monkeypatch):
    """Run a function as a request of some cost."""
    monkeypatch.setattr(deadlines.deadline, "seconds", None)
    monkeypatch.setattr(deadlines.deadline, "end", None)
    monkeypatch.setattr(deadlines, "SECONDS", dict.fromkeys(Cost, 30) | {Cost.PAGE: 0.1})

    def serve(path, function):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}
        return deadlines.with_deadlines(lambda _environ, _start_response: function())(environ, None)

    yield serve
    monkeypatch.undo()
    with connection.cursor() as cursor:
        # PostgreSQL gets its own setting back.
        cursor.execute("SELECT 1")


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_a_query_over_the_deadline_of_a_page_makes_the_site_unavailable(serve):
    with pytest.raises(OperationalError) as caught:
        serve("/speakers/", lambda: run(ENDLESS))
    assert is_unavailable(caught.value)
    assert serve("/speakers/", lambda: run("SELECT 1")) == [(1,)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_postgresql_has_the_deadline_of_the_request(serve):
    show = "SHOW statement_timeout"
    addresses = ["/speakers/", "/admin/", "/statements.csv", "/speakers/"]
    assert [serve(address, lambda: run(show)) for address in addresses] == [
        [("100ms",)],
        [("30s",)],
        [("30s",)],
        [("100ms",)],
    ]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
def test_a_rolled_back_transaction_takes_the_deadline_along(serve):
    serve("/speakers/", lambda: run("SELECT 1"))
    assert getattr(connection.connection, deadlines.APPLIED) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has no setting for it")
def test_staff_and_commands_have_more_time(serve):
    serve("/admin/", lambda: run("SELECT 1"))
    assert not deadlines.deadline.is_over()
    deadlines.deadline.seconds = None
    run("SELECT 1")
    assert deadlines.deadline.end is None


def test_the_application_has_deadlines(settings):
    from proceedings.wsgi import application

    assert application.__qualname__.startswith(deadlines.with_deadlines.__name__)


def test_help_gets_less_time_than_its_page(serve):
    def page():
        with deadlines.at_most(0.01):
            helped = deadlines.deadline.seconds
        return helped, deadlines.deadline.seconds

    assert serve("/speakers/", page) == (0.01, 0.1)
    deadlines.deadline.seconds = None
    with deadlines.at_most(5):
        assert deadlines.deadline.seconds == 5
    assert deadlines.deadline.seconds is None

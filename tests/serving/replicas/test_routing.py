"""The middleware and the router together."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import MiddlewareNotUsed
from django.core.signals import request_finished
from django.db import OperationalError, close_old_connections, transaction
from django.http import HttpResponse

from proceedings.models import Statement
from proceedings.serving.replicas import middleware, router
from proceedings.serving.replicas.monitor import Monitor

ROUTER = router.ReplicaRouter()


@pytest.fixture
def servers(monkeypatch):
    """A replica that is up to date; `dead` servers give no connection."""
    monitor = Monitor(["replica1"], 10)
    monitor.has_started = True
    for alias in ("default", "replica1"):
        monitor.note(alias, monitor.clock(), 100)
    dead = set()

    def connection(alias):
        def ensure_connection():
            if alias in dead:
                raise OperationalError

        return SimpleNamespace(
            errors_occurred=False,
            connection=None,
            close=lambda: None,
            close_if_health_check_failed=lambda: None,
            ensure_connection=ensure_connection,
        )

    connections = {alias: connection(alias) for alias in monitor.positions}
    monkeypatch.setattr(router, "monitor", monitor)
    monkeypatch.setattr(middleware, "monitor", monitor)
    monkeypatch.setattr(router, "connections", connections)
    yield SimpleNamespace(monitor=monitor, dead=dead, connections=connections)
    router.reader.end()


@pytest.fixture
def database(rf):
    """database(path) is the database that reads statements in a request for it."""

    def database(path="/", method="get", view=None, **cookies):
        request = getattr(rf, method)(path)
        request.COOKIES = cookies
        view = view or (lambda request: HttpResponse(ROUTER.db_for_read(Statement)))
        return middleware.route_readers(view)(request).content.decode()

    return database


STAFF = {settings.SESSION_COOKIE_NAME: "a-session"}


@pytest.mark.usefixtures("servers")
def test_readers_read_a_replica(database):
    assert [database(method=method) for method in ("get", "head")] == ["replica1", "replica1"]


@pytest.mark.usefixtures("servers")
@pytest.mark.parametrize("path", ["/admin/", "/preview/statements/x/", "/accounts/login/", "/approval/token/"])
def test_pages_of_staff_and_approvals_read_the_primary(database, path):
    assert database(path) == "default"


@pytest.mark.usefixtures("servers")
def test_forms_and_staff_read_the_primary(database):
    assert [database(method="post"), database(**STAFF)] == ["default", "default"]


@pytest.mark.usefixtures("servers")
def test_a_request_leaves_nothing_for_the_next_one_of_its_thread(database):
    assert [database(), database("/admin/")] == ["replica1", "default"]


@pytest.mark.usefixtures("servers")
def test_a_response_is_read_from_the_replica_until_it_is_closed(database):
    database()
    assert ROUTER.db_for_read(Statement) == "replica1"
    request_finished.disconnect(close_old_connections)
    request_finished.send(sender=None)
    request_finished.connect(close_old_connections)
    assert ROUTER.db_for_read(Statement) == "default"


@pytest.mark.usefixtures("servers")
def test_writes_sessions_and_the_cache_go_to_the_primary(database):
    cache = SimpleNamespace(_meta=SimpleNamespace(app_label="django_cache"))
    databases = lambda request: HttpResponse(  # noqa: E731
        " ".join([ROUTER.db_for_write(Statement), ROUTER.db_for_read(Session), ROUTER.db_for_read(cache)])
    )
    assert database(view=databases) == "default default default"


@pytest.mark.django_db
@pytest.mark.usefixtures("servers")
def test_a_transaction_is_read_in_its_own_database(database):
    with transaction.atomic():
        assert database() == "default"


def test_readers_read_the_primary_if_no_replica_answers(servers, database):
    servers.dead.add("replica1")
    assert database() == "default"
    assert servers.monitor.report() == ["The database replica1 cannot be reached."]


def test_staff_read_a_replica_while_the_primary_is_away(servers, database):
    servers.monitor.leave_out("default", "cannot be reached")
    assert [database(**STAFF), database("/admin/", **STAFF)] == ["replica1", "default"]


def test_a_reader_whose_replica_is_lost_is_answered_by_the_primary(servers, database):
    def view(request):
        if ROUTER.db_for_read(Statement) == "replica1":
            servers.connections["replica1"].errors_occurred = True
            return HttpResponse(status=503)
        return HttpResponse("read from the primary")

    assert database(view=view) == "read from the primary"


def test_a_query_that_takes_too_long_is_not_repeated(servers, database):
    servers.connections["replica1"].connection = True
    servers.connections["replica1"].is_usable = lambda: True
    requests = []

    def view(request):
        requests.append(ROUTER.db_for_read(Statement))
        servers.connections["replica1"].errors_occurred = True
        return HttpResponse("too slow", status=503)

    assert database(view=view) == "too slow"
    assert requests == ["replica1"]


def test_the_middleware_is_not_used_without_replicas():
    with pytest.raises(MiddlewareNotUsed):
        middleware.route_readers(None)


def test_replicas_are_never_migrated():
    assert [ROUTER.allow_migrate(alias, "proceedings") for alias in ("default", "replica1")] == [True, False]

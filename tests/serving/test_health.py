import time
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from proceedings.serving.processes import last_run, scheduler

# Without the mark django_db, a query is an error. So the first two tests prove that there is none.


def test_healthz_answers_without_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response["Content-Type"], response.content) == (200, "text/plain", b"ok\n")


def test_health_checks_refuse_post_requests(client):
    assert [client.post(address).status_code for address in ("/healthz", "/readyz")] == [405, 405]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_checks_are_never_cached(client, address):
    assert "no-store" in client.get(address)["Cache-Control"].split(", ")


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\nscheduler: has not run yet\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "line"),
    [
        (40, "scheduler: last ran 40 s ago"),
        (300, "scheduler: late, last ran 300 s ago"),
        # The clock has been set back since.
        (-3600, "scheduler: last ran 0 s ago"),
    ],
)
def test_the_last_run_of_the_scheduler_is_shown(client, monkeypatch, ago, line):
    monkeypatch.setattr(scheduler.connection, "close", lambda: None)
    scheduler.tick(set())
    now = time.time()
    monkeypatch.setattr(last_run, "time", SimpleNamespace(time=lambda: now + ago))
    response = client.get("/readyz")
    assert (response.status_code, response.content.decode()) == (200, f"ok\n{line}\n")


@pytest.mark.django_db
def test_a_run_that_failed_does_not_count(client, monkeypatch):
    monkeypatch.setattr(scheduler.connection, "close", lambda: None)
    monkeypatch.setattr(scheduler, "publish_due", Mock(side_effect=OperationalError("locked")))
    scheduler.tick(set())
    assert client.get("/readyz").content == b"ok\nscheduler: has not run yet\n"


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def refuse():
        raise OperationalError("connection to server at 10.0.0.7 failed: password of user secret")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database cannot be reached.\n")


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_not_ready(client):
    latest = MigrationLoader(connection).graph.leaf_nodes("mailing")[0]
    MigrationRecorder(connection).record_unapplied(*latest)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"Migrations not applied: 1.\n")

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

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
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def refuse():
        raise OperationalError("connection to server at 10.0.0.7 failed: password of user secret")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database cannot be reached.\n")


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_not_ready(client):
    latest = MigrationLoader(connection).graph.leaf_nodes("proceedings")[0]
    MigrationRecorder(connection).record_unapplied(*latest)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"Migrations not applied: 1.\n")

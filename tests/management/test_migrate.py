from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from proceedings.management.commands import migrate as limited


@pytest.fixture
def server(monkeypatch):
    """PostgreSQL as the command sees it: the SQL that it runs, with each attempt to migrate, which raises an error."""
    server = SimpleNamespace(log=[], errors=[])

    def attempt(self, *args, **options):
        server.log.append("migrate")
        if server.errors:
            raise server.errors.pop()

    cursor = SimpleNamespace(execute=server.log.append)
    postgresql = SimpleNamespace(vendor="postgresql", cursor=lambda: nullcontext(cursor))
    monkeypatch.setattr(limited, "check_upgradable", lambda connection: None)
    monkeypatch.setattr(limited, "connections", {"default": postgresql})
    monkeypatch.setattr(limited, "PAUSE", 0)
    monkeypatch.setattr(migrate.Command, "handle", attempt)
    return server


def an_error(sqlstate):
    error = OperationalError("canceling statement")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": sqlstate})()
    return error


BEFORE = ["SET lock_timeout = 2000", "SET statement_timeout = 0"]
AFTER = ["RESET lock_timeout", "RESET statement_timeout"]


def test_a_migration_waits_for_a_lock_for_two_seconds_and_tries_again(server, capsys):
    server.errors = [an_error("55P03")]
    call_command("migrate")
    assert server.log == [*BEFORE, "migrate", "migrate", *AFTER]
    assert capsys.readouterr().err == "A table is in use. Trying again in 0 seconds.\n"


def test_a_migration_gives_up_after_some_attempts(server):
    server.errors = [an_error("55P03")] * 9
    with pytest.raises(CommandError, match="A migration could not lock its table"):
        call_command("migrate", attempts=3, lock_timeout=0.5)
    assert server.log == ["SET lock_timeout = 500", BEFORE[1], *["migrate"] * 3, *AFTER]


def test_other_errors_of_a_migration_are_not_tried_again(server):
    server.errors = [an_error("57014")] * 9
    with pytest.raises(OperationalError):
        call_command("migrate")
    assert server.log.count("migrate") == 1


@pytest.mark.django_db
def test_a_database_between_former_migrations_is_refused_and_not_ready(client):
    """Migrations that were replaced by one must all be applied, or none."""
    MigrationRecorder(connection).record_unapplied("proceedings", "0002_triggers_counts_and_groups")
    MigrationRecorder(connection).record_unapplied("proceedings", "0016_counts_by_year_and_theme")
    with pytest.raises(CommandError, match=r"lacks proceedings\.0016_counts_by_year_and_theme.*earlier version"):
        call_command("migrate")
    assert client.get("/readyz").content == b"Migrations not applied: 1.\n"

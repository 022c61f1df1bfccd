"""Findings of the doctor: each fault is found by its subject, and a healthy deployment has none."""

import json
import os
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from proceedings.models import Statement
from proceedings.models.columns import modification_times
from proceedings.models.counts import triggers
from proceedings.models.search.facts import OWN
from proceedings.search.engines import engine
from proceedings.serving.doctor import Level, configuration, database, folders, operation
from proceedings.serving.processes import last_run
from tests.support.factories import a_picture, a_speaker, a_statement


@pytest.fixture(autouse=True)
def deployment(settings, tmp_path):
    """A deployment in which nothing must be mended."""
    settings.SECRET_KEY = "".join(map(chr, range(40, 100)))
    settings.ALLOWED_HOSTS, settings.TLS, settings.SECOND_FACTOR = ["record.example"], True, True
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_REDIRECT_EXEMPT = 3600, []
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path, tmp_path / "media", str(tmp_path)
    (tmp_path / "record.zip").write_text("a backup")
    return tmp_path


def wrong(findings):
    """{subject: level} of the findings that are not ok."""
    return {finding.subject: str(finding.level) for finding in findings if finding.level is not Level.OK}


@pytest.mark.django_db
def test_a_healthy_deployment_has_nothing_to_mend(capsys):
    get_user_model().objects.create_superuser("admin")
    a_statement()
    last_run.record()
    call_command("doctor", as_json=True, thorough=True)
    report = json.loads(capsys.readouterr().out)
    levels = {finding["subject"]: finding["level"] for finding in report["findings"]}
    # Fonts are those of this machine.
    assert {subject for subject, level in levels.items() if level != "ok"} <= {"fonts"}
    assert report["ok"] is True
    assert {
        "TLS",
        "VAR_DIR",
        "static",
        "triggers",
        "search",
        "counts",
        "clock",
        "cache",
        "backup",
        "accounts",
    } < levels.keys()


@pytest.mark.django_db
def test_a_fault_is_printed_with_its_remedy_and_fails_the_command(capsys, settings):
    settings.ALLOWED_HOSTS = []
    get_user_model().objects.create_superuser("admin")
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor", no_color=True)
    printed = capsys.readouterr().out
    assert stopped.value.code == 1
    assert (
        "mend    ALLOWED_HOSTS: The site refuses every request.\n"
        "        Set ALLOWED_HOSTS to the host names of the site, such as record.example.\n"
    ) in printed
    assert printed.endswith("1 thing must be mended.\n")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "short", {"SECRET_KEY": "mend"}),
        ("DEBUG", True, {"DEBUG": "mend"}),
        ("ALLOWED_HOSTS", ["*"], {"ALLOWED_HOSTS": "mend"}),
        ("TLS", False, {"TLS": "mend"}),
        ("DELIVERY_BACKEND", "django.core.mail.backends.console.EmailBackend", {"EMAIL_URL": "advice"}),
        ("SECOND_FACTOR", False, {"MFA": "advice"}),
        ("METRICS_TOKEN", "short", {"METRICS_TOKEN": "mend"}),
        ("SECURE_HSTS_SECONDS", 3600, {}),
    ],
)
def test_a_wrong_setting_is_found(settings, monkeypatch, name, value, expected):
    # Django's checks read all addresses and forms, which is done once above.
    monkeypatch.setattr(configuration, "system_checks", list)
    setattr(settings, name, value)
    assert wrong(configuration.findings()) == expected


def test_tls_is_only_advised_on_ones_own_machine(settings):
    settings.TLS, settings.ALLOWED_HOSTS = False, ["localhost"]
    assert configuration.tls().level is Level.ADVICE


def test_a_folder_that_cannot_be_written_is_found(deployment, settings, monkeypatch):
    (deployment / "file").touch()
    settings.MEDIA_ROOT = deployment / "file" / "media"
    monkeypatch.setattr(folders, "LEAST_MEGABYTES", 2**40)
    monkeypatch.setattr(folders, "FEW_MEGABYTES", 2**40)
    assert wrong(folders.findings()) == {"VAR_DIR": "mend", "MEDIA_DIR": "mend", "BACKUP_DIR": "mend"}


def test_missing_static_files_are_found(settings, deployment):
    settings.STATIC_ROOT = deployment / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "proceedings.serving.static.storage.StaticStorage"}
    }
    assert folders.static_files().level is Level.MEND


def test_a_database_that_is_away_ends_the_examination(monkeypatch):
    def refuse():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    (finding,) = database.findings(thorough=False)
    assert finding.message == "The database does not answer: connection refused Is the server running?"


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_found():
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(connection).graph.leaf_nodes("mailing")[0])
    assert wrong(database.findings(thorough=False)) == {"migrations": "mend"}


@pytest.mark.django_db
def test_missing_triggers_are_found():
    table, name, _sql = modification_times.triggers(connection.vendor)[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert name in database.triggers().message


@pytest.mark.django_db
def test_a_broken_index_and_outdated_terms_are_found():
    statement = a_statement(text="water")
    field = next(field for field in Statement._meta.fields if "text" in getattr(field, "sources", ()))
    Statement.objects.filter(pk=statement.pk).update(**{field.name: "other"})
    assert [database.search_index(thorough=thorough).level for thorough in (False, True)] == [Level.OK, Level.MEND]
    with connection.cursor() as cursor:
        engine(connection.vendor).remove(cursor, OWN)
    assert database.search_index(thorough=False).level is Level.MEND


@pytest.mark.django_db
def test_wrong_counts_and_missing_triggers_of_counts_are_found():
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {triggers.TABLE} (kind, counted, number) VALUES ('speaker', 7, 1)")  # noqa: S608
    assert [database.public_counts(thorough=thorough).level for thorough in (False, True)] == [Level.OK, Level.MEND]
    triggers.drop(connection)
    assert database.public_counts(thorough=False).level is Level.MEND


@pytest.mark.django_db
def test_a_clock_that_was_set_back_is_found():
    statement = a_statement()
    Statement.objects.filter(pk=statement.pk).update(modified_at=timezone.now() + timedelta(days=1))
    assert database.clock().level is Level.ADVICE


@pytest.mark.django_db
def test_faults_of_the_running_site_are_found(deployment):
    os.utime(deployment / "record.zip", (0, 0))
    speaker = a_speaker(portrait=a_picture())
    speaker.portrait.storage.delete(speaker.portrait.name)
    late = timezone.now() - timedelta(hours=1)
    Statement.objects.filter(pk=a_statement(status="in_review").pk).update(publish_at=late)
    expected = {"portraits": "mend", "scheduler": "mend", "backup": "mend", "accounts": "mend"}
    assert wrong(operation.findings()) == expected


@pytest.mark.django_db
def test_a_scheduler_that_has_stopped_is_found(monkeypatch):
    assert operation.scheduler().level is Level.ADVICE
    last_run.record()
    assert operation.scheduler().level is Level.OK
    now = time.time()
    monkeypatch.setattr(last_run, "time", SimpleNamespace(time=lambda: now + 3600))
    finding = operation.scheduler()
    assert (finding.level, finding.message) == (Level.MEND, "Scheduled publication: late, last ran 3600 s ago.")


@pytest.mark.django_db
def test_a_cache_that_forgets_is_found(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert operation.shared_cache().level is Level.MEND

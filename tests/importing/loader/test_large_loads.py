"""Large loads: terms from a second process, and triggers that SQLite runs for each row."""

import pytest
from django.db import connection

from proceedings.importing import loader
from proceedings.importing.loader import load, reader
from proceedings.importing.loader.writing import row_triggers, term_worker, writer
from proceedings.models import Conference, Speaker, Statement
from proceedings.models.history import version_tables
from proceedings.models.reads.revision import revision, trigger_name
from proceedings.models.search.index import broken_indexes, drifted
from tests.support.editing import complaints, load_text
from tests.support.factories import a_statement, a_theme

pytestmark = pytest.mark.django_db

TEXT = """
- {model: proceedings.conference, fields: {slug: sco, title: SCO, language: en, status: published}}
- {model: proceedings.session, fields: {conference: [sco], slug: opening, title: Opening}}
- {model: proceedings.theme, fields: {slug: trade, name: Trade, parent: [economy]}}
- {model: proceedings.theme, fields: {slug: economy, name: Economy}}
- {model: proceedings.speaker, fields: {slug: norov, name: Владимир Норов}}
"""
STATEMENT = (
    "- {{model: proceedings.statement, fields: {{slug: s-{0}, session: [sco, opening], speaker: [norov], title: T,"
    " text: Our organisations and the {0}th disarmament, language: en, themes: [[trade]], in_reply_to: [s-{1}]}}}}\n"
)


@pytest.fixture
def fixture(tmp_path):
    """A file of five statements, each a reply to the next one in the file."""
    replies = "".join(STATEMENT.format(number, number + 1) for number in range(4))
    path = tmp_path / "record.yaml"
    path.write_text(TEXT + replies + STATEMENT.format(4, 4).replace(", in_reply_to: [s-4]", ""), encoding="utf-8")
    return path


@pytest.fixture
def many(monkeypatch):
    """Let any number of rows be many."""
    monkeypatch.setattr(row_triggers, "MANY", 1)


@pytest.fixture
def stored(monkeypatch):
    """Let all rows be in a temporary file."""
    for module in (reader, loader):
        monkeypatch.setattr(module, "MOST_KEPT", 0)


@pytest.fixture
def worker(monkeypatch):
    """Start a worker for any file, and return the workers; tests run in a process with threads."""
    workers = []

    class Kept(term_worker.TermWorker):
        def __init__(self):
            super().__init__()
            workers.append(self)

    monkeypatch.setattr(term_worker, "LEAST", 1)
    monkeypatch.setattr(term_worker, "has_one_thread", lambda: True)
    monkeypatch.setattr(term_worker, "TermWorker", Kept)
    return workers


def all_terms_are_correct():
    return not any(rows for model in (Speaker, Statement) for _number, rows in drifted(model))


def test_a_second_process_computes_the_terms_of_a_large_load(worker, fixture):
    assert str(load([fixture])) == "10 created, 0 updated, 0 unchanged"
    assert [one.process.exitcode for one in worker] == [0]
    assert [one.fetched for one in worker] == [4]
    assert all_terms_are_correct()
    assert Statement.objects.matching("disarmament").count() == 5


def test_a_load_whose_worker_was_killed_computes_the_terms_itself(worker, fixture, monkeypatch):
    submit = term_worker.TermWorker.submit

    def kill_and_submit(self, *args):
        self.process.kill()
        self.process.join()
        submit(self, *args)

    monkeypatch.setattr(term_worker.TermWorker, "submit", kill_and_submit)
    assert str(load([fixture])) == "10 created, 0 updated, 0 unchanged"
    assert [one.fetched for one in worker] == [0]
    assert all_terms_are_correct()


def test_a_dry_run_and_a_small_load_start_no_process(worker, fixture, monkeypatch):
    load([fixture], dry_run=True)
    monkeypatch.setattr(term_worker, "LEAST", 10**6)
    load([fixture])
    assert worker == []


def test_new_rows_can_refer_to_rows_that_follow_in_the_file(fixture):
    load([fixture])
    replies = Statement.objects.exclude(in_reply_to=None).values_list("slug", "in_reply_to__slug")
    assert sorted(replies) == [(f"s-{number}", f"s-{number + 1}") for number in range(4)]


def test_new_rows_have_keys_in_the_order_of_the_file(fixture):
    load([fixture])
    assert list(Statement.objects.order_by("pk").values_list("slug", flat=True)) == [f"s-{n}" for n in range(5)]


def test_rows_after_a_load_get_keys_of_their_own(fixture):
    load([fixture])
    assert a_statement().pk > Statement.objects.get(slug="s-4").pk


def test_rows_in_a_temporary_file_are_loaded_and_recognised(stored, worker, fixture):
    assert str(load([fixture])) == "10 created, 0 updated, 0 unchanged"
    assert str(load([fixture])) == "0 created, 0 updated, 10 unchanged"
    assert all_terms_are_correct()
    assert [theme.slug for theme in Statement.objects.get(slug="s-3").themes.all()] == ["trade"]
    assert Statement.history.count() == 5


def test_rows_in_a_temporary_file_have_all_errors_with_their_places(stored):
    text = """
        - {model: proceedings.conference, fields: {slug: sco, title: SCO, language: en, starts_on: 2020-02-02,
           ends_on: 2020-01-01}}
        - {model: proceedings.session, fields: {conference: [sco], slug: a, title: A, position: 1}}
        - {model: proceedings.session, fields: {conference: [sco], slug: b, title: B, position: 1}}
        - {model: proceedings.session, fields: {conference: [osce], slug: c, title: C, position: 1}}
    """
    assert [line.split("  ")[0] for line in complaints(text)] == ["record.yaml:2", "record.yaml:5", "record.yaml:6"]


def triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        return cursor.fetchall()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL runs its triggers once for many rows.")
def test_a_large_load_has_all_triggers_again(many, fixture):
    before = triggers()
    load([fixture])
    assert triggers() == before
    assert broken_indexes() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL holds no rows in memory.")
def test_versions_are_copied_without_the_triggers_that_would_keep_them_in_memory(many, fixture, monkeypatch):
    copied, record_versions = [], writer.record_versions

    def record(rows, **options):
        assert not {trigger_name(table, "INSERT") for table in version_tables(rows.model)} & dict(triggers()).keys()
        copied.append(rows.model)
        record_versions(rows, **options)

    monkeypatch.setattr(writer, "record_versions", record)
    load([fixture])
    assert Statement in copied


def test_a_large_load_is_a_change_of_the_record(many, fixture):
    before = revision()
    load([fixture])
    assert revision() != before


def test_a_session_in_a_large_load_modifies_its_stored_conference(many, fixture):
    load([fixture])
    Conference.objects.update(modified_at="2020-01-01T00:00:00Z")
    load_text("- {model: proceedings.session, fields: {conference: [sco], slug: closing, title: Closing}}")
    assert Conference.objects.get().modified_at.year > 2020


def test_a_theme_of_a_stored_statement_modifies_it_in_a_large_load(many, fixture):
    statement = a_statement(slug="old", themes=[a_theme(slug="peace")])
    Statement.objects.filter(pk=statement.pk).update(modified_at="2020-01-01T00:00:00Z")
    other = "- {model: proceedings.statement, fields: {slug: old, themes: []}}"
    fixture.write_text(fixture.read_text(encoding="utf-8") + other, encoding="utf-8")
    load([fixture])
    assert Statement.objects.get(slug="old").modified_at.year > 2020

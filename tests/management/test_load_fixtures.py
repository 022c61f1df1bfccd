"""The command load_fixtures: its output and errors."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from proceedings.management.console import write_notes
from proceedings.models import Speaker
from tests.support.factories import a_session, a_speaker

pytestmark = pytest.mark.django_db

NOROV = "- model: proceedings.speaker\n  fields: {slug: norov, name: Norov}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch, settings):
    """The fixtures folder in a temporary current folder."""
    monkeypatch.chdir(tmp_path)
    fixtures = tmp_path / "fixtures"
    fixtures.mkdir()
    settings.FIXTURE_DIRS = [fixtures]
    return fixtures


def load_fixtures(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load_fixtures", *args, stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error)
    return out.getvalue(), err.getvalue()


def test_all_fixtures_are_loaded_by_default(folder, capfd):
    (folder / "a.yaml").write_text(NOROV)
    (folder / "b.yaml").write_text(NOROV.replace("norov", "xie"))
    assert load_fixtures() == ("2 created, 0 updated, 0 unchanged\n", "")
    # Without a terminal, no progress is shown.
    assert capfd.readouterr() == ("", "")


def test_all_errors_are_printed_in_order_and_nothing_is_written(folder):
    (folder / "b.yaml").write_text(NOROV + NOROV.replace("norov", "N"))
    (folder / "a.yaml").write_text(NOROV.replace("slug", "slog"))
    out, err = load_fixtures()
    assert out == ""
    assert err.splitlines() == [
        'fixtures/a.yaml:1  speaker: slug: this is part of the key and must be given. Perhaps "norov".',
        'fixtures/a.yaml:2  speaker: there is no field "slog". Did you mean "slug"?',
        (
            "fixtures/b.yaml:4  speaker: slug: Use only lower-case letters a to z, digits, "
            "and single hyphens between them."
        ),
        "3 errors; nothing was written.",
    ]
    assert Speaker.objects.count() == 0


def test_a_single_error_is_counted_in_the_singular(folder):
    (folder / "a.yaml").write_text("")
    assert load_fixtures() == (
        "",
        "fixtures/a.yaml:1  the file is empty; a fixture is a list of records.\n1 error; nothing was written.",
    )


def test_only_the_first_of_many_errors_are_printed(folder):
    (folder / "a.yaml").write_text("- word\n" * 250)
    _out, err = load_fixtures()
    lines = err.splitlines()
    assert len(lines) == 202
    assert lines[199:] == [
        'fixtures/a.yaml:200  a record is a mapping with "model" and "fields".',
        "and 50 more",
        "250 errors; nothing was written.",
    ]


@pytest.mark.parametrize(
    "text", [NOROV, '[{"model": "proceedings.speaker", "fields": {"slug": "norov", "name": "N"}}]']
)
def test_standard_input_is_read_and_its_format_recognised(folder, monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert load_fixtures("-") == ("1 created, 0 updated, 0 unchanged\n", "")


def test_an_error_in_standard_input_names_its_line(folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n- word\n")))
    assert load_fixtures("-")[1].splitlines() == [
        'standard input:2  a record is a mapping with "model" and "fields".',
        "1 error; nothing was written.",
    ]


def test_the_format_can_be_given(folder):
    (folder / "norov.txt").write_text(NOROV)
    assert load_fixtures("fixtures/norov.txt", format="yaml") == ("1 created, 0 updated, 0 unchanged\n", "")


def test_a_dry_run_prints_changes_and_counts_by_model_and_writes_nothing(folder):
    speaker = a_speaker(slug="norov", name="V. Norov")
    (folder / "a.yaml").write_text(NOROV)
    out, err = load_fixtures(dry_run=True)
    assert err == ""
    assert out.splitlines() == [
        "fixtures/a.yaml:1  speaker norov: name: V. Norov → Norov",
        "fixtures/a.yaml:1  speaker norov: sort_name: Norov, V. → Norov",
        "fixtures/a.yaml:1  speaker norov: family_name: Norov → (empty)",
        "fixtures/a.yaml:1  speaker norov: given_name: V. → (empty)",
        "speaker: 0 created, 1 updated, 0 unchanged",
        "0 created, 1 updated, 0 unchanged",
    ]
    speaker.refresh_from_db()
    assert speaker.name == "V. Norov"


def test_the_quiet_option_prints_errors_only(folder):
    (folder / "a.yaml").write_text(NOROV)
    assert load_fixtures(quiet=True) == ("", "")
    assert Speaker.objects.count() == 1
    (folder / "a.yaml").write_text("- word")
    assert load_fixtures(quiet=True)[1].splitlines() == [
        'fixtures/a.yaml:1  a record is a mapping with "model" and "fields".',
        "1 error; nothing was written.",
    ]


def test_progress_is_shown_on_a_terminal(folder, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    (folder / "a.yaml").write_text(NOROV)
    assert load_fixtures() == ("1 created, 0 updated, 0 unchanged\n", "")
    assert sys.stderr.getvalue().startswith("\rfixtures/a.yaml: 0it")


def test_a_database_error_is_printed_in_one_line(folder, monkeypatch):
    def refuse(*_args, **_options):
        raise DatabaseError("the disk is full\n")

    monkeypatch.setattr("proceedings.management.commands.load_fixtures.load", refuse)
    assert load_fixtures() == ("", "Database error: the disk is full. Nothing was written.")


def test_texts_whose_words_other_readers_of_markdown_would_change_are_noted(folder):
    session = a_session()
    key = f"[{session.conference.slug}, {session.slug}]"
    fields = f"session: {key}, speaker: [{a_speaker().slug}], language: en, title: Years"
    for number, more in enumerate(["", ", text_format: plain", ""], 1):
        text = '"1945. peace\\n1989. walls"' if number < 3 else '"Nothing."'
        own = f"slug: s{number}, position: {number}, text: {text}{more}"
        (folder / f"{number}.yaml").write_text(f"- model: proceedings.statement\n  fields: {{{own}, {fields}}}\n")
    out, _err = load_fixtures()
    assert out.splitlines() == [
        (
            "fixtures/1.yaml:1  statement s1: Other readers of Markdown would show other words: give text_format "
            "plain, or write a backslash. Line 2: the numbers of a list would change here: “1989” to “1946”."
        ),
        "3 created, 0 updated, 0 unchanged",
    ]
    assert load_fixtures()[0] == "0 created, 0 updated, 3 unchanged\n"


def test_only_the_first_notes_are_printed(monkeypatch):
    monkeypatch.setattr("proceedings.management.console.MOST_NOTES", 1)
    out = io.StringIO()
    write_notes(out, ["a\n", "b\n", "c\n"])
    assert out.getvalue() == "a\nand 2 more notes"

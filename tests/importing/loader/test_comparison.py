"""Comparison: the rows that a load creates, updates and leaves alone."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.importing.loader import load
from proceedings.importing.loader.writing import writer
from proceedings.models import OtherName, Speaker, Statement
from tests.support.editing import complaints, load_text
from tests.support.factories import a_session, a_speaker, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db


def written(queries):
    return [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


@pytest.fixture
def inserted(monkeypatch):
    """The tables that rows were inserted into: Django lists no COPY among its queries."""
    tables = []
    for name in ("insert", "insert_tuples"):
        monkeypatch.setattr(writer, name, lambda model, *_rows: tables.append(model._meta.db_table))
    return tables


def a_programme(statements):
    """A fixture of so many statements in one session, each on two themes."""
    records = [
        "- {model: proceedings.conference, fields: {slug: sco, title: SCO, language: en, status: published}}",
        "- {model: proceedings.session, fields: {conference: [sco], slug: opening, title: Opening}}",
        "- {model: proceedings.speaker, fields: {slug: norov, name: Norov}}",
        "- {model: proceedings.appointment, fields: {speaker: [norov], slug: sg, title: Secretary General}}",
        "- {model: proceedings.theme, fields: {slug: trade, name: Trade, parent: [economy]}}",
        "- {model: proceedings.theme, fields: {slug: economy, name: Economy}}",
    ]
    fields = "session: [sco, opening], speaker: [norov], appointment: [norov, sg], title: T, language: en"
    themes = "themes: [[trade], [economy]], status: published"
    records += [
        f"- {{model: proceedings.statement, fields: {{slug: s-{number}, {fields}, {themes}}}}}"
        for number in range(statements)
    ]
    return "\n".join(records)


def test_a_second_load_changes_and_writes_nothing():
    assert str(load_text(a_programme(3))) == "9 created, 0 updated, 0 unchanged"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tally = load_text(a_programme(3))
    assert str(tally) == "0 created, 0 updated, 9 unchanged"
    assert written(queries) == []


def test_the_projects_own_fixtures_load_and_load_again():
    created = load(settings.FIXTURE_DIRS)
    with CaptureQueriesContext(connection) as queries:
        again = load(settings.FIXTURE_DIRS)
    total = sum(line[1] for line in created.by_noun)
    assert str(again) == f"0 created, 0 updated, {total} unchanged"
    assert written(queries) == []


def test_comparing_makes_a_fixed_number_of_queries():
    counts = []
    for statements in (1, 30):
        load_text(a_programme(statements))
        with CaptureQueriesContext(connection) as queries:
            load_text(a_programme(statements))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_omitted_field_keeps_its_stored_value():
    speaker = a_speaker(slug="norov", name="Norov", country="UZ", biography="Of Uzbekistan.")
    tally = load_text("- model: proceedings.speaker\n  fields: {slug: norov, biography: Once of Uzbekistan.}")
    assert str(tally) == "0 created, 1 updated, 0 unchanged"
    speaker.refresh_from_db()
    assert (speaker.name, speaker.country, speaker.biography) == ("Norov", "UZ", "Once of Uzbekistan.")


def test_an_empty_value_clears_the_field():
    speaker = a_speaker(slug="norov", country="UZ")
    load_text("- model: proceedings.speaker\n  fields: {slug: norov, country: ''}")
    speaker.refresh_from_db()
    assert speaker.country == ""


def test_a_cleared_sort_name_is_computed_again_and_stays():
    text = "- model: proceedings.speaker\n  fields: {slug: norov, name: Норов, sort_name: ''}"
    a_speaker(slug="norov", name="Норов", sort_name="Norov, Vladimir")
    assert str(load_text(text)) == "0 created, 1 updated, 0 unchanged"
    assert Speaker.objects.get().sort_name == "Norov"
    assert str(load_text(text)) == "0 created, 0 updated, 1 unchanged"


def test_themes_in_the_file_replace_those_of_the_statement():
    statement = a_statement(slug="s", themes=[a_theme(slug="a"), a_theme(slug="b")])
    a_theme(slug="c")
    text = "- model: proceedings.statement\n  fields: {slug: s, themes: [[b], [c], [c]]}"
    assert str(load_text(text)) == "0 created, 1 updated, 0 unchanged"
    assert sorted(theme.slug for theme in statement.themes.all()) == ["b", "c"]
    assert str(load_text(text)) == "0 created, 0 updated, 1 unchanged"
    load_text("- model: proceedings.statement\n  fields: {slug: s, themes: []}")
    assert list(statement.themes.all()) == []


def test_rows_that_are_not_in_the_files_stay():
    kept = a_statement()
    load_text(a_programme(1))
    assert list(Statement.objects.exclude(slug="s-0")) == [kept]


def test_rows_are_distinguished_by_keys_of_several_parts():
    text = """
        - model: proceedings.speaker
          fields: {slug: norov, name: Norov}
        - model: proceedings.othername
          fields: {speaker: [norov], language: ru, name: Норов}
        - model: proceedings.othername
          fields: {speaker: [norov], language: uk, name: Норов}
    """
    assert str(load_text(text)) == "3 created, 0 updated, 0 unchanged"
    assert str(load_text(text)) == "0 created, 0 updated, 3 unchanged"
    assert OtherName.objects.count() == 2


def test_corrections_are_identified_by_day_and_organisers_by_role():
    a_statement(slug="s", session=a_session(slug="opening"))
    text = """
        - model: proceedings.correction
          fields: {statement: [s], made_on: 2020-11-01, note: A name was misspelt.}
        - model: proceedings.organisation
          fields: {slug: riac, name: RIAC}
        - model: proceedings.conference
          fields: {slug: sco, title: SCO, language: en}
        - model: proceedings.organiser
          fields: {conference: [sco], organisation: [riac]}
        - model: proceedings.organiser
          fields: {conference: [sco], organisation: [riac], role: sponsor}
    """
    assert str(load_text(text)) == "5 created, 0 updated, 0 unchanged"
    assert str(load_text(text)) == "0 created, 0 updated, 5 unchanged"


def test_a_dry_run_reports_every_change_and_writes_nothing():
    post = an_appointment(speaker=a_speaker(slug="norov"), slug="sg")
    a_statement(slug="s", speaker=post.speaker, title="Health", themes=[a_theme(slug="a")])
    a_theme(slug="b")
    title = "\\u001b[31m" + "Health and " * 9
    text = f"""
        - model: proceedings.statement
          fields: {{slug: s, title: "{title}", appointment: [norov, sg], themes: [[b], [a]], text: ""}}
        - model: proceedings.speaker
          fields: {{slug: norov}}
    """
    with CaptureQueriesContext(connection) as queries:
        tally = load_text(text, dry_run=True)
    assert str(tally) == "0 created, 1 updated, 1 unchanged"
    assert [line.rpartition("record.yaml:")[2] for line in str(tally.changes[0]).splitlines()] == [
        "2  statement s: appointment: (empty) → [norov, sg]",
        "2  statement s: title: Health → �[31mHealth and Health and Health and Health and Health and…",
        "2  statement s: text: What was said. → (empty)",
        '2  statement s: themes: "a" → "a", "b"',
    ]
    assert tally.lines() == [
        "speaker: 0 created, 0 updated, 1 unchanged",
        "statement: 0 created, 1 updated, 0 unchanged",
    ]
    assert written(queries) == []
    assert str(load_text(text)) == "0 created, 1 updated, 1 unchanged"


def test_statistics_are_updated_before_and_after_versions_are_made_of_the_new_rows(monkeypatch):
    known = []
    model = Statement.history.model

    def count(number, updated, *_tables):
        if updated in {Statement, model}:
            known.append((number, Statement.objects.count(), model.objects.count()))

    monkeypatch.setattr(writer, "update_statistics", count)
    load_text(a_programme(3))
    assert known == [(3, 3, 0), (3, 3, 3)]


def test_a_stored_row_with_a_value_that_cannot_be_read_is_reported():
    a_speaker(slug="norov", name="Vladimir Norov", sort_name="")
    assert complaints("- {model: proceedings.speaker, fields: {slug: norov, name: null, sort_name: ''}}") == [
        "record.yaml:1  speaker norov: name: null is not possible here: give a value or leave the field out."
    ]


def test_a_large_load_updates_the_statistics_of_the_database(monkeypatch):
    monkeypatch.setattr(writer, "MOST_UNANALYSED", 3)
    monkeypatch.setattr(writer, "SHARE_UNANALYSED", 0)
    load_text(a_programme(3))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'proceedings_statement'")
            assert cursor.fetchone() == (3,)
            cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'editorial_historicalstatement' ORDER BY 1")
            assert cursor.fetchall() == [("history_id",), ("id",)]
    else:
        assert Statement.objects.count() == 3

"""A record's time of change follows whatever its readers see of it, whichever way that was written."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection

from proceedings.models import Conference, Organisation, Session, Speaker, Statement, Theme, Translation
from proceedings.models.columns.modification_times import triggers
from tests.support.editing import load_text
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 10, 2, tzinfo=UTC)


@pytest.fixture
def statement():
    """A statement with all that it shows of other nouns, last changed long ago."""
    speaker = a_speaker(slug="ada")
    post = an_appointment(speaker=speaker, organisation=an_organisation())
    statement = a_statement(
        slug="rivers", speaker=speaker, appointment=post, themes=[a_theme(parent=a_theme(slug="trunk"))]
    )
    a_translation(statement=statement)
    a_correction(statement=statement)
    forget()
    return statement


def forget():
    Statement.objects.update(modified_at=LONG_AGO)
    Conference.objects.update(modified_at=LONG_AGO)


def is_modified(row):
    return type(row).objects.get(pk=row.pk).modified_at != LONG_AGO


def save_one_column(statement):
    statement.title = "War"
    statement.save(update_fields=["title"])


def update_in_bulk(statement):
    statement.title = "War"
    Statement.objects.bulk_update([statement], ["title"])


def load_raw(statement):
    for row in serializers.deserialize("json", serializers.serialize("json", [statement])):
        row.save()


CHANGES = {
    "saving": lambda statement: statement.save(),
    "saving one column": save_one_column,
    "withdrawing": lambda statement: statement.withdraw("Misquoted."),
    "an update of many": lambda statement: Statement.objects.update(status="withdrawn", withdrawal_reason="Misquoted."),
    "bulk_update": update_in_bulk,
    "a raw save": load_raw,
    "a theme more": lambda statement: statement.themes.add(a_theme()),
    "a theme less": lambda statement: statement.themes.clear(),
    "a translation": lambda statement: a_translation(statement=statement, language="fr"),
    "another translation": lambda statement: Translation.objects.update(text="Иное."),
    "no translation": lambda statement: Translation.objects.all().delete(),
    "a correction": lambda statement: a_correction(statement=statement, made_on=date(2020, 11, 7)),
    "no correction": lambda statement: statement.corrections.all().delete(),
    "the speaker's name": lambda statement: Speaker.objects.update(name="Grace"),
    "the speaker's post": lambda statement: statement.speaker.appointments.update(title="Minister"),
    "the organisation's name": lambda statement: Organisation.objects.update(name="League"),
    "a theme's name": lambda statement: statement.themes.update(name="Water"),
    "a broader theme's name": lambda statement: Theme.objects.filter(slug="trunk").update(name="Nature"),
    "the conference's title": lambda statement: Conference.objects.update(title="Summit"),
    "the conference's withdrawal": lambda statement: statement.conference.withdraw("It was entered twice."),
    "the session's title": lambda statement: Session.objects.update(title="Opening"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_statement_is_modified_by(statement, change):
    change(Statement.objects.get())
    assert is_modified(statement)


OTHERS = {
    "another statement": lambda statement: a_statement(session=statement.session, speaker=statement.speaker),
    "its theme on another statement": lambda statement: a_statement(themes=statement.themes.all()),
    "the speaker's biography": lambda statement: Speaker.objects.update(biography="Born."),
    "computing its terms anew": lambda statement: call_command("rebuild_search", stdout=StringIO(), stderr=StringIO()),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_a_statement_is_not_modified_by(statement, change):
    change(Statement.objects.get())
    assert is_modified(statement) is False


def test_a_conference_is_modified_by_its_programme_and_organisers_only():
    conference = a_conference()
    session = a_session(conference=conference)
    for change, expected in [
        (lambda: Conference.objects.update(title="Summit"), True),
        (session.save, True),
        (lambda: an_organiser(conference=conference), True),
        (lambda: conference.organisers.all().delete(), True),
        (lambda: a_statement(session=session), False),
        (a_session, False),
    ]:
        forget()
        change()
        assert is_modified(conference) is expected


FIXTURE = """
    - model: proceedings.statement
      fields: {{slug: rivers, title: {title}, themes: {themes}}}
"""


def test_loading_the_same_fixture_again_modifies_nothing(statement):
    same = FIXTURE.format(title=statement.title, themes=[[theme.slug] for theme in statement.themes.all()])
    assert str(load_text(same)) == "0 created, 0 updated, 1 unchanged"
    assert is_modified(statement) is False


@pytest.mark.parametrize(
    "text",
    [
        FIXTURE.format(title="War", themes="[[trunk]]"),
        FIXTURE.format(title="Rivers", themes="[[trunk]]"),
        "- model: proceedings.translation\n  fields: {statement: [rivers], language: ru, text: Иное.}",
        "- model: proceedings.speaker\n  fields: {slug: ada, name: Grace}",
    ],
)
def test_loading_a_changed_fixture_modifies_the_row(statement, text):
    Statement.objects.update(title="Rivers", modified_at=LONG_AGO)
    assert str(load_text(text)) == "0 created, 1 updated, 0 unchanged"
    assert is_modified(statement)


def test_fixtures_do_not_contain_the_modification_time():
    statement = a_statement()
    for row in (statement, statement.conference):
        assert "modified_at" not in serializers.serialize("json", [row])


def test_the_database_has_the_triggers_of_the_models():
    """A migration that adds a column, or makes a table anew, stops the triggers before and starts them after."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_modifies_%'")
        else:
            cursor.execute("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE '%_modifies_%'")
        statement = {name: sql.replace("public.", "").replace('"', "") for name, sql in cursor.fetchall()}
    assert statement == {trigger.name: trigger.sql[-1] for trigger in triggers(connection.vendor)}

"""The counts of public rows are right after every change, however it was written."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from proceedings.models import Conference, CoSpeaker, Organisation, Session, Speaker, Statement, Theme
from proceedings.models.counts import deferral, kept, keys, triggers
from proceedings.models.counts.keys import KINDS
from proceedings.serving.processes import scheduler
from tests.importing.loader.test_round_trip import a_record_of_every_noun
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db
PUBLISHED = {"status": "published", "published_at": timezone.now()}


def counts_of(row):
    return type(row).objects.with_statement_counts().get(pk=row.pk).statement_count


@pytest.fixture
def statement():
    """A statement in a capacity on a theme below another, with a further speaker of the same organisation."""
    post = an_appointment(organisation=an_organisation())
    top = a_theme()
    below, beside = a_theme(parent=top), a_theme(parent=top)
    statement = a_statement(speaker=post.speaker, appointment=post, themes=[below, beside])
    other = an_appointment(organisation=post.organisation)
    a_co_speaker(statement=statement, speaker=other.speaker, appointment=other)
    a_statement(session=statement.session, speaker=other.speaker, themes=[beside])
    return statement


def keys_of(statement):
    """Return {name: row} of all rows under which a statement is counted."""
    themes = statement.themes.order_by("pk")
    return {
        "conference": statement.conference,
        "session": statement.session,
        "first": statement.speaker,
        "further": statement.co_speakers.get().speaker,
        "organisation": statement.appointment.organisation,
        "top": themes[0].parent,
        "below": themes[0],
        "beside": themes[1],
    }


def test_a_statement_counts_once_under_each_of_its_keys(statement):
    rows = keys_of(statement)
    assert {name: counts_of(row) for name, row in rows.items()} == {
        "conference": 2,
        "session": 2,
        "first": 1,
        "further": 2,
        "organisation": 1,
        "top": 2,
        "below": 1,
        "beside": 2,
    }
    assert (Statement.objects.number_public(), Conference.objects.number_public()) == (2, 1)
    assert (Speaker.objects.number_public(), Session.objects.number_public()) == (2, 1)
    assert (Theme.objects.number_public(), Organisation.objects.number_public()) == (3, 1)
    assert kept.drift() == {}


def test_the_statements_of_speakers_and_organisations_are_counted_by_year_and_by_their_own_themes(statement):
    rows = keys_of(statement)
    further, body = rows["further"], rows["organisation"]
    assert kept.numbers_by_year("speaker_year", further.pk) == {2020: 2}
    assert kept.numbers_by_year("body_year", body.pk) == {2020: 1}
    below, beside = rows["below"].pk, rows["beside"].pk
    assert kept.numbers_by_tag("speaker_tag", further.pk, 5) == {beside: 2, below: 1}
    assert kept.numbers_by_tag("speaker_tag", further.pk, 1) == {beside: 2}
    assert kept.numbers_by_tag("body_tag", body.pk, 5) == {below: 1, beside: 1}
    Conference.objects.update(starts_on="1999-05-01")
    assert kept.numbers_by_year("speaker_year", further.pk) == {1999: 2}
    Conference.objects.update(starts_on=None)
    assert kept.numbers_by_year("speaker_year", further.pk) == {}


def test_many_public_rows_are_told_from_few_without_hidden_ones(statement):
    assert [kept.has_more_rows("speaker", number) for number in (1, 2)] == [True, False]
    a_statement(status="draft")
    assert not kept.has_more_rows("speaker", 2)


CHANGES = {
    "a statement is withdrawn": lambda one: Statement.objects.filter(pk=one.pk).update(
        status="withdrawn", withdrawal_reason="An error."
    ),
    "its conference is withdrawn": lambda one: Conference.objects.filter(pk=one.conference.pk).update(
        status="withdrawn", withdrawal_reason="An error."
    ),
    "a statement is deleted": lambda one: one.delete(),
    "all statements are deleted": lambda _one: Statement.objects.all().delete(),
    "it has another speaker": lambda one: Statement.objects.filter(pk=one.pk).update(
        speaker=a_speaker(), appointment=None
    ),
    "it loses its capacity": lambda one: Statement.objects.filter(pk=one.pk).update(appointment=None),
    "it moves to a session of a draft": lambda one: Statement.objects.filter(pk=one.pk).update(
        session=a_session(conference=a_conference(status="draft"))
    ),
    "its session moves": lambda one: Session.objects.filter(pk=one.session_id).update(conference=a_conference()),
    "its session moves to a draft": lambda one: Session.objects.filter(pk=one.session_id).update(
        conference=a_conference(status="draft")
    ),
    "the further speakers leave": lambda _one: CoSpeaker.objects.all().delete(),
    "the further speaker is another": lambda _one: CoSpeaker.objects.update(speaker=a_speaker(), appointment=None),
    "the further speaker loses the capacity": lambda _one: CoSpeaker.objects.update(appointment=None),
    "a further speaker moves": lambda _one: CoSpeaker.objects.update(statement=a_statement(), position=7),
    "a theme is added": lambda one: one.themes.add(a_theme()),
    "a theme is added again": lambda one: one.themes.add(*one.themes.all()),
    "a broader theme is added": lambda one: one.themes.add(one.themes.first().parent),
    "a theme is removed": lambda one: one.themes.remove(one.themes.first()),
    "all themes are removed": lambda one: one.themes.clear(),
    "a theme moves up": lambda one: Theme.objects.filter(pk=one.themes.first().pk).update(parent=None),
    "a whole tree moves under another": lambda one: Theme.objects.filter(pk=one.themes.first().parent_id).update(
        parent=a_theme()
    ),
    "a theme moves under its sister": lambda one: Theme.objects.filter(pk=one.themes.first().pk).update(
        parent=one.themes.last()
    ),
    "the organisation of a post changes": lambda one: (
        type(one.appointment).objects.filter(pk=one.appointment_id).update(organisation=an_organisation())
    ),
    "the organisation of all posts changes": lambda one: type(one.appointment).objects.update(
        organisation=an_organisation()
    ),
    "a post has no organisation": lambda one: type(one.appointment).objects.update(organisation=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_counts_follow_a_change(statement, change):
    CHANGES[change](statement)
    assert kept.drift() == {}


def test_a_draft_counts_when_it_and_its_conference_are_published(statement):
    conference = a_conference(status="draft")
    draft = a_statement(
        session=a_session(conference=conference),
        speaker=statement.speaker,
        status="draft",
        themes=statement.themes.all(),
    )
    assert counts_of(statement.speaker) == 1
    Statement.objects.filter(pk=draft.pk).update(**PUBLISHED)
    assert counts_of(statement.speaker) == 1
    Conference.objects.filter(pk=conference.pk).update(**PUBLISHED)
    assert counts_of(statement.speaker) == 2
    assert counts_of(conference) == 1
    assert kept.drift() == {}


def test_rows_in_bulk_count(statement):
    """One SQL statement with several statements that share keys, and one with several themes of a statement."""
    Statement.objects.bulk_create(
        Statement(slug=f"s{n}", title="T", session=statement.session, position=10 + n, speaker=statement.speaker,
                  language="en", **PUBLISHED)
        for n in range(3)
    )  # fmt: skip
    new = Statement.objects.filter(position__gte=10)
    tag = Statement.themes.through
    tag.objects.bulk_create(tag(statement=one, theme=theme) for one in new for theme in statement.themes.all())
    assert counts_of(statement.speaker) == 4
    assert counts_of(statement.themes.first().parent) == 5
    new.update(status="withdrawn", withdrawal_reason="An error.")
    assert counts_of(statement.speaker) == 1
    assert kept.drift() == {}


@pytest.mark.parametrize("is_reversed", [False, True])
def test_tables_emptied_in_any_order_leave_no_count(statement, is_reversed):
    a_record_of_every_noun()
    models = list(apps.get_app_config("proceedings").get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for model in reversed(models) if is_reversed else models:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608
    assert {kind: kept.numbers(kind) for kind in KINDS} == {kind: {} for kind in KINDS}


def test_folding_changes_no_count(statement):
    statement.themes.clear()
    before = {kind: kept.numbers(kind) for kind in KINDS}
    kept.fold()
    assert {kind: kept.numbers(kind) for kind in KINDS} == before
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {keys.TABLE} GROUP BY kind, counted HAVING COUNT(*) > 1")  # noqa: S608
        assert cursor.fetchall() == []
    assert kept.fold() == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one row for each key")
def test_the_scheduler_folds_the_counts_and_corrects_them_once_a_day(statement):
    wrong = f"INSERT INTO {keys.TABLE} (kind, counted, number) VALUES ('theme', 0, 5)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(wrong)
        scheduler.keep_counts()
        assert kept.drift() == {}
        cursor.execute(wrong)
        scheduler.keep_counts()
        assert kept.drift() == {"theme": 1}
    assert kept.fold() == 0


def test_rebuilding_corrects_what_was_missed(statement):
    triggers.drop(connection)
    statement.themes.clear()
    triggers.create(connection)
    output = StringIO()
    with pytest.raises(CommandError, match="rebuild_counts"):
        call_command("rebuild_counts", "--check", stdout=output)
    assert output.getvalue() == (
        "3 counts are wrong: theme.\n4 counts are wrong: speaker_tag.\n2 counts are wrong: body_tag.\n"
    )
    call_command("rebuild_counts", stdout=output)
    call_command("rebuild_counts", "--check", stdout=output)
    assert output.getvalue().splitlines()[3:] == ["9 counts were corrected.", "All counts are right."]
    assert counts_of(statement.speaker) == 1


def test_many_new_statements_are_counted_at_the_end(statement, monkeypatch):
    monkeypatch.setattr(deferral, "PORTION", 300)
    first = Statement.objects.latest("pk").pk + 1
    with deferral.deferred_counting(Statement, deferral.MANY, first):
        a_statement(speaker=statement.speaker, themes=statement.themes.all())
        a_statement(speaker=statement.speaker, status="draft")
        assert counts_of(statement.speaker) == 1
    assert kept.drift() == {}
    assert (counts_of(statement.speaker), counts_of(statement.themes.first().parent)) == (2, 3)
    a_statement(speaker=statement.speaker, themes=statement.themes.all())
    assert kept.drift() == {}
    assert (counts_of(statement.speaker), counts_of(statement.themes.first().parent)) == (3, 4)


def test_statements_are_counted_in_the_year_of_their_conference():
    conference = a_conference(starts_on=date(2019, 12, 30))
    a_statement(session=a_session(conference=conference))
    a_statement(session=a_session(conference=a_conference(starts_on=None)))
    assert kept.numbers("year") == {2019: 1}
    Conference.objects.filter(pk=conference.pk).update(starts_on="2020-01")
    assert kept.numbers("year") == {2020: 1}
    assert kept.drift() == {}

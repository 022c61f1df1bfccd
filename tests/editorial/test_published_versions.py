"""What readers could read at a statement's address, version by version."""

from datetime import UTC, datetime, timedelta

import pytest

from proceedings.editorial.merge_speakers import merge
from proceedings.editorial.published_versions import published_versions
from proceedings.models import Conference, Speaker, Statement
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_translation,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hours(monkeypatch):
    """Every save is an hour after the one before."""
    clock = [datetime(2026, 1, 1, tzinfo=UTC)]

    def later():
        clock[0] += timedelta(hours=1)
        return clock[0]

    monkeypatch.setattr("simple_history.models.timezone.now", later)


def read(statement):
    stored = Statement.objects.with_context().prefetch_related("translations", "corrections").get(pk=statement.pk)
    return published_versions(stored)


def texts(statement):
    return [version.statement.text for version in read(statement)]


def rewrite(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def test_a_statement_that_never_changed_has_one_version():
    statement = a_statement(text="Peace.")
    assert [(version.number, version.statement.text) for version in read(statement)] == [(1, "Peace.")]


def test_a_version_begins_with_each_change_that_readers_see():
    statement = a_statement(title="Peace", text="Peace.")
    rewrite(statement, text="Peace!")
    rewrite(statement, title="On peace")
    assert [(version.number, version.statement.text, version.statement.title) for version in read(statement)] == [
        (1, "Peace.", "Peace"),
        (2, "Peace!", "Peace"),
        (3, "Peace!", "On peace"),
    ]


def test_what_readers_do_not_see_of_the_words_makes_no_version():
    statement = a_statement(text="Peace.")
    rewrite(statement, doi="10.1234/peace", recording_start=12)
    assert texts(statement) == ["Peace."]


def test_nothing_of_drafts_reviews_and_withdrawals_is_a_version():
    statement = a_statement(status="draft", text="A secret draft.")
    rewrite(statement, text="A secret of the review.", status="in_review")
    rewrite(statement, text="Public.", status="published")
    rewrite(statement, status="withdrawn", withdrawal_reason="Misquoted.", text="A secret while withdrawn.")
    rewrite(statement, text="Public again.", status="published")
    assert texts(statement) == ["Public.", "Public again."]


def test_what_was_written_before_the_conference_was_public_is_no_version():
    conference = a_conference(status="draft")
    statement = a_statement(session=a_session(conference=conference), text="Not for readers yet.")
    rewrite(statement, text="For readers.")
    rewrite(Conference.objects.get(pk=conference.pk), status="published")
    assert texts(statement) == ["For readers."]


def test_what_was_written_while_the_conference_was_withdrawn_is_no_version():
    statement = a_statement(text="Before.")
    conference = Conference.objects.get(pk=statement.conference.pk)
    rewrite(conference, status="withdrawn", withdrawal_reason="Entered twice.")
    rewrite(statement, text="Unseen.")
    rewrite(statement, text="After.")
    rewrite(conference, status="published")
    assert texts(statement) == ["Before.", "After."]


def test_what_was_written_in_a_conference_that_was_not_public_is_no_version_when_it_moves_to_one_that_was():
    public, hidden = a_session(), a_session(conference=a_conference(status="draft"))
    statement = a_statement(session=hidden, text="A secret.")
    rewrite(Statement.objects.get(pk=statement.pk), session=public, text="For readers.")
    assert texts(statement) == ["For readers."]


def test_nor_is_it_when_its_session_moves():
    public, hidden = a_conference(), a_session(conference=a_conference(status="draft"))
    statement = a_statement(session=hidden, text="A secret.")
    rewrite(Statement.objects.get(pk=statement.pk), text="For readers.")
    rewrite(hidden, conference=public)
    assert texts(statement) == ["For readers."]


def test_what_was_public_in_another_conference_stays_a_version():
    statement = a_statement(text="Peace.")
    rewrite(statement, session=a_session(), text="Peace!")
    assert texts(statement) == ["Peace.", "Peace!"]


def test_what_one_save_writes_is_one_version(monkeypatch):
    statement = a_statement(text="Peace.")
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    monkeypatch.setattr("simple_history.models.timezone.now", lambda: moment)
    rewrite(statement, text="Peace!")
    a_translation(statement=statement, text="Мир!")
    assert [(version.statement.text, [one.text for one in version.translations]) for version in read(statement)] == [
        ("Peace.", []),
        ("Peace!", ["Мир!"]),
    ]


def test_a_translation_that_changes_is_a_version():
    statement = a_statement(text="Peace.")
    translation = a_translation(statement=statement, text="Мир")
    rewrite(translation, text="Мир.")
    translation.delete()
    assert [[one.text for one in version.translations] for version in read(statement)] == [[], ["Мир"], ["Мир."], []]


def test_the_current_words_are_a_version_where_the_history_does_not_know_them():
    statement = a_statement(text="Peace.")
    Statement.objects.update(text="Peace, written past the history.")
    assert texts(statement) == ["Peace.", "Peace, written past the history."]
    Statement.history.all().delete()
    Conference.history.all().delete()
    assert texts(statement) == ["Peace, written past the history."]


def test_a_version_names_whom_it_named_even_when_nobody_is_there_any_more():
    mistaken = a_speaker(name="Vladimir Norof")
    statement = a_statement(speaker=mistaken)
    rewrite(statement, speaker=a_speaker(name="Vladimir Norov"))
    Speaker.objects.get(pk=mistaken.pk).delete()
    assert [version.statement.speaker.name for version in read(statement)] == ["Vladimir Norof", "Vladimir Norov"]


def test_a_merge_of_two_who_had_one_post_leaves_its_versions_their_capacity():
    body, ada, twin = an_organisation(), a_speaker(name="Ada"), a_speaker(name="Ада")
    posts = [an_appointment(speaker=one, title="Poet", organisation=body) for one in (ada, twin)]
    statement = a_statement(speaker=twin, appointment=posts[1])
    merge(twin, into=ada)
    found = [(version.statement.speaker.name, str(version.statement.appointment)) for version in read(statement)]
    assert found == [("Ада", str(posts[1])), ("Ada", str(posts[0]))]


def test_a_correction_tells_of_the_last_change_before_the_end_of_its_day():
    statement = a_statement(text="Peace.")
    rewrite(statement, text="Peace!")
    late = a_correction(statement=statement, made_on="2026-01-02")
    early = a_correction(statement=statement, made_on="2025-12-31")
    assert [version.notes for version in read(statement)] == [[early], [late]]


@pytest.mark.parametrize("length", [1, 30])
def test_versions_are_read_in_a_fixed_number_of_queries(django_assert_num_queries, length):
    statement = a_statement(text="0")
    a_translation(statement=statement)
    for number in range(length):
        rewrite(statement, text=str(number + 1))
    stored = Statement.objects.with_context().prefetch_related("translations", "corrections").get(pk=statement.pk)
    with django_assert_num_queries(6):
        assert len(published_versions(stored)) == length + 2

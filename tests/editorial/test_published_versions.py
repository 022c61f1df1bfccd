"""Published versions: the texts that readers could read at the address of a statement."""

from datetime import UTC, datetime, timedelta

import pytest

from proceedings.editorial.merge_speakers import merge
from proceedings.editorial.published_versions import published_versions
from proceedings.models import Conference, Speaker, Statement
from tests.support.factories import (
    a_co_speaker,
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


def test_changes_that_readers_do_not_see_make_no_version():
    statement = a_statement(text="Peace.")
    rewrite(statement, doi="10.1234/peace", recording_start=12)
    assert texts(statement) == ["Peace."]


def test_drafts_reviews_and_withdrawals_are_not_versions():
    statement = a_statement(status="draft", text="A secret draft.")
    rewrite(statement, text="A secret of the review.", status="in_review")
    rewrite(statement, text="Public.", status="published")
    rewrite(statement, status="withdrawn", withdrawal_reason="Misquoted.", text="A secret while withdrawn.")
    rewrite(statement, text="Public again.", status="published")
    assert texts(statement) == ["Public.", "Public again."]


def test_texts_before_the_conference_was_public_are_not_versions():
    conference = a_conference(status="draft")
    statement = a_statement(session=a_session(conference=conference), text="Not for readers yet.")
    rewrite(statement, text="For readers.")
    rewrite(Conference.objects.get(pk=conference.pk), status="published")
    assert texts(statement) == ["For readers."]


def test_texts_while_the_conference_was_withdrawn_are_not_versions():
    statement = a_statement(text="Before.")
    conference = Conference.objects.get(pk=statement.conference.pk)
    rewrite(conference, status="withdrawn", withdrawal_reason="Entered twice.")
    rewrite(statement, text="Unseen.")
    rewrite(statement, text="After.")
    rewrite(conference, status="published")
    assert texts(statement) == ["Before.", "After."]


def test_texts_in_a_hidden_conference_are_not_versions_after_a_move():
    public, hidden = a_session(), a_session(conference=a_conference(status="draft"))
    statement = a_statement(session=hidden, text="A secret.")
    rewrite(Statement.objects.get(pk=statement.pk), session=public, text="For readers.")
    assert texts(statement) == ["For readers."]


def test_texts_in_a_hidden_conference_are_not_versions_after_the_session_moves():
    public, hidden = a_conference(), a_session(conference=a_conference(status="draft"))
    statement = a_statement(session=hidden, text="A secret.")
    rewrite(Statement.objects.get(pk=statement.pk), text="For readers.")
    rewrite(hidden, conference=public)
    assert texts(statement) == ["For readers."]


def test_a_text_that_was_public_in_another_conference_stays_a_version():
    statement = a_statement(text="Peace.")
    rewrite(statement, session=a_session(), text="Peace!")
    assert texts(statement) == ["Peace.", "Peace!"]


def test_one_save_makes_one_version(monkeypatch):
    statement = a_statement(text="Peace.")
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    monkeypatch.setattr("simple_history.models.timezone.now", lambda: moment)
    rewrite(statement, text="Peace!")
    a_translation(statement=statement, text="Мир!")
    assert [(version.statement.text, [one.text for one in version.translations]) for version in read(statement)] == [
        ("Peace.", []),
        ("Peace!", ["Мир!"]),
    ]


def test_a_changed_translation_makes_a_version():
    statement = a_statement(text="Peace.")
    translation = a_translation(statement=statement, text="Мир")
    rewrite(translation, text="Мир.")
    translation.delete()
    assert [[one.text for one in version.translations] for version in read(statement)] == [[], ["Мир"], ["Мир."], []]


def test_the_current_text_is_a_version_even_if_the_history_lacks_it():
    statement = a_statement(text="Peace.")
    Statement.objects.update(text="Peace, written past the history.")
    assert texts(statement) == ["Peace.", "Peace, written past the history."]
    Statement.history.all().delete()
    Conference.history.all().delete()
    assert texts(statement) == ["Peace, written past the history."]


def test_a_version_names_deleted_speakers_and_posts():
    mistaken = a_speaker(name="Vladimir Norof")
    statement = a_statement(speaker=mistaken)
    rewrite(statement, speaker=a_speaker(name="Vladimir Norov"))
    Speaker.objects.get(pk=mistaken.pk).delete()
    assert [version.statement.speaker.name for version in read(statement)] == ["Vladimir Norof", "Vladimir Norov"]


def test_versions_keep_the_capacity_after_a_merge_of_posts():
    body, ada, twin = an_organisation(), a_speaker(name="Ada"), a_speaker(name="Ада")
    posts = [an_appointment(speaker=one, title="Poet", organisation=body) for one in (ada, twin)]
    statement = a_statement(speaker=twin, appointment=posts[1])
    merge(twin, into=ada)
    capacities = [(version.statement.speaker.name, str(version.statement.appointment)) for version in read(statement)]
    assert capacities == [("Ада", str(posts[1])), ("Ada", str(posts[0]))]


def test_a_correction_belongs_to_the_last_version_of_its_day():
    statement = a_statement(text="Peace.")
    rewrite(statement, text="Peace!")
    late = a_correction(statement=statement, made_on="2026-01-02")
    early = a_correction(statement=statement, made_on="2025-12-31")
    assert [version.notes for version in read(statement)] == [[early], [late]]


@pytest.mark.parametrize("length", [1, 30])
def test_published_versions_makes_a_fixed_number_of_queries(django_assert_num_queries, length):
    statement = a_statement(text="0")
    a_translation(statement=statement)
    for number in range(length):
        rewrite(statement, text=str(number + 1))
    stored = Statement.objects.with_context().prefetch_related("translations", "corrections").get(pk=statement.pk)
    with django_assert_num_queries(7):
        assert len(published_versions(stored)) == length + 2


def test_a_version_has_the_further_speakers_of_its_time():
    statement = a_statement(speaker=a_speaker(name="Ann"))
    row = a_co_speaker(statement=statement, speaker=a_speaker(name="Bo"), appointment=None)
    rewrite(row, label="Mr Bo")
    row.delete()
    credited = [[(credit.name, credit.label) for credit in version.statement.credits] for version in read(statement)]
    assert credited == [
        [("Ann", "")],
        [("Ann", ""), ("Bo", "")],
        [("Ann", ""), ("Bo", "Mr Bo")],
        [("Ann", "")],
    ]


def test_a_label_is_part_of_a_version():
    statement = a_statement(speaker=None, label="A Deputy")
    rewrite(statement, label="Several Deputies")
    assert [version.statement.label for version in read(statement)] == ["A Deputy", "Several Deputies"]

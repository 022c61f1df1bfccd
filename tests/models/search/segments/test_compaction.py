"""Segments are made of the present rows, and rows that change meanwhile stay pending."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from proceedings.models import Conference, Statement
from proceedings.models.search.facts import OWN
from proceedings.models.search.index import broken_indexes
from proceedings.models.search.segments import compaction
from proceedings.models.search.segments.compaction import PENDING, POSTINGS, SEGMENTS, compact, differing_segments
from proceedings.search.segments import tables
from proceedings.search.segments.columns import segment_of
from proceedings.search.segments.postings import ROWS
from proceedings.serving.processes import scheduler
from tests.support.factories import a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db


def first_column(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def pending_keys():
    return first_column(PENDING)


def test_every_change_makes_a_row_pending_until_its_segment_is_made():
    statement, other = a_statement(), a_statement()
    assert pending_keys() == sorted([statement.pk, other.pk])
    compact(enough=0)
    assert pending_keys() == []
    Statement.objects.filter(pk=other.pk).update(kind="question")
    assert pending_keys() == [other.pk]
    statement.title = "War"
    statement.save()
    assert pending_keys() == sorted([statement.pk, other.pk])
    compact(enough=0)
    Conference.objects.filter(pk=statement.conference.pk).update(starts_on="1999-01-01", ends_on="1999-01-02")
    assert pending_keys() == [statement.pk]


def test_a_deleted_row_is_pending_only_if_a_segment_has_it():
    a_statement().delete()
    assert pending_keys() == []
    statement = a_statement(session=a_session(), speaker=a_speaker())
    compact(enough=0)
    key = statement.pk
    statement.delete()
    assert pending_keys() == [key]


def test_all_rows_are_pending_when_segments_are_discarded():
    statement, other = a_statement(), a_statement()
    compact(enough=0)
    with connection.cursor() as cursor:
        tables.discard(cursor, OWN, connection.vendor)
    assert first_column(SEGMENTS) == first_column(POSTINGS) == []
    assert pending_keys() == sorted([statement.pk, other.pk])
    compact(enough=0)
    assert pending_keys() == list(differing_segments()) == []


def test_a_segment_without_rows_is_deleted():
    statement = a_statement()
    compact(enough=0)
    statement.delete()
    compact(enough=0)
    assert first_column(SEGMENTS) == first_column(POSTINGS) == pending_keys() == []


def test_rows_belong_to_the_segment_of_their_key():
    first = a_statement(pk=5)
    second = a_statement(pk=ROWS + 5, session=first.session, position=2, speaker=first.speaker)
    compact(enough=0)
    assert first_column(SEGMENTS) == [0, 1]
    assert (segment_of(first.pk), segment_of(second.pk)) == (0, 1)


def test_the_segments_with_the_most_pending_rows_are_made_until_few_are_left():
    first = a_statement(pk=5)
    for number in (1, 2):
        a_statement(pk=ROWS + number, session=first.session, position=1 + number, speaker=first.speaker)
    compact(enough=1)
    assert pending_keys() == [first.pk]


def test_a_row_that_changes_while_its_segment_is_made_stays_pending(monkeypatch):
    statement = a_statement()
    made = compaction.segment

    def segment_and_change(rows, keys):
        segment = made(rows, keys)
        Statement.objects.filter(pk=statement.pk).update(kind="question")
        return segment

    monkeypatch.setattr(compaction, "segment", segment_and_change)
    compact(enough=0)
    assert pending_keys() == [statement.pk]


def test_a_segment_that_another_process_has_made_meanwhile_stays(monkeypatch):
    statement = a_statement()
    made = compaction.segment

    def segment_and_change(rows, keys):
        old = made(rows, keys)
        monkeypatch.setattr(compaction, "segment", made)
        Statement.objects.filter(pk=statement.pk).update(kind="question")
        compaction.write_segment(segment_of(statement.pk))
        return old

    monkeypatch.setattr(compaction, "segment", segment_and_change)
    compact(enough=0)
    assert (pending_keys(), list(differing_segments())) == ([], [])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without these statistics")
@pytest.mark.django_db(transaction=True)
def test_postgresql_has_statistics_of_new_postings():
    a_statement()
    compact(enough=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_stats WHERE tablename = %s", [POSTINGS])
        assert cursor.fetchone()[0] > 0


def lose_a_word():
    return f"DELETE FROM {POSTINGS} WHERE term = 'peac'"  # noqa: S608


def miss_a_change():
    return f"DELETE FROM {PENDING}"  # noqa: S608


@pytest.mark.parametrize("damage", [lose_a_word, miss_a_change])
def test_a_segment_that_differs_from_its_rows_is_reported_and_made_again(damage):
    statement = a_statement(title="Peace")
    compact(enough=0)
    assert broken_indexes(thorough=True) == []
    if damage is miss_a_change:
        Statement.objects.filter(pk=statement.pk).update(kind="question")
    with connection.cursor() as cursor:
        cursor.execute(damage())
    assert broken_indexes() == []
    assert broken_indexes(thorough=True) == ["proceedings_statement"]
    call_command("rebuild_search", verbosity=0, stdout=StringIO())
    assert broken_indexes(thorough=True) == []


def test_the_scheduler_makes_segments_and_survives_a_failure(monkeypatch, caplog):
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(scheduler, "compact", lambda: compact(enough=0))
    a_statement()
    scheduler.compact_index()
    assert (pending_keys(), caplog.messages) == ([], [])
    monkeypatch.setattr(scheduler, "compact", lambda: 1 / 0)
    scheduler.compact_index()
    assert caplog.messages == ["Compaction of the search index failed."]

"""Postings of usual queries stay in the memory of the process, and are never those of another version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import Statement
from proceedings.models.search.segments import stored_postings
from proceedings.models.search.segments.compaction import POSTINGS, compact
from proceedings.models.search.segments.parts import read_index
from proceedings.models.search.segments.stored_postings import read_postings
from proceedings.search.words.analysis import Phrase
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_memory():
    stored_postings.cached_places.clear()


def read(*terms):
    """Return ({term: number of its places}, number of queries) for the postings of terms in all segments."""
    versions = read_index().versions
    found = {number: {} for number in versions}
    with CaptureQueriesContext(connection) as captured:
        read_postings(versions, [Phrase((term,)) for term in terms], found)
    queries = sum(POSTINGS in query["sql"] for query in captured)
    return {term: len(places) for known in found.values() for term, places in known.items()}, queries


def test_postings_are_read_once_also_those_that_a_segment_does_not_have():
    a_statement(title="Water", text="Water and salt.")
    compact(enough=0)
    assert read("water", "lake") == ({"water": 2, "lake": 0}, 1)
    assert read("water", "lake") == ({"water": 2, "lake": 0}, 0)
    assert read("water", "salt") == ({"water": 2, "salt": 1}, 1)


def test_a_segment_that_is_made_anew_has_other_postings():
    statement = a_statement(title="Water", text="Water.")
    compact(enough=0)
    assert read("water") == ({"water": 2}, 1)
    statement.title = "Ice"
    statement.save()
    compact(enough=0)
    assert read("water") == ({"water": 1}, 1)


def test_postings_are_kept_under_the_version_with_which_they_are_read():
    """Another process may make the segment anew after a search has read its version."""
    statement = a_statement(title="Water", text="Water.")
    compact(enough=0)
    old = read_index().versions
    Statement.objects.filter(pk=statement.pk).update(kind="question")
    compact(enough=0)
    [number] = old
    read_postings(old, [Phrase(("water",))], {number: {}})
    assert {version for version, _term in stored_postings.cached_places} == set(read_index().versions.values())


@pytest.mark.parametrize("limit", ["LARGEST", "MOST_CACHED"])
def test_large_postings_and_those_of_many_terms_are_not_kept(monkeypatch, limit):
    monkeypatch.setattr(stored_postings, limit, 0)
    a_statement(title="Water", text="Water.")
    compact(enough=0)
    assert read("water") == read("water") == ({"water": 2}, 1)

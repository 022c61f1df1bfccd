"""Identifiers in other registries move with a merge of two speakers."""

import pytest

from proceedings.editorial.merge_speakers import merge, plan
from proceedings.editorial.undo_merge import undo
from tests.support.factories import a_speaker, an_identifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return a_speaker(name="Ada Lovelace", slug="ada-lovelace")


@pytest.fixture
def twin():
    return a_speaker(name="Ада Лавлейс", slug="ada-lavleis")


def test_a_merge_moves_identifiers_and_reports_those_that_contradict_each_other(ada, twin):
    twin.wikidata, ada.wikidata = "Q7259", "Q42"
    an_identifier(speaker=ada, scheme="viaf", value="1")
    an_identifier(speaker=twin, scheme="viaf", value="2")
    an_identifier(speaker=twin, scheme="isni", value="3")
    assert plan(twin, ada).conflicting_schemes == ["viaf", "wikidata"]
    merge(twin, into=ada)
    assert list(ada.identifiers.values_list("scheme", "value")) == [("isni", "3"), ("viaf", "1"), ("viaf", "2")]


def test_an_undone_merge_returns_the_identifiers_that_it_moved(ada, twin):
    an_identifier(speaker=ada, scheme="viaf", value="1")
    an_identifier(speaker=twin, scheme="viaf", value="2")
    restored, _left = undo(merge(twin, into=ada))
    assert [list(row.identifiers.values_list("value", flat=True)) for row in (ada, restored)] == [["1"], ["2"]]

"""Verbs that attribute words in English only with certain objects, hearers or insertions."""

import pytest

from tests.support.attributions import attributed


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Ash renewed her invitation to the choir of Oak.", "her invitation to the choir of Oak"),
        ("Ann Ash returned his good wishes.", "his good wishes"),
        ("Ann Ash held rain to be better than hail.", "rain to be better than hail"),
        ("Ann Ash dedicated the prize to the divers who had found it.", "the divers who had found it"),
        ("Ann Ash seconded the proposal.", "the proposal"),
        ("Ann Ash pressed for higher quays in every port.", "higher quays in every port"),
        ("Ann Ash shared his dissatisfaction with the ferry.", "his dissatisfaction with the ferry"),
        ("Ann Ash gave the green light to a second dam.", "a second dam"),
        ("Ann Ash lavished praise on the divers.", "the divers"),
        ("Ann Ash authorised the port to close the lock.", "the port to close the lock"),
        ("Ann Ash saw no obstacles to a second dam.", "a second dam"),
        ("Ann Ash raised no objection to a second dam.", "a second dam"),
        ("Ann Ash wished to learn when the lock would open.", "when the lock would open"),
        ("Ann Ash was curious to know whether bees slept.", "whether bees slept"),
        ("Ann Ash went on record as saying that bees slept.", "bees slept"),
        ("Ann Ash answered in the negative: the lock was shut.", "the lock was shut"),
        ("Ann Ash brought the Mayor up to date: the lock was shut.", "the lock was shut"),
        ("Ann Ash warned her guests, however, that it would rain.", "it would rain"),
        ("Ann Ash voiced satisfaction, in turn, with the new lock.", "the new lock"),
        ("Ann Ash called that absurd.", "that absurd"),
        ("Ann Ash told her colleagues about the new lock.", "the new lock"),
        ("Ann Ash briefed Bo Birch in detail on her dive.", "her dive"),
        ("In the words of Ms Ash, the Mayor had left early.", "the Mayor had left early"),
    ],
)
def test_the_words_behind_a_verb(text, content):
    assert [words for _source, words in attributed(text, "en")] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ash renewed the lease of the mill.",
        "Ann Ash returned the keys.",
        "Ann Ash held a seminar in Oak.",
        "Ann Ash dedicated the evening to the songs of Oak.",
        "Ann Ash seconded two clerks to the port.",
        "The guests exchanged detailed maps of the coast.",
    ],
)
def test_a_deed_is_no_remark(text):
    assert attributed(text, "en") == []


def test_a_clause_with_a_verb_of_saying_is_no_thing_that_somebody_supports():
    text = "The mayor warned Ann Ash against naming a day that the builders had not confirmed."
    assert [words for _source, words in attributed(text, "en")] == ["naming a day that the builders had not confirmed"]

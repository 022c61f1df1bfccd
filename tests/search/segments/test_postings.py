"""Postings find the words, phrases and frequencies that reading the texts finds."""

import random

import numpy as np
import pytest

from proceedings.search.query import Either, Every, Words
from proceedings.search.segments import postings as module
from proceedings.search.segments.postings import Matcher, postings
from proceedings.search.words.analysis import Phrase, SplitPhrase

VOCABULARY = ["sea", "seal", "river", "rivers", "salt", "well"]


@pytest.fixture(scope="module")
def rows():
    """Return rows (slot, title, text) of random words."""
    chance = random.Random(7)
    return [
        (slot, " ".join(chance.choices(VOCABULARY, k=chance.randrange(4))), " ".join(chance.choices(VOCABULARY, k=9)))
        for slot in range(60)
    ]


@pytest.fixture(scope="module")
def matcher(rows):
    return Matcher(postings(rows), len(rows))


def count(phrase, terms):
    """Return how often terms, separated by spaces, have the phrase."""
    length = len(phrase.terms)
    windows = [terms.split(" ")[at : at + length] for at in range(terms.count(" ") + 1)]
    *before, last = phrase.terms
    ends = [window[-1] for window in windows if len(window) == length and window[:-1] == before]
    return sum(end.startswith(last) if phrase.open else end == last for end in ends)


PHRASES = [
    Phrase(("sea",)),
    Phrase(("sea",), open=True),
    Phrase(("river", "salt")),
    Phrase(("salt", "sea"), open=True),
    Phrase(("well", "well", "sea")),
    Phrase(("lake",)),
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_in_the_rows_whose_title_or_text_has_it(rows, matcher, phrase):
    slots = np.flatnonzero(matcher.rows(Words((phrase,)))).tolist()
    assert slots == [slot for slot, title, text in rows if count(phrase, title) or count(phrase, text)]
    slots = np.flatnonzero(matcher.rows(Words((phrase,)), titles_only=True)).tolist()
    assert slots == [slot for slot, title, _text in rows if count(phrase, title)]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_in_a_title_counts_as_its_weight(rows, matcher, phrase):
    frequencies = matcher.frequencies(phrase, np.arange(len(rows)), 0.5).tolist()
    assert frequencies == [0.5 * count(phrase, title) + count(phrase, text) for _slot, title, text in rows]
    assert matcher.number(phrase) == np.count_nonzero(frequencies)


def test_all_words_or_any_of_them_are_wanted(rows, matcher):
    salt, well = Words((Phrase(("salt",)),)), Words((Phrase(("well",)), Phrase(("seal",))))
    having = [{*title.split(), *text.split()} for _slot, title, text in rows]
    every = [slot for slot, words in enumerate(having) if "salt" in words and words & {"well", "seal"}]
    either = [slot for slot, words in enumerate(having) if words & {"salt", "well", "seal"}]
    assert np.flatnonzero(matcher.rows(Every((salt, well)))).tolist() == every
    assert np.flatnonzero(matcher.rows(Either((salt, well)))).tolist() == either


def test_a_divided_compound_counts_only_where_the_whole_word_is_indexed_too():
    matcher = Matcher(postings([(0, "", "take a part"), (1, "", "take a part ü apart")]), 2)
    assert matcher.rows(Words((SplitPhrase(("a", "part"), whole="apart"),))).tolist() == [False, True]


def test_no_phrase_runs_from_the_title_to_the_text():
    matcher = Matcher(postings([(0, "salt " * 2000 + "sea", "river well")]), 1)
    assert matcher.rows(Words((Phrase(("sea", "river")),))).tolist() == [False]
    assert matcher.rows(Words((Phrase(("river", "well")),))).tolist() == [True]


def test_the_places_are_the_same_in_batches(rows, monkeypatch):
    whole = {term: places.tolist() for term, places in postings(rows).items()}
    monkeypatch.setattr(module, "BATCH", 5)
    assert {term: places.tolist() for term, places in postings(rows).items()} == whole

"""The relevance of texts to a query, computed from their terms: the same for both engines.

As in BM25, a word counts more the more often it is said, but each time less, and less in a longer text. A title of its
own counts about as much as a text that speaks of nothing else. A title that several results of a conference share says
little about each of them, so it counts less than any text with the word.
"""

from collections import Counter
from math import log
from typing import NamedTuple

# BM25's constants, and the lengths in words of a usual and a very short text.
SATURATION, NORMALIZATION = 1.2, 0.75
USUAL_LENGTH, SHORT_LENGTH = 200, 50
OWN_TITLE, SHARED_TITLE = 2.0, 0.25
# Words with at most NEAR others between them are near.
NEAR, NEAR_FACTOR, ROW_FACTOR = 8, 1.5, 2.0
# The share of the most common words in a text, and the bounds and the step of a word's weight.
COMMON, LEAST_WEIGHT, MOST_WEIGHT, STEP = 0.05, 0.1, 4.0, 0.5


# Characters of the terms of a text that are compared: about two hours of speech.
MOST_TERMS = 100_000


class Document(NamedTuple):
    """A title and a text as terms separated by spaces, the text cut at MOST_TERMS.

    `group` is the conference whose titles are compared.
    """

    group: int
    title: str
    text: str


class Field(NamedTuple):
    """The positions of each word of the query in a title or a text with `length` terms."""

    places: list[list[int]]
    length: int


class Finder:
    """Finds the words of a query, each a Words of search.query, among terms."""

    def __init__(self, words):
        self.words = words
        self.closed, self.opened = {}, []
        for number, word in enumerate(words):
            for phrase in word.phrases:
                if phrase.open and len(phrase.terms) == 1:
                    self.opened.append((phrase, number))
                else:
                    self.closed.setdefault(phrase.terms[0], []).append((phrase, number))
        self.beginnings = tuple(phrase.terms[0] for phrase, _number in self.opened)
        # For a single word, only the number of its places matters.
        phrases = words[0].phrases if len(words) == 1 else ()
        self.is_counted = bool(phrases) and all(len(one.terms) == 1 and not (one.open or one.whole) for one in phrases)
        self.lengths = [max(len(phrase.terms) for phrase in word.phrases) for word in words]

    def field(self, text):
        is_counted = self.is_counted and len(text) < MOST_TERMS
        if is_counted and not any(term in text for term in self.closed):
            return Field([range(0)], text.count(" ") + 1 if text else 0)
        terms = text.split(" ") if text else []
        if is_counted:
            return Field([range(sum(map(terms.count, self.closed)))], len(terms))
        places = [[] for _word in self.words]
        closed, beginnings = self.closed, self.beginnings
        for at in [at for at, term in enumerate(terms) if term in closed]:
            for phrase, number in closed[terms[at]]:
                if is_at(phrase, terms, at):
                    places[number].append(at)
        for at in [at for at, term in enumerate(terms) if term.startswith(beginnings)] if beginnings else ():
            for phrase, number in self.opened:
                if terms[at].startswith(phrase.terms[0]):
                    places[number].append(at)
        if len(text) >= MOST_TERMS:
            # A missing word may be in the part that was cut off.
            places = [some or [len(terms)] for some in places]
        return Field(places, len(terms))

    def nearness(self, field):
        """The factor for words in a row or near each other; 1 for a single word, or if one is missing."""
        if len(self.words) < 2 or not all(field.places):  # noqa: PLR2004 - a word alone is near nothing
            return 1.0
        ends = set(field.places[0])
        for places, length in zip(field.places[1:], self.lengths, strict=False):
            ends = {end + length for end in ends} & set(places)
        if ends:
            return ROW_FACTOR
        return NEAR_FACTOR if narrowest(field.places) <= sum(self.lengths) + NEAR else 1.0


def is_at(phrase, terms, at):
    if len(phrase.terms) == 1:
        return True
    *before, last = phrase.terms
    here = terms[at : at + len(phrase.terms)]
    if len(here) < len(phrase.terms) or here[:-1] != before:
        return False
    return here[-1].startswith(last) if phrase.open else here[-1] == last


def narrowest(places):
    """The number of terms in the shortest part of a text that contains all words."""
    hits = sorted((at, number) for number, some in enumerate(places) for at in some)
    counts, first, best = Counter(), 0, hits[-1][0] + 1
    for at, number in hits:
        counts[number] += 1
        while counts[hits[first][1]] > 1:
            counts[hits[first][1]] -= 1
            first += 1
        if len(counts) == len(places):
            best = min(best, at - hits[first][0] + 1)
    return best


def relevance(words, documents):
    """The score of each key of {key: [Document]}: that of its best document."""
    finder = Finder(words)
    fields = {
        key: [(one, finder.field(one.title), finder.field(one.text)) for one in some] for key, some in documents.items()
    }
    weights = word_weights(len(words), [text for some in fields.values() for _one, _title, text in some])
    titles = Counter(title for some in documents.values() for title in {(one.group, one.title) for one in some})
    return {
        key: max(
            text_score(finder, weights, text) + title_score(finder, weights, title, titles[one.group, one.title])
            for one, title, text in some
        )
        for key, some in fields.items()
    }


def word_weights(number, fields):
    """The weight of each word: the rarer it is in these texts, the higher. Common words weigh little."""
    if number == 1:
        return [1.0]
    length = sum(field.length for field in fields) or 1
    said = (sum(len(field.places[word]) for field in fields) for word in range(number))
    # Round to steps, so that weights do not depend on which of many texts are compared.
    steps = (round(log(COMMON * length / max(count, 1)) / STEP) * STEP for count in said)
    return [max(LEAST_WEIGHT, min(MOST_WEIGHT, weight)) for weight in steps]


def text_score(finder, weights, field):
    size = max(field.length, SHORT_LENGTH) / USUAL_LENGTH
    # Beyond the usual length, the weight of a word falls only with the logarithm of the length.
    norm = 1 - NORMALIZATION + NORMALIZATION * (size if size < 1 else 1 + log(size))
    score = sum(
        weight * len(places) * (SATURATION + 1) / (len(places) + SATURATION * norm)
        for weight, places in zip(weights, field.places, strict=True)
    )
    return score * finder.nearness(field)


def title_score(finder, weights, field, sharing):
    score = sum(weight for weight, places in zip(weights, field.places, strict=True) if places)
    return score * SHARED_TITLE if sharing > 1 else score * OWN_TITLE * finder.nearness(field)

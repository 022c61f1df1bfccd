"""A reader's words marked in a text, and the part of it where most of them stand together."""

import re
from itertools import pairwise
from typing import NamedTuple

from .analysis import placed_terms
from .query import Query

SPACE = re.compile(r"\s")
# How far a cut may move to fall between words; scripts without spaces are cut anywhere.
FAR = 30


class Piece(NamedTuple):
    """A part of a text; the parts in their order are the text."""

    text: str
    marked: bool


class Hit(NamedTuple):
    """text[start:end] is what the word of that number (among the query's) was looked for as."""

    start: int
    end: int
    word: int


def hits(text: str, language: str, query: Query) -> list[Hit]:
    """Where the query's words stand in a text, in order; hits may overlap."""
    closed, opened = {}, []
    for number, word in enumerate(query.words):
        for phrase in word.phrases:
            if phrase.open and len(phrase.terms) == 1:
                opened.append((phrase, number))
            else:
                closed.setdefault(phrase.terms[0], []).append((phrase, number))
    found = []
    terms, places = placed_terms(text, language) if closed or opened else ([], [])
    for at, term in enumerate(terms):
        if not opened and term not in closed:
            continue
        for phrase, number in [*closed.get(term, ()), *opened]:
            if stands(phrase, terms[at : at + len(phrase.terms)]):
                found.append(Hit(places[at].start(1), places[at + len(phrase.terms) - 1].end(1), number))
    return found


def stands(phrase, terms):
    *before, last = phrase.terms
    if len(terms) < len(phrase.terms) or terms[:-1] != before:
        return False
    return terms[-1].startswith(last) if phrase.open else terms[-1] == last


def pieces(text: str, language: str, query: Query) -> list[Piece]:
    """The whole text, its hits marked."""
    return cut(text, hits(text, language, query), 0, len(text))


def snippet(text: str, language: str, query: Query, length: int = 240) -> list[Piece]:
    """Some `length` characters around the best cluster of hits, with … where the text goes on; its beginning without.

    The best has the most different words of the query, then the most hits, then comes first.
    """
    found = hits(text, language, query)
    start, end = window(text, cluster(found, length), length)
    parts = cut(text, found, start, end)
    if start:
        parts = [Piece("…", marked=False), *parts]
    if end < len(text):
        parts = [*parts, Piece("…", marked=False)]
    return joined(parts)


def cluster(found, length):
    """The first and last place of the best hits that fit into a length."""
    best, chosen, first = (0, 0), (0, 0), 0
    for last, hit in enumerate(found):
        while first < last and hit.end - found[first].start > length:
            first += 1
        inside = found[first : last + 1]
        worth = (len({one.word for one in inside}), len(inside))
        if worth > best:
            best, chosen = worth, (inside[0].start, hit.end)
    return chosen


def window(text, cluster, length):
    """Where to cut, so that the cluster stands in the middle and words stay whole."""
    first, last = cluster
    start = max(0, first - max(0, length - (last - first)) // 2)
    end = min(len(text), start + max(length, last - first))
    start = max(0, min(start, end - length))
    if start and (space := SPACE.search(text, start - 1, min(first, start + FAR))):
        start = space.end()
    if end < len(text):
        end = next((at for at in range(end, max(last, end - FAR), -1) if text[at].isspace()), end)
    return start, end


def cut(text, found, start, end):
    """text[start:end] in pieces; hits that touch across nothing or overlap are one."""
    spans = []
    for hit in sorted(found):
        if hit.start < start or hit.end > end:
            continue
        if spans and hit.start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], hit.end)
        else:
            spans.append([hit.start, hit.end])
    edges = [start, *(edge for span in spans for edge in span), end]
    return [Piece(text[a:b], marked=bool(at % 2)) for at, (a, b) in enumerate(pairwise(edges)) if a < b]


def joined(parts):
    """Pieces without two unmarked ones in a row."""
    found = []
    for part in parts:
        if found and not part.marked and not found[-1].marked:
            found[-1] = Piece(found[-1].text + part.text, marked=False)
        else:
            found.append(part)
    return found

"""Highlighting of the words of a query in a text, and the best snippet of the text."""

import re
from itertools import pairwise
from typing import NamedTuple

from .query import Query
from .words.analysis import other_terms, placed_terms

SPACE = re.compile(r"\s")
# The most characters by which a cut may move to be between words. Scripts without spaces are cut anywhere.
FAR = 30


class Piece(NamedTuple):
    """A part of a text. All pieces in order are the text."""

    text: str
    marked: bool


class Hit(NamedTuple):
    """text[start:end] is a match of the query's word with that index."""

    start: int
    end: int
    word: int


def hits(text: str, language: str, query: Query) -> list[Hit]:
    """The matches of the query's words in a text, in order. They may overlap."""
    others = other_terms(text, language) if query.words else []
    closed, opened = sought(query, {term for term, _start, _end in others})
    if not closed and not opened:
        return []
    results = []
    terms, places = placed_terms(text, language)
    for at, term in enumerate(terms):
        if not opened and term not in closed:
            continue
        for phrase, number in [*closed.get(term, ()), *opened]:
            if is_at_start(phrase, terms[at : at + len(phrase.terms)]):
                results.append(Hit(places[at].start(1), places[at + len(phrase.terms) - 1].end(1), number))
    for term, start, end in others:
        starting = [*closed.get(term, ()), *opened]
        results += [Hit(start, end, number) for phrase, number in starting if is_at_start(phrase, [term])]
    return sorted(results)


def sought(query, compounds):
    """The phrases of the query's words, each with the word's number: {first term: phrases}, and a list of prefixes.

    `compounds` are the terms of compounds in the text: a phrase that stands for a compound counts only if it is there.
    """
    closed, opened = {}, []
    for number, word in enumerate(query.words):
        for phrase in word.phrases:
            if phrase.open and len(phrase.terms) == 1:
                opened.append((phrase, number))
            elif not phrase.whole or phrase.whole in compounds:
                closed.setdefault(phrase.terms[0], []).append((phrase, number))
    return closed, opened


def is_at_start(phrase, terms):
    *before, last = phrase.terms
    if len(terms) < len(phrase.terms) or terms[:-1] != before:
        return False
    return terms[-1].startswith(last) if phrase.open else terms[-1] == last


def pieces(text: str, language: str, query: Query) -> list[Piece]:
    """The whole text with its hits marked."""
    return cut(text, hits(text, language, query), 0, len(text))


def snippet(text: str, language: str, query: Query, length: int = 240) -> list[Piece]:
    """About `length` characters around the best cluster of hits, with … where text was cut; else the beginning.

    The best cluster has the most different words of the query, then the most hits, then comes first.
    """
    all_hits = hits(text, language, query)
    start, end = window(text, cluster(all_hits, length), length)
    parts = cut(text, all_hits, start, end)
    if start:
        parts = [Piece("…", marked=False), *parts]
    if end < len(text):
        parts = [*parts, Piece("…", marked=False)]
    return joined(parts)


def cluster(hits, length):
    """The start and end of the best cluster of hits that fits into a length."""
    best, chosen, first = (0, 0), (0, 0), 0
    for last, hit in enumerate(hits):
        while first < last and hit.end - hits[first].start > length:
            first += 1
        inside = hits[first : last + 1]
        worth = (len({one.word for one in inside}), len(inside))
        if worth > best:
            best, chosen = worth, (inside[0].start, hit.end)
    return chosen


def window(text, cluster, length):
    """The start and end of a snippet, with the cluster in the middle and words whole."""
    first, last = cluster
    start = max(0, first - max(0, length - (last - first)) // 2)
    end = min(len(text), start + max(length, last - first))
    start = max(0, min(start, end - length))
    if start and (space := SPACE.search(text, start - 1, min(first, start + FAR))):
        start = space.end()
    if end < len(text):
        end = next((at for at in range(end, max(last, end - FAR), -1) if text[at].isspace()), end)
    return start, end


def cut(text, hits, start, end):
    """text[start:end] in pieces. Hits that touch or overlap become one."""
    spans = []
    for hit in sorted(hits):
        if hit.start < start or hit.end > end:
            continue
        if spans and hit.start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], hit.end)
        else:
            spans.append([hit.start, hit.end])
    edges = [start, *(edge for span in spans for edge in span), end]
    return [Piece(text[a:b], marked=bool(at % 2)) for at, (a, b) in enumerate(pairwise(edges)) if a < b]


def joined(parts):
    """Pieces with consecutive unmarked ones merged."""
    merged = []
    for part in parts:
        if merged and not part.marked and not merged[-1].marked:
            merged[-1] = Piece(merged[-1].text + part.text, marked=False)
        else:
            merged.append(part)
    return merged

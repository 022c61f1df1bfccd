"""Searching in segments: the newest rows that match, their scores by BM25, and counts of their facts."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from proceedings.search.index import MOST_SCORED, TITLE_WEIGHT
from proceedings.search.query import Every, Words, longest
from proceedings.search.relevance import NORMALIZATION, SATURATION
from proceedings.search.segments.columns import Segment
from proceedings.search.segments.postings import leaves

# A word in most of the rows counts at least so much.
LEAST_WEIGHT = 1e-6


class Branch(NamedTuple):
    """Words that rows must have, or None, and the column and the values that they must have too, or None."""

    tree: object = None
    column: str | None = None
    values: frozenset = frozenset()

    @property
    def phrases(self):
        return list(leaves(self.tree)) if self.tree else []

    @property
    def required(self):
        """The Words that rows must have, if there are no other parts."""
        parts = self.tree.parts if isinstance(self.tree, Every) else ()
        return parts if all(isinstance(part, Words) for part in parts) else ()

    @property
    def scored(self):
        """The phrases that are scored: of a long query, only the rare ones."""
        if not self.tree:
            return []
        return list(leaves(longest(self.tree, MOST_SCORED) if isinstance(self.tree, Every) else self.tree))

    def slots(self, part):
        """Return the slots of a part that match."""
        rows = part.is_current & part.matcher.rows(self.tree) if self.tree else part.is_current
        slots = np.flatnonzero(rows)
        if self.column == "pk":
            return slots[np.isin(part.segment.keys[slots], list(self.values))]
        return slots[part.segment.columns[self.column].having(self.values, slots)] if self.column else slots


class Hits(NamedTuple):
    """Rows of a segment that match a branch: their slots, and for each, whether it is favoured, and the frequencies."""

    segment: Segment
    slots: np.ndarray
    is_favoured: np.ndarray
    frequencies: list[np.ndarray]
    # Rows of the segment that have each phrase.
    having: list[int]


class Found(NamedTuple):
    """Rows that match: [(primary key, number, is_favoured, score)], the best first.

    `segment_numbers` and `slots` tell by the number of a row where its facts are.
    """

    rows: list[tuple]
    segments: list[Segment]
    segment_numbers: np.ndarray
    slots: np.ndarray

    def counts(self, names):
        """Return {name of a column: Counter of its texts}, each in the order in which the rows have them."""
        order = np.array([row[1] for row in self.rows], int)
        numbers, slots = self.segment_numbers[order], self.slots[order]
        places = [(self.segments[number], np.flatnonzero(numbers == number)) for number in np.unique(numbers).tolist()]
        parts = [(segment, here, slots[here]) for segment, here in places]
        return {name: counted(name, parts, len(order)) for name in names}


def counted(name, parts, size):
    """Count the texts of a column in parts of a list of so many rows: [(segment, places in the list, slots)]."""
    numbers, texts = np.zeros(size, int), {}
    for segment, here, slots in parts:
        column = segment.columns[name]
        codes = column.codes[slots]
        used = np.flatnonzero(np.bincount(codes))
        numbers_of = np.zeros(len(column.texts), int)
        numbers_of[used] = [texts.setdefault(column.texts[code], len(texts)) for code in used.tolist()]
        numbers[here] = numbers_of[codes]
    firsts = np.zeros(len(texts), int)
    # The last value that is written stays: the first place of each text.
    firsts[numbers[::-1]] = np.arange(size)[::-1]
    totals, listed = np.bincount(numbers, minlength=len(texts)).tolist(), list(texts)
    return Counter({listed[number]: totals[number] for number in np.argsort(firsts).tolist()})


def search(index, branches, conditions, most):
    """Return the Found of the newest rows, at most so many, that match a branch and meet the conditions."""
    hits = [[] for _branch in branches]
    for part, slots in matches(index, branches, conditions, most):
        for branch, known, some in zip(branches, hits, slots, strict=True):
            known.append(hits_of(branch, part, some))
    return best_of(branches, hits, most)


def newest_keys(index, branches, conditions, most):
    """Return the primary keys of the newest rows, at most so many, that match a branch and meet the conditions."""
    found = matches(index, branches, conditions, most)
    keys = [part.segment.keys[some] for part, slots in found for some in slots]
    return np.unique(joined(keys, np.int64))[::-1][:most].tolist()


def number_of_rows(index, branches, conditions, most):
    """Return the number of rows, at most so many, that match a branch and meet the conditions."""
    found = matches(index, branches, conditions, most)
    return min(most, sum(len(union(slots)) for _part, slots in found))


def union(slots):
    return slots[0] if len(slots) == 1 else np.unique(np.concatenate(slots))


def matches(index, branches, conditions, most):
    """Yield (part of the index, [slots of the rows that match each branch]), until so many rows match."""
    phrases = [phrase for one in (*branches, *conditions.conditions) for phrase in getattr(one, "phrases", ())]
    required = branches[0].required if len(branches) == 1 else ()
    number = 0
    for group, parts in enumerate(index.parts(phrases, required)):
        for part in parts:
            slots = [conditions.met(part, branch.slots(part)) for branch in branches]
            # The pending rows may be older than all others.
            number += len(union(slots)) if group else 0
            yield part, slots
        if number >= most:
            return


def hits_of(branch, part, slots):
    phrases, matcher = branch.scored, part.matcher
    having = [matcher.number(phrase) for phrase in phrases]
    if not (branch.tree and len(slots)):
        return Hits(part.segment, slots, np.zeros(len(slots), bool), [np.zeros(len(slots))] * len(phrases), having)
    frequencies = [matcher.frequencies(phrase, slots, TITLE_WEIGHT) for phrase in phrases]
    return Hits(part.segment, slots, matcher.favoured(branch.tree)[slots], frequencies, having)


def best_of(branches, hits, most):
    """Return the Found of the hits of each branch: each row once, with its best score."""
    scores = [scores_of(branch, some) for branch, some in zip(branches, hits, strict=True)]
    flat = [one for some in hits for one in some]
    keys = joined([one.segment.keys[one.slots] for one in flat], np.int64)
    score = joined(scores, float)
    favoured = joined([one.is_favoured for one in flat], bool)
    places = joined([np.full(len(one.slots), number) for number, one in enumerate(flat)], int)
    slots = joined([one.slots for one in flat], int)
    # The newest first, and of each row its best score first.
    order = np.lexsort((-score, -keys))
    order = order[np.diff(keys[order], prepend=-1) != 0][:most]
    chosen = order[np.argsort(-score[order], kind="stable")]
    rows = list(
        zip(*(values.tolist() for values in (keys[chosen], chosen, favoured[chosen], score[chosen])), strict=True)
    )
    return Found(rows, [one.segment for one in flat], places, slots)


def joined(arrays, kind):
    return np.concatenate([np.empty(0, kind), *arrays])


def scores_of(branch, hits):
    """Return the scores of the hits of a branch by BM25, as SQLite computes it."""
    lengths = joined([one.segment.lengths[one.slots] for one in hits], float)
    scores = np.zeros(len(lengths))
    rows = sum(np.count_nonzero(one.segment.lengths) for one in hits)
    terms = sum(int(one.segment.lengths.sum()) for one in hits)
    norm = SATURATION * (1 - NORMALIZATION + NORMALIZATION * lengths * rows / max(terms, 1))
    for number, _phrase in enumerate(branch.scored):
        having = sum(one.having[number] for one in hits)
        weight = max(np.log((rows - having + 0.5) / (having + 0.5)), LEAST_WEIGHT)
        frequency = joined([one.frequencies[number] for one in hits], float)
        scores += weight * frequency * (SATURATION + 1) / (frequency + norm)
    return scores

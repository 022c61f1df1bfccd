"""Searching in segments: the newest rows that match, their scores by BM25, and counts of their facts."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from proceedings.models.search.reranking import final_order
from proceedings.search.index import MOST_SCORED, TITLE_WEIGHT
from proceedings.search.query import Every, Words, longest
from proceedings.search.relevance import NORMALIZATION, SATURATION
from proceedings.search.segments.columns import Segment, numbering
from proceedings.search.segments.postings import leaves

# The least weight of a word, even if most rows have it.
LEAST_WEIGHT = 1e-6


class Branch(NamedTuple):
    """A search: rows must have the words of `tree`, if any, and one of the `values` in `column`, if any."""

    tree: object = None
    column: str | None = None
    values: frozenset = frozenset()

    @property
    def phrases(self):
        return list(leaves(self.tree)) if self.tree else []

    @property
    def required(self):
        """The Words that rows must have, or none if the tree also has other parts."""
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
    """Rows of a segment that match a branch, with their slots, whether they are favoured, and word frequencies."""

    segment: Segment
    slots: np.ndarray
    is_favoured: np.ndarray
    frequencies: list[np.ndarray]
    # For each phrase, the number of rows of the segment that have it.
    having: list[int]


class RankedRows(NamedTuple):
    """Rows that match, the best first: their primary keys, and the segments and slots with their facts."""

    keys: np.ndarray
    is_favoured: np.ndarray
    segments: list[Segment]
    segment_numbers: np.ndarray
    slots: np.ndarray

    def reranked(self, words):
        """Return the same rows in their final order."""
        best = final_order(self.keys.tolist(), self.keys[self.is_favoured].tolist(), words)
        by_key = np.argsort(self.keys)
        first = by_key[np.searchsorted(self.keys, best, sorter=by_key)]
        is_other = np.ones(len(self.keys), bool)
        is_other[first] = False
        order = np.concatenate([first, np.flatnonzero(is_other)])
        return RankedRows(
            self.keys[order], self.is_favoured[order], self.segments, self.segment_numbers[order], self.slots[order]
        )

    def counts(self, names):
        """Return {name of a column: Counter of its texts}, each in the order in which the rows have them."""
        numbers, present = self.segment_numbers, numbering()
        places = [(self.segments[number], np.flatnonzero(numbers == number)) for number in np.unique(numbers).tolist()]
        parts = [(segment.columns, here, self.slots[here]) for segment, here in places]
        return {
            name: counted(present, [(columns[name], *rows) for columns, *rows in parts], len(numbers)) for name in names
        }


def counted(numbering, parts, size):
    """Count the texts of a column in parts of a list of so many rows: [(Column, places in the list, slots)]."""
    numbers = np.zeros(size, int)
    for column, here, slots in parts:
        numbers[here] = numbering.numbers(column, slots)
    totals = np.bincount(numbers)
    firsts = np.zeros(len(totals), int)
    # In reverse order, so that the value that is written last, the first place of each text, stays.
    firsts[numbers[::-1]] = np.arange(size)[::-1]
    known = np.flatnonzero(totals)
    order = known[np.argsort(firsts[known])]
    texts = map(numbering.texts.__getitem__, order.tolist())
    return Counter(dict(zip(texts, totals[order].tolist(), strict=True)))


def search(index, branches, conditions, most):
    """Return the RankedRows of the newest rows, at most so many, that match a branch and meet the conditions."""
    hits = [[] for _branch in branches]
    for part, slots in matches(index, branches, conditions, most):
        for branch, known, some in zip(branches, hits, slots, strict=True):
            known.append(hits_of(branch, part, some))
    return best_of(branches, hits, most)


def newest_keys(index, branches, conditions, most):
    """Return the primary keys of the newest rows, at most so many, that match a branch and meet the conditions."""
    keys = [part.segment.keys[some] for part, slots in matches(index, branches, conditions, most) for some in slots]
    return np.unique(joined(keys, np.int64))[::-1][:most].tolist()


def number_of_rows(index, branches, conditions, most):
    """Return the number of rows, at most so many, that match a branch and meet the conditions."""
    return min(most, sum(len(union(slots)) for _part, slots in matches(index, branches, conditions, most)))


def union(slots):
    return slots[0] if len(slots) == 1 else np.unique(np.concatenate(slots))


def matches(index, branches, conditions, most):
    """Yield (part of the index, [slots of the rows that match each branch]), until so many rows match."""
    phrases = [phrase for one in (*branches, *conditions.conditions) for phrase in getattr(one, "phrases", ())]
    required = branches[0].required if len(branches) == 1 else ()
    number = 0
    for group, parts in enumerate(index.parts(phrases, required)):
        for part in parts:
            slots = [slots_of(branch, part, conditions) for branch in branches]
            # The first group, the pending rows, does not count: these may be older than all others.
            number += len(union(slots)) if group else 0
            yield part, slots
        if number >= most:
            return


def slots_of(branch, part, conditions):
    """Return the slots of the rows in a part that match a branch and meet the conditions."""
    return conditions.met_by_all(part) if branch == Branch() else conditions.met(part, branch.slots(part))


def hits_of(branch, part, slots):
    phrases, matcher = branch.scored, part.matcher
    having = [matcher.number(phrase) for phrase in phrases]
    if not (branch.tree and len(slots)):
        return Hits(part.segment, slots, np.zeros(len(slots), bool), [np.zeros(len(slots))] * len(phrases), having)
    frequencies = [matcher.frequencies(phrase, slots, TITLE_WEIGHT) for phrase in phrases]
    return Hits(part.segment, slots, matcher.favoured(branch.tree)[slots], frequencies, having)


def best_of(branches, hits, most):
    """Return the RankedRows of the hits of each branch: each row once, with its best score."""
    scores = [scores_of(branch, some) for branch, some in zip(branches, hits, strict=True)]
    flat = [one for some in hits for one in some]
    keys = joined([one.segment.keys[one.slots] for one in flat], np.int64)
    score = joined(scores, float)
    favoured = joined([one.is_favoured for one in flat], bool)
    places = joined([np.full(len(one.slots), number) for number, one in enumerate(flat)], int)
    slots = joined([one.slots for one in flat], int)
    # The newest first, and of each row its best score first.
    order = np.lexsort((-score, -keys)) if len(branches) > 1 else np.argsort(-keys, kind="stable")
    order = order[np.diff(keys[order], prepend=-1) != 0][:most]
    chosen = order[np.argsort(-score[order], kind="stable")]
    return RankedRows(keys[chosen], favoured[chosen], [one.segment for one in flat], places[chosen], slots[chosen])


def joined(arrays, kind):
    return np.concatenate([np.empty(0, kind), *arrays])


def scores_of(branch, hits):
    """Return the scores of the hits of a branch by BM25, as SQLite computes it."""
    lengths = joined([one.segment.lengths[one.slots] for one in hits], float)
    scores = np.zeros(len(lengths))
    rows, terms = sum(one.segment.rows for one in hits), sum(one.segment.terms for one in hits)
    norm = SATURATION * (1 - NORMALIZATION + NORMALIZATION * lengths * rows / max(terms, 1))
    for number, _phrase in enumerate(branch.scored):
        having = sum(one.having[number] for one in hits)
        weight = max(np.log((rows - having + 0.5) / (having + 0.5)), LEAST_WEIGHT)
        frequency = joined([one.frequencies[number] for one in hits], float)
        scores += weight * frequency * (SATURATION + 1) / (frequency + norm)
    return scores

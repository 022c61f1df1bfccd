"""Searching in segments: the newest rows that match, their scores by BM25, and counts of their facts."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from proceedings.search.index import MOST_SCORED, TITLE_WEIGHT
from proceedings.search.postings import leaves
from proceedings.search.query import Every, Words, longest
from proceedings.search.relevance import NORMALIZATION, SATURATION
from proceedings.search.segments import Segment

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
    def scored(self):
        """The phrases that are scored: of a long query, only the rare ones."""
        if not self.tree:
            return []
        return list(leaves(longest(self.tree, MOST_SCORED) if isinstance(self.tree, Every) else self.tree))

    def rows(self, part):
        """Return a mask of the rows of a part that match."""
        rows = part.is_current
        if self.column == "pk":
            rows = rows & np.isin(part.segment.keys, list(self.values))
        elif self.column:
            rows = rows & part.segment.columns[self.column].having(self.values)
        return rows & part.matcher.rows(self.tree) if self.tree else rows


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

    By their numbers, `segment_numbers` and `slots` tell their places in the segments.
    """

    rows: list[tuple]
    segments: list[Segment]
    segment_numbers: np.ndarray
    slots: np.ndarray

    def counts(self, column):
        """Count the texts of a column, in the order in which the rows have them."""
        order = np.array([row[1] for row in self.rows], int)
        numbers, texts = np.zeros(len(order), int), {}
        for number in np.unique(self.segment_numbers[order]):
            here = self.segment_numbers[order] == number
            known = self.segments[number].columns[column]
            codes, places = np.unique(known.codes[self.slots[order[here]]], return_inverse=True)
            numbers[here] = np.array([texts.setdefault(known.texts[code], len(texts)) for code in codes])[places]
        codes, firsts, counts = np.unique(numbers, return_index=True, return_counts=True)
        listed = list(texts)
        return Counter({listed[codes[at]]: int(counts[at]) for at in np.argsort(firsts)})


def search(index, branches, conditions, most):
    """Return the Found of the newest rows, at most so many, that match a branch and meet the conditions."""
    phrases = [phrase for branch in branches for phrase in branch.phrases]
    phrases += [phrase for condition in conditions.conditions for phrase in getattr(condition, "phrases", ())]
    hits, number = [[] for _branch in branches], 0
    for group, parts in enumerate(index.parts(phrases)):
        for part in parts:
            rows = np.zeros(len(part.segment), bool)
            for branch, known in zip(branches, hits, strict=True):
                theirs = conditions.rows(part, branch.rows(part))
                known.append(hits_of(branch, part, np.flatnonzero(theirs)))
                rows |= theirs
            # The pending rows may be older than all others.
            number += int(rows.sum()) if group else 0
        if number >= most:
            break
    return best_of(branches, hits, most)


def hits_of(branch, part, slots):
    if not branch.tree or not len(slots):
        return Hits(part.segment, slots, np.zeros(len(slots), bool), [np.zeros(len(slots))] * len(branch.scored), [0] * len(branch.scored))
    matcher = part.matcher
    return Hits(
        part.segment,
        slots,
        matcher.favoured(branch.tree)[slots],
        [matcher.frequencies(phrase, slots, TITLE_WEIGHT) for phrase in branch.scored],
        [matcher.phrase_rows(phrase).sum() for phrase in branch.scored],
    )


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

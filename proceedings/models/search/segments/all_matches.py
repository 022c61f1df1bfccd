"""All statements that match a query and filters, in the search index."""

from functools import cached_property
from math import inf

import numpy as np

from proceedings.search.segments.columns import numbering

from .matches import RankedRows, joined, matches, union
from .results import searched


class AllMatches:
    """The statements that meet FactConditions and match the SearchResults of a query, if any.

    They are read when they are first asked for. Ask `are_known` first: the index may be unable to tell them.
    """

    def __init__(self, conditions, results=None):
        self.conditions, self.results = conditions, results

    @cached_property
    def rows(self):
        """[(segment, slots)], or None."""
        if (parts := searched(self.results, self.conditions)) is None:
            return None
        rows = [(part.segment, union(slots)) for part, slots in matches(*parts, inf)]
        return [(segment, slots) for segment, slots in rows if len(slots)]

    @property
    def have_words(self):
        return self.results is not None

    @property
    def are_known(self):
        return self.rows is not None

    @cached_property
    def number(self):
        return sum(len(slots) for _segment, slots in self.rows)

    @property
    def keys(self):
        """The primary keys, the newest first."""
        return np.sort(joined([segment.keys[slots] for segment, slots in self.rows], np.int64))[::-1].tolist()

    @property
    def numbers_by_conference(self):
        """{key of a conference: number of statements}."""
        return {int(key): number for key, number in self.numbers_by("conference").items() if key}

    @property
    def speakers(self):
        """The keys of the speakers."""
        return {int(key) for keys in self.numbers_by("speakers") if keys for key in keys.split(",")}

    def numbers_by(self, name):
        """Return {text of a column: number of statements}."""
        present = numbering()
        numbers = joined([present.numbers(segment.columns[name], slots) for segment, slots in self.rows], int)
        totals = np.bincount(numbers)
        return {present.texts[number]: int(totals[number]) for number in np.flatnonzero(totals)}

    def in_conferences(self, conferences, most):
        """Return the RankedRows, at most so many, of conferences: by the list of their keys, then by programme."""
        conferences, parts = np.array(conferences, int), [np.empty((6, 0), int)]
        by_key = np.argsort(conferences)
        for number, (segment, all_slots) in enumerate(self.rows if len(conferences) else ()):
            rank = segment.columns["conference"].places(conferences, by_key, all_slots)
            if len(slots := all_slots[rank >= 0]):
                places = [segment.columns[name].numbers(slots) for name in ("session_position", "position")]
                parts.append([rank[rank >= 0], *places, segment.keys[slots], np.full(len(slots), number), slots])
        rank, session, position, keys, numbers, slots = np.concatenate(parts, axis=1)
        order = np.lexsort((keys, position, session, rank))[:most]
        segments = [segment for segment, _slots in self.rows]
        return RankedRows(keys[order], np.zeros(len(order), bool), segments, numbers[order], slots[order])

"""The segments of the search index as a request sees them, the newest first, before them the pending rows.

Facts stay in the memory of the process, under the version of their segment, and pending rows under their stamp.
Versions and stamps are read from the database for each search, so nothing that has changed since is ever used.
"""

from itertools import count
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache

from proceedings.models.reading import reading_connection
from proceedings.models.search.facts import OWN
from proceedings.search.segments.columns import Segment, keys_of, segment_of, unpacked
from proceedings.search.segments.postings import PLACE, ROWS, Matcher, terms_of
from proceedings.search.segments.tables import pending, postings, segments

from .rows import SQL, row, row_postings, segment

SEGMENTS, POSTINGS, PENDING = segments(OWN), postings(OWN), pending(OWN)
# With more pending rows, a search takes less time without segments. Terms of pending rows in memory, in characters.
MOST_PENDING, MOST_CHARACTERS = 1000, 20_000_000
# Segments in the memory of a process, each about 1.3 MB.
MOST_CACHED = 64
# Segments that are read at once: first so many, then each time twice as many.
FIRST_READ = 2
# After any term that begins with what precedes it.
LAST_CHARACTER = "\U0010ffff"

cached_segments, lock = LRUCache(MOST_CACHED), Lock()


class Part(NamedTuple):
    """A segment, the postings of some terms in it, and a mask of the rows that are as they were when it was made."""

    segment: Segment
    matcher: Matcher
    is_current: np.ndarray


class PendingRows(NamedTuple):
    """The pending rows, in the order of their keys, and their segment; `stamps` are {key: stamp}."""

    stamps: dict
    rows: dict
    segment: Segment

    def postings(self, terms, beginnings):
        """Return the postings of the rows that may have one of the terms."""
        wanted = [f" {term} " for term in terms] + [f" {beginning}" for beginning in beginnings]
        having = [one for one in self.rows.values() if any(text in f" {one.title} {one.text} " for text in wanted)]
        return row_postings(having, self.segment.keys.tolist()) if having else {}


NOTHING_PENDING = PendingRows({}, {}, segment([], []))
# Of the last search of this process.
last_pending = [NOTHING_PENDING]


def read_index():
    """Return the SegmentIndex, or None if too many rows are pending."""
    with reading_connection().cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM (SELECT 1, id, stamp FROM {PENDING} LIMIT {MOST_PENDING + 1}) listed "  # noqa: S608
            f"UNION ALL SELECT 0, number, version FROM {SEGMENTS}"
        )
        records = cursor.fetchall()
        stamps = {key: stamp for is_pending, key, stamp in records if is_pending}
        versions = {number: version for is_pending, number, version in records if not is_pending}
        if len(stamps) > MOST_PENDING:
            return None
        rows = pending_rows(cursor, stamps)
    return SegmentIndex(rows, versions) if rows else None


def pending_rows(cursor, stamps):
    """Return the PendingRows with these stamps, or None if their terms are too long."""
    last = last_pending[0]
    if last.stamps == stamps:
        return last
    rows = {key: last.rows[key] for key in last.rows if last.stamps[key] == stamps.get(key)}
    if new := [key for key in stamps if key not in rows]:
        cursor.execute(f"{SQL} WHERE known.id IN ({', '.join(map(str, new))})")
        rows |= {record[0]: row(record) for record in cursor.fetchall()}
    if sum(len(one.text) for one in rows.values()) > MOST_CHARACTERS:
        return None
    last_pending[0] = PendingRows(stamps, rows, segment(rows.values(), sorted(rows)))
    return last_pending[0]


class SegmentIndex:
    """The pending rows, and {number: version} of the segments."""

    def __init__(self, pending, versions):
        self.pending, self.versions = pending, versions

    def parts(self, phrases):
        """Yield lists of the parts of the index, for these phrases: the pending rows, and the newest segments first."""
        terms, beginnings = terms_of(phrases)
        rows = self.pending.segment
        found = self.pending.postings(terms, beginnings)
        yield [Part(rows, Matcher(found, len(rows)), np.ones(len(rows), bool))]
        numbers = sorted(self.versions, reverse=True)
        for doubled in count():
            some, numbers = numbers[: FIRST_READ << doubled], numbers[FIRST_READ << doubled :]
            if not some:
                return
            yield self.read(some, terms, beginnings)

    def read(self, numbers, terms, beginnings):
        facts = self.facts(numbers)
        found = {number: {} for number in numbers}
        if terms or beginnings:
            for number, term, places in fetched(*postings_sql(numbers, terms, beginnings)):
                found[number][term] = np.frombuffer(places, PLACE)
        return [
            Part(facts[number], Matcher(found[number], ROWS), self.current(number))
            for number in numbers
            if number in facts
        ]

    def current(self, number):
        mask = np.ones(ROWS, bool)
        first = keys_of(number).start
        mask[[key - first for key in self.pending.stamps if segment_of(key) == number]] = False
        return mask

    def facts(self, numbers):
        """Return {number: segment}, from memory or the database."""
        with lock:
            known = {number: cached_segments.get(self.versions[number]) for number in numbers}
        missing = [number for number, one in known.items() if one is None]
        if missing:
            listed = ", ".join(map(str, missing))
            for number, version, facts in fetched(
                f"SELECT number, version, facts FROM {SEGMENTS} WHERE number IN ({listed})",  # noqa: S608
                [],
            ):
                known[number] = unpacked(number, facts)
                with lock:
                    cached_segments[version] = known[number]
        # Another process may have deleted the last row of a segment meanwhile.
        return {number: one for number, one in known.items() if one}


def postings_sql(numbers, terms, beginnings):
    conditions = ["term >= %s AND term < %s"] * len(beginnings)
    params = [bound for beginning in sorted(beginnings) for bound in (beginning, beginning + LAST_CHARACTER)]
    if terms:
        conditions.append(f"term IN ({', '.join(['%s'] * len(terms))})")
        params += sorted(terms)
    listed = ", ".join(map(str, numbers))
    parts = [
        f"SELECT segment, term, places FROM {POSTINGS} WHERE segment IN ({listed}) AND {one}"  # noqa: S608
        for one in conditions
    ]
    return " UNION ".join(parts) if len(parts) > 1 else parts[0], params


def fetched(sql, params):
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()

"""The search index as a request sees it: the pending rows, then the segments, the newest first.

Facts stay in the memory of the process, under the version of their segment, and pending rows under their stamp.
Versions and stamps are read from the database for each search, so nothing that has changed since is ever used.
"""

from itertools import count
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache

from proceedings.batches import chunks
from proceedings.models.reads.connection import reading_connection
from proceedings.models.search.facts import OWN
from proceedings.search.query import Every
from proceedings.search.segments.columns import Segment, keys_of, segment_of, unpacked
from proceedings.search.segments.postings import ROWS, Matcher, terms_of
from proceedings.search.segments.tables import pending, segments

from .rows import SQL, row, row_postings, segment
from .stored_postings import closed_terms, fetched, read_postings, term_sizes

SEGMENTS, PENDING = segments(OWN), pending(OWN)
# With more pending rows, or more characters of their terms in memory, a search is faster without segments.
MOST_PENDING, MOST_CHARACTERS = 1000, 20_000_000
# The most segments in the memory of a process, each about 1.4 MB.
MOST_CACHED = 64
# Segments that are read at once: first so many, then each time twice as many.
FIRST_READ = 2
# If a query requires MANY_WORDS words or more, they are read in steps of STEP.
MANY_WORDS, STEP = 4, 2

cached_segments, lock = LRUCache(MOST_CACHED), Lock()


class Part(NamedTuple):
    """A segment, the postings of some terms in it, and a mask of the rows that have not changed since it was made."""

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
# The pending rows of the last search of this process.
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
    known = PendingRows(stamps, rows, segment(rows.values(), sorted(rows)))
    # Another thread may replace it at once.
    last_pending[0] = known
    return known


class SegmentIndex:
    """The pending rows, and {number: version} of the segments."""

    def __init__(self, pending, versions):
        self.pending, self.versions = pending, versions

    def parts(self, phrases, required=()):
        """Yield lists of the parts of the index, for these phrases: the pending rows, and the newest segments first.

        If many Words are `required`, the rare ones are read first, and segments without them are left out.
        """
        rows = self.pending.segment
        postings = self.pending.postings(*terms_of(phrases))
        yield [Part(rows, Matcher(postings, len(rows)), np.ones(len(rows), bool))]
        numbers = sorted(self.versions, reverse=True)
        for doubled in count():
            some, numbers = numbers[: FIRST_READ << doubled], numbers[FIRST_READ << doubled :]
            if not some:
                return
            yield self.read({number: self.versions[number] for number in some}, phrases, required)

    def read(self, versions, phrases, required):
        postings = {number: {} for number in versions}
        if len(required) >= MANY_WORDS:
            versions = narrowed(versions, required, postings)
        read_postings(versions, phrases, postings)
        facts = self.facts(versions)
        return [
            Part(facts[number], Matcher(postings[number], ROWS), self.current(number))
            for number in versions
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


def narrowed(versions, required, postings):
    """Read postings of Words, the rarest first, into {number: postings}. Return the versions of segments with all."""
    sizes = term_sizes(versions, required)
    ordered = sorted(required, key=lambda words: sum(sizes.get(term, 0) for term in closed_terms(words)))
    masks = dict.fromkeys(versions, True)
    for some in chunks(ordered, STEP):
        read_postings(versions, [phrase for words in some for phrase in words.phrases], postings)
        having = Every(tuple(some))
        masks = {number: masks[number] & Matcher(postings[number], ROWS).rows(having) for number in versions}
        versions = {number: version for number, version in versions.items() if masks[number].any()}
    return versions

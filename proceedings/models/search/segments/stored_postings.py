"""The postings in the database, and a cache of those of usual queries in the memory of the process.

The cache keeps them under the version of their segment, which is read together with them, so they are never outdated.
"""

from threading import Lock

import numpy as np
from cachetools import LRUCache

from proceedings.models.reads.connection import reading_connection
from proceedings.models.search.facts import OWN
from proceedings.search.segments.postings import NOWHERE, PLACE, terms_of
from proceedings.search.segments.tables import postings, segments

SEGMENTS, POSTINGS = segments(OWN), postings(OWN)
# Bytes: the size of the cache, the size from which postings are not kept, and the overhead of each.
MOST_BYTES, LARGEST, BYTES_EACH = 16 << 20, 2 << 20, 400
# The terms of a query with more, such as for a misspelt word, are not kept.
MOST_CACHED = 32
# Added to the beginning of a term, it sorts after all terms that begin so.
LAST_CHARACTER = "\U0010ffff"

cached_places, lock = LRUCache(MOST_BYTES, getsizeof=lambda places: places.nbytes + BYTES_EACH), Lock()


def read_postings(versions, phrases, postings):
    """Read the missing postings of phrases into {number: postings}; `versions` are {number: version} of segments."""
    terms, beginnings = terms_of(phrases)
    is_usual = len(terms) <= MOST_CACHED
    if is_usual:
        add_cached(versions, terms, postings)
    missing = {number: terms - postings[number].keys() for number in versions}
    numbers = [number for number, some in missing.items() if some]
    if numbers:
        read_terms(numbers, sorted(set().union(*missing.values())), postings, is_usual=is_usual)
    if versions and beginnings:
        for number, term, places in fetched(*beginnings_sql(versions, beginnings)):
            postings[number][term] = np.frombuffer(places, PLACE)


def add_cached(versions, terms, postings):
    with lock:
        for number, version in versions.items():
            known = {term: cached_places.get((version, term)) for term in terms - postings[number].keys()}
            postings[number].update((term, places) for term, places in known.items() if places is not None)


def read_terms(numbers, terms, postings, *, is_usual):
    """Read the postings of terms, empty where a segment has none; `is_usual` tells whether to keep them in memory."""
    marks, listed = ", ".join(["%s"] * len(terms)), ", ".join(map(str, numbers))
    # A segment without any of the terms gives a row with its version alone.
    sql = (
        f"SELECT number, version, term, places FROM {SEGMENTS} LEFT JOIN {POSTINGS} "  # noqa: S608
        f"ON segment = number AND term IN ({marks}) WHERE number IN ({listed})"
    )
    versions = {}
    for number, version, term, places in fetched(sql, terms):
        versions[number] = version
        if term is not None:
            postings[number][term] = np.frombuffer(places, PLACE)
    for number in versions:
        postings[number] = dict.fromkeys(terms, NOWHERE) | postings[number]
    if is_usual:
        with lock:
            for number, version in versions.items():
                small = {(version, term): postings[number][term] for term in terms}
                cached_places.update((key, places) for key, places in small.items() if places.nbytes < LARGEST)


def beginnings_sql(numbers, beginnings):
    listed = ", ".join(map(str, numbers))
    parts = [
        f"SELECT segment, term, places FROM {POSTINGS} WHERE segment IN ({listed}) AND term >= %s AND term < %s"  # noqa: S608
    ] * len(beginnings)
    params = [bound for beginning in sorted(beginnings) for bound in (beginning, beginning + LAST_CHARACTER)]
    return " UNION ALL ".join(parts), params


def term_sizes(numbers, required):
    """Return {term: bytes of its postings in the segments} for the terms of Words."""
    terms = sorted({term for words in required for term in closed_terms(words)})
    if not (numbers and terms):
        return {}
    listed, marks = ", ".join(map(str, numbers)), ", ".join(["%s"] * len(terms))
    sql = f"SELECT term, SUM(LENGTH(places)) FROM {POSTINGS} WHERE segment IN ({listed}) AND term IN ({marks})"  # noqa: S608
    return dict(fetched(f"{sql} GROUP BY term", terms))


def closed_terms(words):
    return terms_of(words.phrases)[0]


def fetched(sql, params):
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()

"""Compaction of the search index: segments are rebuilt from their present rows, which are then no longer pending.

Each segment is written in a transaction of its own. A row that has changed since it was read has another stamp, and
stays pending.
"""

from collections import Counter
from secrets import randbits

from django.db import connection, transaction

from proceedings.models.search.facts import OWN
from proceedings.search.segments.columns import keys_of, packed, segment_of
from proceedings.search.segments.tables import pending, postings, segments

from .rows import SQL, row, row_postings, segment

SEGMENTS, POSTINGS, PENDING = segments(OWN), postings(OWN), pending(OWN)
# With fewer pending rows, rebuilding segments would cost more than it saves.
ENOUGH = 250
VERSION_BITS = 62


def compact(enough=ENOUGH, progress=iter):
    """Rebuild the segments with the most pending rows, until at most `enough` rows are pending."""
    numbers = pending_by_segment()
    before = left = numbers.total()
    for number, count in progress(numbers.most_common()):
        if left <= enough:
            break
        write_segment(number)
        left -= count
    if left < before and connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            # Each search reads this table, and would read the deleted rows too.
            cursor.execute(f"VACUUM {PENDING}")
            # Without statistics of many new rows, a search for a misspelt word would read all postings.
            cursor.execute(f"ANALYZE {SEGMENTS}, {POSTINGS}")


def pending_by_segment():
    """Count the pending rows of each segment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {PENDING}")  # noqa: S608
        return Counter(segment_of(key) for (key,) in cursor.fetchall())


def write_segment(number):
    """Rebuild a segment. Rows are read before the transaction, so that others need not wait for it long."""
    with connection.cursor() as cursor:
        version = version_of(cursor, number)
        # Stamps are read before rows, so that no row is older than its stamp.
        stamps = stamps_of(cursor, number)
        rows = rows_of(cursor, number)
    keys = keys_of(number)
    facts, postings = (packed(segment(rows, keys)), row_postings(rows, keys)) if rows else (None, {})
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One process at a time writes segments; on SQLite, one at a time writes at all.
            cursor.execute(f"LOCK TABLE {SEGMENTS} IN SHARE ROW EXCLUSIVE MODE")
        if version_of(cursor, number) != version:
            # Another process has rebuilt it meanwhile, perhaps from newer rows.
            return
        cursor.execute(f"DELETE FROM {SEGMENTS} WHERE number = %s", [number])  # noqa: S608
        cursor.execute(f"DELETE FROM {POSTINGS} WHERE segment = %s", [number])  # noqa: S608
        if facts:
            cursor.execute(
                f"INSERT INTO {SEGMENTS} (number, version, facts) VALUES (%s, %s, %s)",  # noqa: S608
                [number, randbits(VERSION_BITS), facts],
            )
            insert_postings(cursor, number, postings)
        forget(cursor, stamps)


def version_of(cursor, number):
    cursor.execute(f"SELECT version FROM {SEGMENTS} WHERE number = %s", [number])  # noqa: S608
    return cursor.fetchone()


def stamps_of(cursor, number):
    """Return [(key, stamp)] of the pending rows of a segment."""
    keys = keys_of(number)
    cursor.execute(f"SELECT id, stamp FROM {PENDING} WHERE id BETWEEN %s AND %s", [keys.start, keys.stop - 1])  # noqa: S608
    return cursor.fetchall()


def rows_of(cursor, number):
    keys = keys_of(number)
    cursor.execute(f"{SQL} WHERE known.id BETWEEN %s AND %s ORDER BY known.id", [keys.start, keys.stop - 1])
    return [row(record) for record in cursor.fetchall()]


def differing_segments():
    """Yield the numbers of the segments without pending rows that differ from what the present rows would give."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {SEGMENTS} ORDER BY number")  # noqa: S608
        for (number,) in cursor.fetchall():
            if not stamps_of(cursor, number) and not is_whole(cursor, number):
                yield number


def is_whole(cursor, number):
    rows, keys = rows_of(cursor, number), keys_of(number)
    cursor.execute(f"SELECT facts FROM {SEGMENTS} WHERE number = %s", [number])  # noqa: S608
    [(facts,)] = cursor.fetchall()
    cursor.execute(f"SELECT term, places FROM {POSTINGS} WHERE segment = %s", [number])  # noqa: S608
    known = {term: bytes(places) for term, places in cursor.fetchall()}
    wanted = {term: places.tobytes() for term, places in row_postings(rows, keys).items()} if rows else {}
    return known == wanted and bytes(facts) == packed(segment(rows, keys))


def insert_postings(cursor, number, postings):
    # In the order of the key, which is the order on the disk.
    records = [(number, term, postings[term].tobytes()) for term in sorted(postings)]
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {POSTINGS} (segment, term, places) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int4", "text", "bytea"])
            for record in records:
                copy.write_row(record)
    else:
        cursor.executemany(f"INSERT INTO {POSTINGS} (segment, term, places) VALUES (%s, %s, %s)", records)  # noqa: S608


def forget(cursor, stamps):
    """Delete pending rows, unless their stamps have changed, or are being changed."""
    if connection.vendor == "postgresql":
        keys, values = zip(*stamps, strict=True) if stamps else ((), ())
        known = f"SELECT id FROM {PENDING} JOIN unnest(%s::bigint[], %s::bigint[]) listed (id, stamp) USING (id, stamp)"  # noqa: S608
        cursor.execute(
            f"DELETE FROM {PENDING} WHERE id IN ({known} FOR UPDATE OF {PENDING} SKIP LOCKED)",  # noqa: S608
            [list(keys), list(values)],
        )
    else:
        cursor.executemany(f"DELETE FROM {PENDING} WHERE id = %s AND stamp = %s", stamps)  # noqa: S608

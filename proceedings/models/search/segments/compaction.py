"""Compaction of the search index: segments are made anew from their present rows, and nothing of them is pending then.

Each segment is written in a transaction of its own. A row that changes meanwhile gets another stamp, and stays pending.
"""

from collections import Counter
from secrets import randbits

from django.db import connection, transaction

from proceedings.models.search.facts import OWN
from proceedings.search.segments.columns import keys_of, packed, segment_of
from proceedings.search.segments.tables import pending, postings, segments

from .rows import SQL, row, row_postings, segment

SEGMENTS, POSTINGS, PENDING = segments(OWN), postings(OWN), pending(OWN)
# With fewer pending rows, making segments anew would cost more than it saves.
ENOUGH = 250
VERSION_BITS = 62


def compact(enough=ENOUGH, progress=iter):
    """Make the segments with the most pending rows anew, until at most so many rows are pending."""
    numbers = pending_by_segment()
    before = left = numbers.total()
    for number, count in progress(numbers.most_common()):
        if left <= enough:
            break
        write_segment(number)
        left -= count
    if left < before and connection.vendor == "postgresql" and not connection.in_atomic_block:
        # Each search reads this table, which is full of deleted rows now.
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {PENDING}")


def pending_by_segment():
    """Count the pending rows of each segment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {PENDING}")  # noqa: S608
        return Counter(segment_of(key) for (key,) in cursor.fetchall())


@transaction.atomic
def write_segment(number):
    keys = keys_of(number)
    bounds = [keys.start, keys.stop - 1]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One process at a time writes segments; on SQLite, one at a time writes at all.
            cursor.execute(f"LOCK TABLE {SEGMENTS} IN SHARE ROW EXCLUSIVE MODE")
        # Stamps are read before rows, so that no row is older than its stamp.
        cursor.execute(f"SELECT id, stamp FROM {PENDING} WHERE id BETWEEN %s AND %s", bounds)  # noqa: S608
        stamps = cursor.fetchall()
        cursor.execute(f"{SQL} WHERE known.id BETWEEN %s AND %s ORDER BY known.id", bounds)
        rows = [row(record) for record in cursor.fetchall()]
        cursor.execute(f"DELETE FROM {SEGMENTS} WHERE number = %s", [number])  # noqa: S608
        cursor.execute(f"DELETE FROM {POSTINGS} WHERE segment = %s", [number])  # noqa: S608
        if rows:
            facts = packed(segment(rows, keys))
            cursor.execute(
                f"INSERT INTO {SEGMENTS} (number, version, facts) VALUES (%s, %s, %s)",  # noqa: S608
                [number, randbits(VERSION_BITS), facts],
            )
            insert_postings(cursor, number, row_postings(rows, keys))
        forget(cursor, stamps)


def insert_postings(cursor, number, found):
    # In the order of the key, which is the order on the disk.
    records = [(number, term, found[term].tobytes()) for term in sorted(found)]
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

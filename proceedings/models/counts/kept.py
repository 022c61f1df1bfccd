"""The counts that the database keeps: reading, folding, checking and rebuilding them.

On SQLite, which has one writer at a time, each key has one row. On PostgreSQL such a row would make every editor wait
for the transactions of the others: there each change adds rows, a count is their sum, and `fold()` replaces them by
one. Two transactions that publish a statement and its conference at the same time can miss each other; `rebuild()`
corrects that, which the scheduler runs when it was noticed (see overlaps.py).
"""

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func

from proceedings.models.reads.connection import reading_connection

from . import triggers
from .keys import KINDS, TABLE, TAGS, YEARS, keys
from .triggers import ADD

COLUMNS = "kind varchar(12) NOT NULL, counted bigint NOT NULL, number bigint NOT NULL"
CREATE = {
    "sqlite": [f"CREATE TABLE {TABLE} ({COLUMNS}, PRIMARY KEY (kind, counted)) WITHOUT ROWID"],
    "postgresql": [
        f"CREATE TABLE {TABLE} ({COLUMNS})",
        f"CREATE INDEX {TABLE}_by_key ON {TABLE} (kind, counted) INCLUDE (number)",
    ],
}


# The keys of a kind with public rows.
PUBLIC_KEYS = f"SELECT counted FROM {TABLE} WHERE kind = %s GROUP BY counted HAVING SUM(number) > 0"  # noqa: S608


class PublicCount(Func):
    """The number of public statements of a row, as an expression for `annotate()`; `kind` is one of KINDS."""

    template = (
        f"CAST(COALESCE((SELECT SUM(number) FROM {TABLE} WHERE kind = '%(kind)s' AND counted = %(expressions)s), 0) "  # noqa: S608
        "AS bigint)"
    )

    def __init__(self, kind, **extra):
        super().__init__(F("pk"), kind=kind, output_field=BigIntegerField(), **extra)


class HasPublic(Func):
    """Whether a row has public statements, as a condition for `filter()`; `kind` is one of KINDS.

    Faster than `PublicCount` for all rows of a table: a database reads the counts of the kind once.
    """

    template = f"%(expressions)s IN ({PUBLIC_KEYS})".replace("= %s", "= '%(kind)s'")

    def __init__(self, kind, **extra):
        super().__init__(F("pk"), kind=kind, output_field=BooleanField(), **extra)


def number(kind, key=0):
    """Return the number of public rows under a key. "statement", "conferences" and "sessions" have only the key 0."""
    return number_under(kind, [key])


def number_under(kind, keys):
    """Return the number of public rows under one or more keys; a row under several of them counts once for each."""
    marks = ", ".join(["%s"] * len(keys))
    sql = f"SELECT COALESCE(SUM(number), 0) FROM {TABLE} WHERE kind = %s AND counted IN ({marks})"  # noqa: S608
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, [kind, *keys])
        return int(cursor.fetchone()[0])


def numbers(kind):
    """Return {key: number} for all keys of a kind with public rows."""
    sql = f"SELECT counted, SUM(number) FROM {TABLE} WHERE kind = %s GROUP BY counted HAVING SUM(number) <> 0"  # noqa: S608
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, [kind])
        return {key: int(number) for key, number in cursor.fetchall()}


def numbers_by_year(kind, key):
    """Return {year: number} for a speaker or an organisation; `kind` is "speaker_year" or "body_year"."""
    return dict(numbers_with(kind, key, YEARS))


def numbers_by_tag(kind, key, most):
    """Return {theme: number} for a speaker or an organisation: at most so many, the most frequent first.

    `kind` is "speaker_tag" or "body_tag".
    """
    return dict(numbers_with(kind, key, TAGS, f"ORDER BY SUM(number) DESC, counted LIMIT {int(most)}"))


def numbers_with(kind, key, seconds, end=""):
    """Return [(second key, number)] of the pairs with this first key; `seconds` is YEARS or TAGS (see `pair`)."""
    sql = (
        f"SELECT counted - %s, SUM(number) FROM {TABLE} WHERE kind = %s AND counted BETWEEN %s AND %s "  # noqa: S608
        f"GROUP BY counted HAVING SUM(number) > 0 {end}"
    )
    first = key * seconds
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, [first, kind, first, first + seconds - 1])
        return [(second, int(number)) for second, number in cursor.fetchall()]


def number_of_rows(kind):
    """Return the number of keys with public rows."""
    with reading_connection().cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({PUBLIC_KEYS}) AS public_keys", [kind])  # noqa: S608
        return cursor.fetchone()[0]


def has_more_rows(kind, number):
    """Return whether more than so many keys have public rows, at a cost that does not grow with them."""
    sql = f"SELECT DISTINCT counted FROM {TABLE} WHERE kind = %s AND number > 0 LIMIT %s"  # noqa: S608
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, [kind, number + 1])
        return len(cursor.fetchall()) > number


def differences(kind):
    """Return a SELECT of (counted, number to add) for the kept counts of a kind that differ from the record."""
    actual = keys([kind], every_theme=True)
    return (
        f"SELECT counted, SUM(number) AS number FROM ("  # noqa: S608
        f"SELECT counted, COUNT(*) AS number FROM ({actual}) AS actual GROUP BY counted "
        f"UNION ALL SELECT counted, -number FROM {TABLE} WHERE kind = '{kind}'"
        ") AS differences WHERE 1 = 1 GROUP BY counted HAVING SUM(number) <> 0"
    )


def drift():
    """Return {kind: number of counts that differ from the record}, for kinds with any."""
    drift = {}
    with connection.cursor() as cursor:
        for kind in KINDS:
            cursor.execute(f"SELECT COUNT(*) FROM ({differences(kind)}) AS differing")  # noqa: S608
            if number := cursor.fetchone()[0]:
                drift[kind] = number
    return drift


def rebuild():
    """Correct all counts by their differences. Return how many differed.

    One SQL statement for each kind reads the record and the counts in the same state, so nobody needs to wait.
    """
    corrected = 0
    with connection.cursor() as cursor:
        for kind in KINDS:
            cursor.execute(
                f"INSERT INTO {TABLE} (kind, counted, number) "  # noqa: S608
                f"SELECT '{kind}', counted, number FROM ({differences(kind)}) AS differing WHERE 1 = 1 "
                f"{ADD[connection.vendor]}"
            )
            corrected += cursor.rowcount
    fold()
    return corrected


def fold():
    """Replace the rows of each key by one, without waiting for transactions that count. Return the number of keys."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        # If two processes fold at once, the second waits, and then skips the rows that the first has deleted.
        cursor.execute(
            f"WITH folded AS (DELETE FROM {TABLE} WHERE (kind, counted) IN "  # noqa: S608
            f"(SELECT kind, counted FROM {TABLE} GROUP BY kind, counted HAVING COUNT(*) > 1) "
            "RETURNING kind, counted, number) "
            f"INSERT INTO {TABLE} (kind, counted, number) SELECT kind, counted, SUM(number) FROM folded "
            "GROUP BY kind, counted HAVING SUM(number) <> 0"
        )
        return cursor.rowcount


def create(connection):
    """Create the table and its triggers."""
    with connection.cursor() as cursor:
        for sql in CREATE[connection.vendor]:
            cursor.execute(sql)
    triggers.create(connection)


def drop(connection):
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")

"""Primary keys for new rows, taken from the database before the rows are written."""

from django.db import connection


def reserve(model, count):
    """Reserve `count` consecutive primary keys, and return the first.

    The table must be locked, so that nobody else takes numbers from its sequence meanwhile.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [sequence, sequence, count - 1])
            return cursor.fetchone()[0] - count + 1
        # Nothing is written: SQLite updates this table when rows are inserted.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        return last[0] + 1 if last else 1


class PrimaryKeys:
    """The primary keys of new rows by their provisional numbers, which are consecutive within a noun."""

    def __init__(self):
        # {noun: primary key + provisional number}. Numbers are negative and descend, so the sum is equal for all rows.
        self.sums = {}

    def reserve(self, noun, rows):
        """Reserve the keys of the new rows of a noun. Return the first."""
        first = reserve(noun.model, len(rows))
        self.sums[noun] = first + rows[0].ref.id
        return first

    def of(self, noun, number):
        """Return the primary key that a row of a noun has or will have."""
        return number if number > 0 else self.sums[noun] - number

"""Primary keys for new rows, taken from the database before the rows are written."""

from django.db import connection


def reserve(model, count):
    """Return the first of `count` consecutive primary keys that no row has or will get otherwise.

    Call it while the table is locked: nobody else takes numbers from its sequence meanwhile.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [sequence, sequence, count - 1])
            return cursor.fetchone()[0] - count + 1
        # SQLite itself sets the number in this table to that of the last row.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        return last[0] + 1 if last else 1


class PrimaryKeys:
    """The primary keys of new rows by their provisional numbers, which follow each other for each noun."""

    def __init__(self):
        # {noun: the sum of each row's number, which is negative, and its primary key, turned around}
        self.sums = {}

    def reserve(self, noun, rows):
        """Reserve the keys of the new rows of a noun. Return the first."""
        first = reserve(noun.model, len(rows))
        self.sums[noun] = first + rows[0].ref.id
        return first

    def of(self, noun, number):
        """Return the primary key that a row of a noun has or will have."""
        return number if number > 0 else self.sums[noun] - number

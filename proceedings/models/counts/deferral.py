"""Count many new statements at once, instead of one by one as the triggers do.

The triggers count each row on SQLite, and on PostgreSQL the tags of each statement: for 20,000 statements with two tags
each, that takes most of the time of a load.
"""

from contextlib import contextmanager

from django.db import connection

from .keys import TABLE, TABLES, numbers_of_new
from .triggers import ADD, COUNTED, for_sqlite

# With fewer new statements, pausing the triggers would cost more than it saves.
MANY = 500
# Statements that are counted at a time: a database holds all of their keys in memory, to sort them.
PORTION = 50_000
# The tables whose new rows give new statements their keys.
DEFERRED = [counted for counted in COUNTED if counted.name in {"statement", "tag"}]


@contextmanager
def deferred_counting(model, count, first):
    """Count new statements, whose primary keys are the `count` from `first`, at the end of the block.

    The block only inserts these and their tags, inside a transaction that keeps others from writing to all tables.
    """
    if model._meta.db_table != TABLES["statement"] or count < MANY:
        yield
        return
    pause(connection)
    yield
    resume(connection)
    for start in range(first, first + count, PORTION):
        add(connection, f"statement.id >= {int(start)} AND statement.id < {int(min(start + PORTION, first + count))}")


def pause(connection):
    """Stop the triggers for new statements and tags until `resume`, or the end of a transaction that fails."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # This takes the same lock that the load already has, so no reader waits.
            switch(cursor, "DISABLE")
            return
        for counted in DEFERRED:
            cursor.execute(f"DROP TRIGGER {counted.trigger_name('INSERT')}")


def resume(connection):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            switch(cursor, "ENABLE")
            return
        for counted in DEFERRED:
            for sql in for_sqlite(counted, "INSERT"):
                cursor.execute(sql)


def switch(cursor, action):
    """Disable or enable the triggers on PostgreSQL, which cannot alter a table while checks of its rows are pending."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for counted in DEFERRED:
        cursor.execute(f"ALTER TABLE {TABLES[counted.name]} {action} TRIGGER {counted.trigger_name('INSERT')}")


def add(connection, condition):
    """Count the public statements that meet a condition on `statement` and are not counted yet."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The planner may not know how many statements are new, and would compare each with all others.
            cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(
            f"INSERT INTO {TABLE} (kind, counted, number) SELECT kind, counted, number "  # noqa: S608
            f"FROM ({numbers_of_new(condition)}) AS added WHERE 1 = 1 {ADD[connection.vendor]}"
        )
        if connection.vendor == "postgresql":
            cursor.execute("RESET enable_nestloop")

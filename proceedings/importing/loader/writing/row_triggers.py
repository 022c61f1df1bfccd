"""SQLite runs triggers for each row: while many rows are inserted, drop those that one statement can replace."""

from contextlib import contextmanager

from django.db import connection

from proceedings.models.columns import modification_times
from proceedings.models.history import version_tables
from proceedings.models.reads import revision
from proceedings.models.search.index import MANY


@contextmanager
def deferred_triggers(model, links, count):
    """Insert many rows of a model, their links and their versions without the triggers; call it inside a transaction.

    The triggers are not needed: all rows are one change of the record, and new rows already have a modification time.
    `links` are the through models of the many-to-many fields. PostgreSQL runs a trigger once for many rows. SQLite
    also holds all rows of INSERT … SELECT in memory if the table has a trigger.
    """
    if connection.vendor != "sqlite" or count < MANY:
        yield
        return
    linked = {through._meta.db_table for through in links}
    tables = (model._meta.db_table, *linked, *version_tables(model))
    names = [revision.trigger_name(table, "INSERT") for table in tables]
    names += [modification_times.name_of(part, "INSERT") for part in modification_times.PARTS if part.table in linked]
    with connection.cursor() as cursor:
        dropped = stored_triggers(cursor, names)
        for name in dropped:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for sql in dropped.values():
            cursor.execute(sql)
    revision.change()


def stored_triggers(cursor, names):
    """Return {name: SQL} of triggers."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: sql for name, sql in cursor.fetchall() if name in names}

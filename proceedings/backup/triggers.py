"""Pause triggers while rows are restored: they would change times, and refuse rows in the order of the file."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def paused(models):
    """Disable the triggers of the tables, but not foreign keys, until the end of the block; use it in a transaction."""
    pause = {"sqlite": paused_sqlite, "postgresql": paused_postgresql}[connection.vendor]
    with connection.cursor() as cursor, pause(cursor, [model._meta.db_table for model in models]):
        yield


@contextmanager
def paused_sqlite(cursor, tables):
    cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables]
    for name, _sql in triggers:
        cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    yield
    for _name, sql in triggers:
        cursor.execute(sql)


@contextmanager
def paused_postgresql(cursor, tables):
    switch_triggers(cursor, tables, "DISABLE")
    yield
    switch_triggers(cursor, tables, "ENABLE")


def switch_triggers(cursor, tables, verb):
    # No table can be altered while a check of a foreign key is pending.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} {verb} TRIGGER USER")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")

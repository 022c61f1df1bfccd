"""The last key that each table has given out, so that keys of deleted rows, which the history names, are not reused."""

from django.db import connection


def last_keys(model_list):
    """Return {table: the last key that its sequence has given}."""
    tables = {model._meta.db_table: model._meta.pk.column for model in model_list if model._meta.auto_field}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return {table: key for table, key in cursor.fetchall() if table in tables}
        return {table: last_key(cursor, table, column) for table, column in tables.items()}


def last_key(cursor, table, column):
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence_name(cursor, table, column)}")  # noqa: S608
    return cursor.fetchone()[0]


def sequence_name(cursor, table, column):
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
    return cursor.fetchone()[0]


def advance(model_list, keys):
    """Let every table continue after the last key of a backup; no sequence goes back."""
    with connection.cursor() as cursor:
        for model in model_list:
            table = model._meta.db_table
            if not model._meta.auto_field or not keys.get(table):
                continue
            if connection.vendor == "sqlite":
                advance_sqlite(cursor, table, keys[table])
            else:
                name = sequence_name(cursor, table, model._meta.pk.column)
                # A rollback does not set a sequence back, so it must also suit the former rows.
                last = max(keys[table], last_key(cursor, table, model._meta.pk.column))
                cursor.execute("SELECT setval(%s, %s)", [name, last])


def advance_sqlite(cursor, table, key):
    cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [key, table])
    cursor.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s "
        "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
        [table, key, table],
    )

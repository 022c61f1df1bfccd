"""The revision of the record: a number that every change to the record replaces, kept by triggers.

Two states of the database with the same number are the same state: a file that was made at one revision is true as long
as the number stays. Versions count too, because readers see those of published texts. Each change adds a random number,
so that a database that is restored from a backup does not repeat numbers that it had after the backup.

On SQLite, which has one writer at a time, all changes are counted in one row. On PostgreSQL such a row would make every
editor wait for the transactions of the others; there each connection counts in a row of its own, and the revision is
the sum of those that the reader can see.
"""

from django.apps import apps as global_apps
from django.db import connection

from .connection import reading_connection

TABLE = "proceedings_revision"
FUNCTION = f"{TABLE}_changes"
STEPS = 1 << 24
# The most characters of a name in PostgreSQL.
LONGEST_NAME = 63
# Connections that count in the same row wait for each other; with this many rows, that hardly ever happens.
ROWS = 4096
STEP = {
    # SQLite's random() is a signed number of 64 bits.
    "sqlite": f"1 + (random() & {STEPS - 1})",
    "postgresql": f"1 + floor(random() * {STEPS})::bigint",
}
CHANGE = {
    "sqlite": f"UPDATE {TABLE} SET number = number + {STEP['sqlite']}",  # noqa: S608
    "postgresql": (
        f"INSERT INTO {TABLE} AS known (id, number) VALUES (pg_backend_pid() % {ROWS}, {STEP['postgresql']}) "  # noqa: S608
        "ON CONFLICT (id) DO UPDATE SET number = known.number + EXCLUDED.number"
    ),
}
EACH_STATEMENT = f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
ACTIONS = {
    "sqlite": dict.fromkeys(("INSERT", "UPDATE", "DELETE"), f"BEGIN {CHANGE['sqlite']}; END"),
    "postgresql": {
        "INSERT": f"REFERENCING NEW TABLE AS changed_rows {EACH_STATEMENT}",
        "UPDATE": f"REFERENCING NEW TABLE AS changed_rows {EACH_STATEMENT}",
        "DELETE": f"REFERENCING OLD TABLE AS changed_rows {EACH_STATEMENT}",
        "TRUNCATE": EACH_STATEMENT,
    },
}


def revision():
    """Return the number of the state that this thread reads: with replicas, that of its own database."""
    return read_revision(reading_connection())


def read_revision(connection):
    """Return the number of the present state of the record in a database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(number) FROM {TABLE}")  # noqa: S608
        return int(cursor.fetchone()[0])


def change():
    """Give the record a new number, for changes that no trigger sees."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGE[connection.vendor])


def tables(apps):
    """Return the tables of the record."""
    return [model._meta.db_table for model in apps.get_app_config("proceedings").get_models(include_auto_created=True)]


def history_tables(apps):
    """Return the tables of versions."""
    models = apps.get_app_config("editorial").get_models()
    return [model._meta.db_table for model in models if model.__name__.startswith("Historical")]


def create(connection, apps=global_apps):
    """Create the table, and the triggers of all tables of the record. `apps` are the models of a migration."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, number bigint NOT NULL)")
        cursor.execute(f"INSERT INTO {TABLE} (id, number) VALUES (0, {STEP[connection.vendor]})")  # noqa: S608
        if connection.vendor == "postgresql":
            # An SQL statement that changes no row does not count. TRUNCATE has no table of changed rows.
            condition = "TG_OP = 'TRUNCATE' THEN {0}; ELSIF EXISTS (SELECT FROM changed_rows) THEN {0};"
            body = f"BEGIN IF {condition.format(CHANGE['postgresql'])} END IF; RETURN NULL; END"
            cursor.execute(f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    create_triggers(connection, tables(apps))


def create_triggers(connection, tables):
    """Create the triggers of tables. On SQLite, a migration that rebuilds a table drops them."""
    with connection.cursor() as cursor:
        for table in tables:
            for event, action in ACTIONS[connection.vendor].items():
                cursor.execute(f"CREATE TRIGGER {trigger_name(table, event)} AFTER {event} ON {table} {action}")


def trigger_name(table, event):
    """Return a name that PostgreSQL does not cut off."""
    return f"{table}_{event.lower()}_is_a_revision"[:LONGEST_NAME]


def trigger_names(vendor, apps=global_apps):
    """Return the names of all triggers."""
    every_table = tables(apps) + history_tables(apps)
    return {trigger_name(table, event) for table in every_table for event in ACTIONS[vendor]}


def drop_triggers(connection, tables):
    with connection.cursor() as cursor:
        for table in tables:
            for event in ACTIONS[connection.vendor]:
                on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger_name(table, event)}{on_table}")


def drop(connection, apps=global_apps):
    drop_triggers(connection, tables(apps))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION {FUNCTION}()")

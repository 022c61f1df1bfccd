"""When a conference or a statement last changed, kept true by the database whichever way rows are written.

A record changes with whatever its readers see of it: a statement with its translations, its corrections, its themes and
the names in it. Saving a row writes the time by itself; triggers see to the rest. Names of tables and columns are the
models' own.
"""

from typing import NamedTuple

from django.apps import apps as global_apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CONFERENCE, SESSION, STATEMENT = "proceedings_conference", "proceedings_session", "proceedings_statement"
TAG = "proceedings_statement_themes"
# Whole seconds, as the field has them and as the database keeps its times. PostgreSQL's is that of the transaction's
# beginning, so that what hangs on a row written in the same load does not write the row again.
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%S', 'now')", "postgresql": "date_trunc('second', now())"}


def this_second():
    """The time in whole seconds, which every format of a dump keeps."""
    return timezone.now().replace(microsecond=0)


class Modified(models.DateTimeField):
    """The time of the last change; neither in forms nor in fixtures."""

    def __init__(self, **kwargs):
        super().__init__(_("modified at"), **{**kwargs, "default": this_second, "editable": False, "serialize": False})

    def deconstruct(self):
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, [], {}

    def pre_save(self, instance, add):
        setattr(instance, self.attname, this_second())
        return getattr(instance, self.attname)


class Part(NamedTuple):
    """A table whose rows are parts of a record: new, changed and deleted ones change the record that a column names."""

    record: str
    table: str
    column: str


class Shown(NamedTuple):
    """Columns that records show of another row, and the condition that finds these records; it names the row NEW."""

    record: str
    table: str
    columns: tuple[str, ...]
    found: str


PARTS = [
    Part(CONFERENCE, SESSION, "conference_id"),
    Part(CONFERENCE, "proceedings_organiser", "conference_id"),
    Part(STATEMENT, "proceedings_translation", "statement_id"),
    Part(STATEMENT, "proceedings_correction", "statement_id"),
    Part(STATEMENT, TAG, "statement_id"),
]
IN_SESSION = f"session_id IN (SELECT id FROM {SESSION} WHERE conference_id = NEW.id)"  # noqa: S608
IN_CAPACITY = "appointment_id IN (SELECT id FROM proceedings_appointment WHERE organisation_id = NEW.id)"
BELOW = (
    f"id IN (SELECT statement_id FROM {TAG} WHERE theme_id IN (WITH RECURSIVE below(id) AS "  # noqa: S608
    "(SELECT NEW.id UNION SELECT child.id FROM proceedings_theme child JOIN below ON child.parent_id = below.id) "
    "SELECT id FROM below))"
)


def shown(apps):
    conference = own_columns(apps.get_model("proceedings", "Conference"))
    statement = own_columns(apps.get_model("proceedings", "Statement"))
    return [
        Shown(CONFERENCE, CONFERENCE, conference, "id = NEW.id"),
        Shown(STATEMENT, STATEMENT, statement, "id = NEW.id"),
        Shown(STATEMENT, CONFERENCE, conference, IN_SESSION),
        Shown(STATEMENT, SESSION, ("conference_id", "starts_at", "title"), "session_id = NEW.id"),
        Shown(STATEMENT, "proceedings_speaker", ("name",), "speaker_id = NEW.id"),
        Shown(STATEMENT, "proceedings_appointment", ("organisation_id", "title"), "appointment_id = NEW.id"),
        Shown(STATEMENT, "proceedings_organisation", ("acronym", "name"), IN_CAPACITY),
        Shown(STATEMENT, "proceedings_theme", ("name", "parent_id"), BELOW),
    ]


def own_columns(model):
    """The columns of a row itself that readers see something of."""
    fields = model._meta.concrete_fields
    return tuple(sorted(field.column for field in fields if field.serialize and not field.primary_key))


class Trigger(NamedTuple):
    table: str
    name: str
    sql: list[str]


def triggers(vendor, apps=global_apps):
    """The triggers of a database; `apps` are a migration's models."""
    make = {"sqlite": for_sqlite, "postgresql": for_postgresql}[vendor]
    parts = [
        make(part, event, part_of(vendor, part, rows), rows)
        for part in PARTS
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"]))
    ]
    return parts + [make(one, f"UPDATE OF {', '.join(one.columns)}", one.found) for one in shown(apps)]


def part_of(vendor, part, rows):
    """The condition on records: SQLite asks for each row, PostgreSQL once for all that a statement of SQL wrote."""
    if vendor == "sqlite":
        return f"id IN ({', '.join(f'{row}.{part.column}' for row in rows)})"
    selects = (f"SELECT {part.column} FROM {row.lower()}_rows" for row in rows)  # noqa: S608
    return f"id IN ({' UNION ALL '.join(selects)})"


def name_of(one, event):
    return f"{one.table}_{event.split()[0].lower()}_modifies_{one.record.partition('_')[2]}"


def update(vendor, one, found):
    # What was written a moment ago is not written again.
    return f"UPDATE {one.record} SET modified_at = {NOW[vendor]} WHERE {found} AND modified_at < {NOW[vendor]};"  # noqa: S608


def for_sqlite(one, event, found, _rows=()):
    name = name_of(one, event)
    body = update("sqlite", one, found)
    return Trigger(one.table, name, [f"CREATE TRIGGER {name} AFTER {event} ON {one.table} BEGIN {body} END"])


def for_postgresql(one, event, found, rows=()):
    name = name_of(one, event)
    body = f"BEGIN {update('postgresql', one, found)} RETURN NULL; END"
    told = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in rows)
    each = f"REFERENCING {told} FOR EACH STATEMENT" if rows else "FOR EACH ROW"
    return Trigger(
        one.table,
        name,
        [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
            f"CREATE TRIGGER {name} AFTER {event} ON {one.table} {each} EXECUTE FUNCTION {name}()",
        ],
    )


def start(connection, apps):
    """Make the triggers."""
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor, apps):
            for sql in trigger.sql:
                cursor.execute(sql)


def stop(connection, apps):
    """Remove the triggers. SQLite makes no table anew while a trigger of another one names it."""
    with connection.cursor() as cursor:
        for table, name, _sql in triggers(connection.vendor, apps):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")

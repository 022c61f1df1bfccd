"""The time at which a conference or a statement last changed, kept by the database for every way of writing.

A statement changes with everything that its readers see: its translations, corrections and themes, and the names in it.
Saving a row writes the time; triggers do the rest. Only names of tables and columns are interpolated into SQL.
"""

from typing import NamedTuple

from django.apps import apps as global_apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CONFERENCE, SESSION, STATEMENT = "proceedings_conference", "proceedings_session", "proceedings_statement"
CO_SPEAKER, TAG = "proceedings_cospeaker", "proceedings_statement_themes"
PROFILE = "proceedings_siteprofile"
# Whole seconds, as in the field. PostgreSQL's now() is the start of the transaction, so rows that are written in the
# same transaction as the row that they belong to do not update it again.
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%S', 'now')", "postgresql": "date_trunc('second', now())"}


def this_second():
    """Return the time in whole seconds, which every dump format preserves."""
    return timezone.now().replace(microsecond=0)


# The fields that readers do not see: the order of rows, and the form of statements that are yet to be added.
UNSEEN = {"position", "statement_form"}


class ModificationTimeField(models.DateTimeField):
    """The time of the last change; not in forms and fixtures."""

    def __init__(self, **kwargs):
        super().__init__(_("modified at"), **{**kwargs, "default": this_second, "editable": False, "serialize": False})

    def deconstruct(self):
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, [], {}

    def pre_save(self, instance, add):
        setattr(instance, self.attname, this_second())
        return getattr(instance, self.attname)


class Part(NamedTuple):
    """A table whose rows belong to a row of `record`, by the foreign key `column`. Their changes count as its own."""

    record: str
    table: str
    column: str


class ShownColumns(NamedTuple):
    """Columns of `table` that rows of `record` show, and the SQL condition on these; NEW is the changed row."""

    record: str
    table: str
    columns: tuple[str, ...]
    condition: str


PARTS = [
    Part(CONFERENCE, SESSION, "conference_id"),
    Part(CONFERENCE, "proceedings_organiser", "conference_id"),
    Part(STATEMENT, "proceedings_translation", "statement_id"),
    Part(STATEMENT, "proceedings_correction", "statement_id"),
    Part(STATEMENT, CO_SPEAKER, "statement_id"),
    Part(STATEMENT, TAG, "statement_id"),
]
IN_SESSION = f"session_id IN (SELECT id FROM {SESSION} WHERE conference_id = NEW.id)"  # noqa: S608
AT_ORGANISATION = "appointment_id IN (SELECT id FROM proceedings_appointment WHERE organisation_id = NEW.id)"
BELOW = (
    f"id IN (SELECT statement_id FROM {TAG} WHERE theme_id IN (WITH RECURSIVE below(id) AS "  # noqa: S608
    "(SELECT NEW.id UNION SELECT child.id FROM proceedings_theme child JOIN below ON child.parent_id = below.id) "
    "SELECT id FROM below))"
)


def credited(condition):
    """Return the condition on statements whose first or further speaker meets a condition."""
    # A union, because PostgreSQL would use no index for two conditions that are joined by OR.
    return (
        f"id IN (SELECT id FROM {STATEMENT} WHERE {condition} "  # noqa: S608
        f"UNION ALL SELECT statement_id FROM {CO_SPEAKER} WHERE {condition})"
    )


def shown_columns(apps):
    conference = own_columns(apps.get_model("proceedings", "Conference"))
    statement = own_columns(apps.get_model("proceedings", "Statement"))
    return [
        ShownColumns(CONFERENCE, CONFERENCE, conference, "id = NEW.id"),
        ShownColumns(STATEMENT, STATEMENT, statement, "id = NEW.id"),
        ShownColumns(STATEMENT, CONFERENCE, conference, IN_SESSION),
        ShownColumns(STATEMENT, SESSION, ("conference_id", "ends_at", "starts_at", "title"), "session_id = NEW.id"),
        ShownColumns(STATEMENT, "proceedings_speaker", ("name",), credited("speaker_id = NEW.id")),
        ShownColumns(
            STATEMENT, "proceedings_appointment", ("organisation_id", "title"), credited("appointment_id = NEW.id")
        ),
        ShownColumns(STATEMENT, "proceedings_organisation", ("acronym", "name"), credited(AT_ORGANISATION)),
        ShownColumns(STATEMENT, "proceedings_theme", ("name", "parent_id"), BELOW),
    ]


def profile_columns(apps):
    """Return the ShownColumns of the profile of the site, without its logo."""
    return ShownColumns(PROFILE, PROFILE, own_columns(apps.get_model("proceedings", "SiteProfile")), "id = NEW.id")


def own_columns(model):
    """Return the columns of a model that readers see. A new position can be due to rows that they do not see."""
    fields = model._meta.concrete_fields
    seen = (field for field in fields if field.serialize and not field.primary_key and field.name not in UNSEEN)
    return tuple(sorted(field.column for field in seen))


class Trigger(NamedTuple):
    table: str
    name: str
    sql: list[str]


def triggers(vendor, apps=global_apps):
    """Return the triggers for a database vendor; `apps` are the models of a migration."""
    make = {"sqlite": for_sqlite, "postgresql": for_postgresql}[vendor]
    parts = [
        make(part, event, part_of(vendor, part, rows), rows)
        for part in PARTS
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"]))
    ]
    shown = shown_columns(apps)
    # The first migrations have no profile.
    if "siteprofile" in apps.all_models["proceedings"]:
        shown.append(profile_columns(apps))
    return parts + [make(one, f"UPDATE OF {', '.join(one.columns)}", one.condition) for one in shown]


def part_of(vendor, part, rows):
    """Return the condition on records: of one changed row on SQLite, of all rows of an SQL statement on PostgreSQL."""
    if vendor == "sqlite":
        return f"id IN ({', '.join(f'{row}.{part.column}' for row in rows)})"
    selects = (f"SELECT {part.column} FROM {row.lower()}_rows" for row in rows)  # noqa: S608
    return f"id IN ({' UNION ALL '.join(selects)})"


def name_of(one, event):
    return f"{one.table}_{event.split()[0].lower()}_modifies_{one.record.partition('_')[2]}"


def update(vendor, one, condition):
    # A row that was updated in this second is not updated again.
    return f"UPDATE {one.record} SET modified_at = {NOW[vendor]} WHERE {condition} AND modified_at < {NOW[vendor]};"  # noqa: S608


def for_sqlite(one, event, condition, _rows=()):
    name = name_of(one, event)
    body = update("sqlite", one, condition)
    return Trigger(one.table, name, [f"CREATE TRIGGER {name} AFTER {event} ON {one.table} BEGIN {body} END"])


def for_postgresql(one, event, condition, rows=()):
    name = name_of(one, event)
    body = f"BEGIN {update('postgresql', one, condition)} RETURN NULL; END"
    tables = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in rows)
    each = f"REFERENCING {tables} FOR EACH STATEMENT" if rows else "FOR EACH ROW"
    return Trigger(
        one.table,
        name,
        [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
            f"CREATE TRIGGER {name} AFTER {event} ON {one.table} {each} EXECUTE FUNCTION {name}()",
        ],
    )


def create_triggers(connection, apps, tables=None):
    """Create the triggers of these tables, or of all."""
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor, apps):
            for sql in trigger.sql if tables is None or trigger.table in tables else ():
                cursor.execute(sql)


def drop_triggers(connection, apps, tables=None):
    """Drop the triggers of these tables, or of all.

    SQLite cannot rebuild a table that a trigger of another table names.
    """
    with connection.cursor() as cursor:
        for table, name, _sql in triggers(connection.vendor, apps):
            if tables is not None and table not in tables:
                continue
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")

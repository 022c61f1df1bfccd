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
EVENTS = ("INSERT", "UPDATE", "DELETE")
# Whole seconds, as the field has them and as the database keeps its times.
NOW = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', 'now')",
    "postgresql": "date_trunc('second', clock_timestamp())",
}


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


class Touch(NamedTuple):
    """A change in a table that changes records of another; `found` is a condition on these, with the row in braces.

    Without columns new and deleted rows count as well.
    """

    target: str
    table: str
    found: str
    columns: tuple[str, ...] = ()


ON_STATEMENT = "id = {row}.statement_id"
IN_SESSION = f"session_id IN (SELECT id FROM {SESSION} WHERE conference_id = {{row}}.id)"  # noqa: S608
IN_CAPACITY = "appointment_id IN (SELECT id FROM proceedings_appointment WHERE organisation_id = {row}.id)"
BELOW = (
    f"id IN (SELECT statement_id FROM {TAG} WHERE theme_id IN (WITH RECURSIVE below(id) AS "  # noqa: S608
    "(SELECT {row}.id UNION SELECT child.id FROM proceedings_theme child JOIN below ON child.parent_id = below.id) "
    "SELECT id FROM below))"
)


def own_columns(model):
    """The columns of a row itself that readers see something of."""
    fields = model._meta.concrete_fields
    return tuple(sorted(field.column for field in fields if field.serialize and not field.primary_key))


def touches(apps):
    conference = own_columns(apps.get_model("proceedings", "Conference"))
    statement = own_columns(apps.get_model("proceedings", "Statement"))
    return [
        Touch(CONFERENCE, CONFERENCE, "id = {row}.id", conference),
        Touch(CONFERENCE, SESSION, "id = {row}.conference_id"),
        Touch(CONFERENCE, "proceedings_organiser", "id = {row}.conference_id"),
        Touch(STATEMENT, STATEMENT, "id = {row}.id", statement),
        Touch(STATEMENT, "proceedings_translation", ON_STATEMENT),
        Touch(STATEMENT, "proceedings_correction", ON_STATEMENT),
        Touch(STATEMENT, TAG, ON_STATEMENT),
        Touch(STATEMENT, CONFERENCE, IN_SESSION, conference),
        Touch(STATEMENT, SESSION, "session_id = {row}.id", ("conference_id", "title", "starts_at")),
        Touch(STATEMENT, "proceedings_speaker", "speaker_id = {row}.id", ("name",)),
        Touch(STATEMENT, "proceedings_appointment", "appointment_id = {row}.id", ("title", "organisation_id")),
        Touch(STATEMENT, "proceedings_organisation", IN_CAPACITY, ("name", "acronym")),
        Touch(STATEMENT, "proceedings_theme", BELOW, ("name", "parent_id")),
    ]


def triggers(vendor, apps=global_apps):
    """{(table, name of the trigger): the SQL statements that make it}; `apps` are a migration's models."""
    found = {}
    for touch in touches(apps):
        for event in ("UPDATE",) if touch.columns else EVENTS:
            name = f"{touch.table}_{event.lower()}_modifies_{touch.target.partition('_')[2]}"
            rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[event]
            where = " OR ".join(touch.found.format(row=row) for row in rows)
            # A row that was written a moment ago is not written again.
            update = (
                f"UPDATE {touch.target} SET modified_at = {NOW[vendor]} "  # noqa: S608
                f"WHERE ({where}) AND modified_at < {NOW[vendor]};"
            )
            of = f" OF {', '.join(touch.columns)}" if touch.columns else ""
            begin = f"CREATE TRIGGER {name} AFTER {event}{of} ON {touch.table}"
            if vendor == "sqlite":
                found[touch.table, name] = [f"{begin} BEGIN {update} END"]
            else:
                body = f"BEGIN {update} RETURN NULL; END"
                found[touch.table, name] = [
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
                    f"{begin} FOR EACH ROW EXECUTE FUNCTION {name}()",
                ]
    return found


def start(connection, apps):
    """Make the triggers."""
    with connection.cursor() as cursor:
        for statements in triggers(connection.vendor, apps).values():
            for statement in statements:
                cursor.execute(statement)


def stop(connection, apps):
    """Remove the triggers. SQLite makes no table anew while a trigger of another one names it."""
    with connection.cursor() as cursor:
        for table, name in triggers(connection.vendor, apps):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")

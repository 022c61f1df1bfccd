"""The tables of a backup, and their rows as JSON values that both databases understand.

Rows are read and written by column, without managers and `pre_save()`, so that each value is restored as it was.
"""

from datetime import date

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from proceedings.importing.loader.writing.bulk_insert import insert_tuples

# Sessions end with a restore, because they belong to the former accounts.
TEMPORARY = {"sessions.session", "usersessions.usersession"}
# Migrations fill these even in a database without a record.
SEEDED = {ContentType, Permission, Group, Group.permissions.through}
# Rows read at a time.
BATCH = 500


def saved_models():
    """Return the models whose rows are in a backup, with the tables of many-to-many relations."""
    return [model for model in all_models() if model._meta.label_lower not in TEMPORARY]


def all_models():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def columns(model):
    return [field.column for field in model._meta.concrete_fields]


def rows(model):
    """Yield the rows of a table as lists of JSON values, in the order of their keys."""
    names = [field.attname for field in model._meta.concrete_fields]
    # A plain QuerySet: no manager of a model hides rows or columns.
    for row in models.QuerySet(model).order_by("pk").values_list(*names).iterator(chunk_size=BATCH):
        yield [value.isoformat() if isinstance(value, date) else value for value in row]


def delete(model):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - a table's name


def insert(model, records):
    """Insert rows as `rows` yields them."""
    insert_tuples(model, columns(model), map(prepared(model), records))


def prepared(model):
    """Return a function from JSON values to those that the database driver takes."""
    converted = [
        (at, field)
        for at, field in enumerate(model._meta.concrete_fields)
        if isinstance(field, (models.DateField, models.JSONField))
    ]

    def values(record):
        for at, field in converted:
            record[at] = field.get_db_prep_save(field.to_python(record[at]), connection)
        return record

    return values


def first_filled():
    """Return the first model with rows, apart from those that migrations fill; None in an empty database."""
    return next((model for model in saved_models() if model not in SEEDED and models.QuerySet(model).exists()), None)

"""The index of words: which tables it covers, and its upkeep where rows do not see to it by themselves."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction

from proceedings.models.columns.term_fields import Searched, terms_fields
from proceedings.search.engines import engine
from proceedings.search.index import Index

REFERENCES = ("session_id", "speaker_id", "appointment_id")
OWN = Index(
    "proceedings_statement",
    facts=(
        *((name, "bigint") for name in REFERENCES),
        ("delivered_at", "timestamptz"),
        *((name, "text") for name in ("status", "kind", "form", "language")),
    ),
)
TRANSLATED = Index("proceedings_translation", "statement_id", facts=(("statement_id", "bigint"),))
INDEXES = (OWN, TRANSLATED)
# With fewer new rows, changing the database's schema would cost more than it saves.
MANY = 500
BATCH = 1000


def searched_models():
    return [model for model in apps.get_app_config("proceedings").get_models() if issubclass(model, Searched)]


@contextmanager
def indexed_at_once(model, count):
    """New rows of a model that are indexed when all are there, if they are many; inside a transaction."""
    index = next((index for index in INDEXES if index.table == model._meta.db_table), None)
    if index is None or count < MANY:
        yield
        return
    speaking = engine(connection.vendor)
    with connection.cursor() as cursor:
        last = speaking.before_many(cursor, index, count)
    yield
    with connection.cursor() as cursor:
        speaking.after_many(cursor, index, last)


def drifted(model):
    """The rows in steps, each a list of (terms as they should be, primary key) for those that have others."""
    fields = terms_fields(model)
    sources = sorted(set().union(*(field.sources for field in fields)))
    names = [field.name for field in fields]
    rows = model._base_manager.order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", *sources, *names, named=True)[:BATCH]):
        last = batch[-1].pk
        wanted = [([field.computed(row) for field in fields], row) for row in batch]
        differing = [([*terms, row.pk]) for terms, row in wanted if terms != [getattr(row, name) for name in names]]
        yield len(batch), differing


def broken_indexes():
    """The tables whose index is not there, is not kept, or says something else than the rows' terms."""
    with connection.cursor() as cursor:
        return [index.table for index in INDEXES if not engine(connection.vendor).is_whole(cursor, index)]


def rebuild(progress):
    """Compute all terms anew and make the index again; the number of rows whose terms were others.

    `progress` takes the rows of a model in steps, and what `drifted` yields.
    """
    speaking, changed = engine(connection.vendor), 0
    with transaction.atomic(), connection.cursor() as cursor:
        for index in INDEXES:
            speaking.before_rebuilding(cursor, index)
        for model in searched_models():
            table = connection.ops.quote_name(model._meta.db_table)
            columns = ", ".join(f"{field.column} = %s" for field in terms_fields(model))
            for differing in progress(model, drifted(model)):
                # Names of tables and columns only.
                cursor.executemany(f"UPDATE {table} SET {columns} WHERE id = %s", differing)  # noqa: S608
                changed += len(differing)
        for index in INDEXES:
            speaking.rebuild(cursor, index)
    return changed


def create_indexes():
    """Create the index of every indexed table, with its triggers, from the terms that the rows have."""
    with connection.cursor() as cursor:
        for index in INDEXES:
            engine(connection.vendor).make(cursor, index)


def drop_indexes():
    with connection.cursor() as cursor:
        for index in INDEXES:
            engine(connection.vendor).remove(cursor, index)

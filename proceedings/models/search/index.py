"""The search index: the tables that it covers, bulk loading, rebuilding and checking."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, transaction

from proceedings.models.columns.term_fields import SearchedModel, terms_fields
from proceedings.search.engines import engine

from .facts import INDEXES, OWN

# With fewer new rows, dropping and creating the triggers would cost more than it saves.
MANY = 500
BATCH = 1000


def indexed_models():
    return [model for model in apps.get_app_config("proceedings").get_models() if issubclass(model, SearchedModel)]


@contextmanager
def deferred_indexing(model, count):
    """Index many new rows of a model at the end of the block; call it inside a transaction."""
    index = next((index for index in INDEXES if index.table == model._meta.db_table), None)
    if index is None or count < MANY:
        yield
        return
    module = engine(connection.vendor)
    with connection.cursor() as cursor:
        last = module.before_many(cursor, index, count)
    yield
    with connection.cursor() as cursor:
        module.after_many(cursor, index, last)


def drifted(model):
    """Yield (number of rows checked, [[*correct terms, primary key] of rows with other terms]) step by step."""
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


def broken_indexes(*, thorough=False):
    """Return the tables whose index is missing, not maintained, or different from the terms of the rows.

    Segments are compared only if `thorough`, because that takes as long as making them.
    """
    # Segments need numpy, which takes a tenth of the start of a command.
    from .segments.compaction import differing_segments

    with connection.cursor() as cursor:
        broken = [index.table for index in INDEXES if not engine(connection.vendor).is_whole(cursor, index)]
    return broken or ([OWN.table] if thorough and list(differing_segments()) else [])


def rebuild(progress):
    """Compute all terms again and rebuild the index. Return the number of rows whose terms were different.

    `progress` takes a model and the steps of `drifted`, and yields its lists.
    """
    from .segments.compaction import compact

    module, changed = engine(connection.vendor), 0
    with transaction.atomic(), connection.cursor() as cursor:
        for index in INDEXES:
            module.before_rebuilding(cursor, index)
        for model in indexed_models():
            table = connection.ops.quote_name(model._meta.db_table)
            columns = ", ".join(f"{field.column} = %s" for field in terms_fields(model))
            for differing in progress(model, drifted(model)):
                # Only names of tables and columns are interpolated.
                cursor.executemany(f"UPDATE {table} SET {columns} WHERE id = %s", differing)  # noqa: S608
                changed += len(differing)
        for index in INDEXES:
            module.rebuild(cursor, index)
    compact(enough=0)
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

"""Insert rows as fast as the database driver takes them.

`bulk_create` spends 60 microseconds on each row of a wide table, mostly on SQL for every value. On SQLite, one
statement for many rows, executed repeatedly, takes a tenth of that; on PostgreSQL, COPY does not wait for an answer to
each statement.
"""

import inspect
from itertools import chain
from operator import itemgetter

from django.db import connection, models
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute

from proceedings.batches import chunks
from proceedings.models.columns.modification_times import ModificationTimeField, this_second
from proceedings.models.columns.term_fields import TermsField

PLAIN_DESCRIPTORS = {DeferredAttribute, ForeignKeyDeferredAttribute}
# Dates and times compute a value only with auto_now or auto_now_add; see is_plain.
PLAIN_PRE_SAVES = {models.Field.pre_save, models.DateTimeField.pre_save, models.DateField.pre_save}
PLAIN = {str, int, float, bool, type(None)}


def insert(model, instances, terms=None):
    """Insert new instances with their primary keys. `terms` has a list of the search terms of each, if known."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    insert_tuples(model, [field.column for field in fields], prepared_rows(fields, instances, terms))


def insert_tuples(model, columns, rows):
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        # Only names of tables and columns are interpolated.
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            insert_many(cursor, f"INSERT INTO {into} VALUES", len(columns), rows)


def insert_many(cursor, beginning, width, rows):
    """Insert the rows in statements with as many values as the database allows, and the rest in a last one."""
    size = max(1, connection.features.max_query_params // width)
    places = f"({', '.join(['%s'] * width)})"
    rest = []

    def portions():
        for some in chunks(rows, size):
            if len(some) == size:
                yield tuple(chain.from_iterable(some))
            else:
                rest.extend(some)

    cursor.executemany(f"{beginning} {', '.join([places] * size)}", portions())
    if rest:
        cursor.execute(f"{beginning} {', '.join([places] * len(rest))}", tuple(chain.from_iterable(rest)))


def prepared_rows(fields, instances, terms=None):
    """Return the values that saving the instances would pass to the driver, a tuple for each.

    `terms` are the values of the term fields of each instance; if it is None, they are computed.
    """
    values_of = itemgetter(*(field.attname for field in fields))
    columns = zip(*map(values_of, map(vars, instances)), strict=True)
    known_terms = zip(*terms, strict=True) if terms else None
    # All instances get the same modification time.
    now = this_second()

    def saved(field, values):
        if isinstance(field, ModificationTimeField):
            return [now] * len(instances)
        if known_terms and isinstance(field, TermsField):
            return next(known_terms)
        return values if is_plain(field) else [field.pre_save(instance, add=True) for instance in instances]

    prepared = (prepared_values(field, saved(field, values)) for field, values in zip(fields, columns, strict=True))
    return zip(*prepared, strict=True)


def prepared_values(field, values):
    """Return the values of a column as the driver takes them; most values need no conversion."""
    if PLAIN.issuperset(map(type, values)):
        return values
    others = {value for value in values if type(value) not in PLAIN}
    prepared = {value: field.get_db_prep_save(value, connection) for value in others}
    return [value if type(value) in PLAIN else prepared[value] for value in values]


def is_plain(field):
    """Return whether saving writes the attribute of the instance unchanged."""
    descriptor = inspect.getattr_static(field.model, field.attname)
    is_clock = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return type(descriptor) in PLAIN_DESCRIPTORS and type(field).pre_save in PLAIN_PRE_SAVES and not is_clock

"""Write new and changed rows in bulk, each after the rows that it refers to."""

from collections import defaultdict

from django.db import connection
from django.db.models import F, Max

from proceedings.batches import chunks
from proceedings.models.history import CHANGED, CREATED, record_versions
from proceedings.models.search.index import MANY, deferred_indexing

from .bulk_insert import insert, insert_tuples
from .model_fields import nouns
from .references import stored_keys

# Large enough to make the cost of a call negligible, small enough for a progress bar to move.
BATCH = 2000


def lock_tables():
    """Keep others from writing until the transaction ends. On SQLite the transaction already began with that lock."""
    if connection.vendor == "postgresql":
        tables = [model._meta.db_table for noun in nouns() for model in [noun.model, *through_models(noun)]]
        with connection.cursor() as cursor:
            names = ", ".join(map(connection.ops.quote_name, tables))
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def update_statistics(noun):
    """Update PostgreSQL's statistics: until autovacuum runs, minutes later, it plans for the former number of rows."""
    if connection.vendor == "postgresql":
        tables = ", ".join(
            connection.ops.quote_name(model._meta.db_table) for model in [noun.model, *through_models(noun)]
        )
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def through_models(noun):
    return [column.field.remote_field.through for column in noun.columns.values() if column.many]


class Writer:
    """Writes comparisons one after another, and knows the primary key of each new row.

    `by` and `why` are the user and the reason in the history.
    """

    def __init__(self, *, by=None, why=""):
        self.by, self.why = by, why
        self.made = {}

    def real_pk(self, pk):
        return self.made.get(pk, pk)

    def write(self, comparison):
        """Write the rows of a Comparison. Yield once for each row."""
        noun = comparison.noun
        self.make_room(comparison)
        pending = []
        for rows in chunks(comparison.updated, BATCH):
            self.set_references(noun, rows, pending)
            if comparison.changed:
                self.upsert(noun, [row.instance for row in rows], comparison.changed)
            yield from rows
        with deferred_indexing(noun.model, len(comparison.created)):
            for rows in chunks(comparison.created, BATCH):
                self.set_references(noun, rows, pending)
                insert(noun.model, [row.instance for row in rows])
                yield from rows
        self.set_primary_keys(noun, comparison.created)
        for attname in {attname for _instance, attname, _pk in pending}:
            self.set_pending_references(
                noun, attname, [(instance, pk) for instance, name, pk in pending if name == attname]
            )
        for rows in chunks([*comparison.updated, *comparison.created], BATCH):
            self.write_links(rows)
        self.write_history(noun, comparison.created, CREATED)
        self.write_history(noun, comparison.updated, CHANGED)
        if len(comparison.created) >= MANY:
            update_statistics(noun)

    def write_history(self, noun, rows, kind):
        for some in chunks(rows, BATCH):
            written = noun.rows.filter(pk__in=[row.instance.pk for row in some])
            record_versions(written, by=self.by, why=self.why, kind=kind)

    def set_primary_keys(self, noun, rows):
        """Set the primary keys that the database gave to new rows."""
        if not rows:
            return
        for row, pk in stored_keys(noun, {row.ref.key: row for row in rows}):
            self.made[row.ref.id] = row.instance.pk = pk

    def set_references(self, noun, rows, pending):
        """Replace the provisional numbers of new rows. References to rows not written yet are appended to `pending`."""
        attnames = [column.attname for column in noun.references]
        for row in rows:
            # Writing to the dictionary avoids the descriptors, which are slow; there are no cached rows to update.
            values = vars(row.instance)
            for attname in attnames:
                pk = values[attname]
                if pk is not None and pk < 0:
                    values[attname] = self.made.get(pk)
                    if pk not in self.made:
                        pending.append((row.instance, attname, pk))

    def set_pending_references(self, noun, attname, pending):
        for chunk in chunks(pending, BATCH):
            for instance, pk in chunk:
                setattr(instance, attname, self.made[pk])
            self.upsert(noun, [instance for instance, _pk in chunk], {attname})

    def upsert(self, noun, instances, attnames):
        """Update many rows by one INSERT … ON CONFLICT; bulk_update would write a CASE for each value."""
        noun.model._base_manager.bulk_create(
            instances, update_conflicts=True, unique_fields=["pk"], update_fields=sorted({*attnames, *noun.computed})
        )

    def make_room(self, comparison):
        """Move rows that change their position out of each other's way, so that two can swap."""
        for *_group, last in comparison.noun.numbered:
            if not comparison.changed & {*_group, last}:
                continue
            # All of them are moved, so the position of all of them is written again.
            comparison.changed.add(last)
            highest = comparison.noun.rows.aggregate(highest=Max(last))["highest"] or 0
            beyond = max([highest, *(getattr(row.instance, last) for row in comparison.rows)]) + 1
            for rows in chunks(comparison.updated):
                moved = comparison.noun.rows.filter(pk__in=[row.ref.id for row in rows])
                moved.update(**{last: F(last) + beyond})

    def write_links(self, rows):
        """Add and remove the rows of many-to-many relations."""
        added, removed = defaultdict(list), defaultdict(list)
        for row in rows:
            for at, column in row.shape.many:
                wanted = {self.real_pk(ref.id) for ref in row.values[at]}
                had = set() if row.is_new else row.had.get(column, wanted)
                added[column] += [(row.instance.pk, pk) for pk in wanted - had]
                removed[column] += [(row.instance.pk, pk) for pk in had - wanted]
        for column, pairs in added.items():
            through, source, target = through_columns(column)
            insert_tuples(through, [through._meta.get_field(name).column for name in (source, target)], pairs)
        for column, pairs in removed.items():
            through, source, target = through_columns(column)
            for chunk in chunks(pairs):
                stored = through._base_manager.filter(**{f"{source}__in": {one for one, _other in chunk}})
                gone = set(chunk)
                pks = [pk for pk, *pair in stored.values_list("pk", source, target) if tuple(pair) in gone]
                for some in chunks(pks):
                    through._base_manager.filter(pk__in=some).delete()


def through_columns(column):
    """Return the through model of a many-to-many column and the names of its two foreign keys."""
    through = column.field.remote_field.through
    return through, f"{column.field.m2m_field_name()}_id", f"{column.field.m2m_reverse_field_name()}_id"

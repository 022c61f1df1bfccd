"""Write new and changed rows in bulk, each after the rows that it refers to."""

from collections import defaultdict

from django.db import connection
from django.db.models import F, Max

from proceedings.batches import chunks
from proceedings.importing.loader.model_fields import nouns
from proceedings.models.co_speaker import CoSpeaker
from proceedings.models.columns.term_fields import terms_fields
from proceedings.models.counts.deferral import deferred_counting
from proceedings.models.history import CHANGED, CREATED, record_versions
from proceedings.models.search.index import deferred_indexing

from .bulk_insert import insert, insert_tuples
from .primary_keys import PrimaryKeys
from .row_triggers import deferred_triggers

# Large enough to make the cost of a call negligible, small enough for a progress bar to move.
BATCH = 2000
# PostgreSQL's autovacuum updates statistics after this many new rows plus this share of the table.
MOST_UNANALYSED, SHARE_UNANALYSED = 50, 0.1


def lock_tables():
    """Keep others from writing until the transaction ends. On SQLite, a transaction begins with this lock."""
    if connection.vendor == "postgresql":
        tables = [model._meta.db_table for noun in nouns() for model in [noun.model, *through_models(noun)]]
        with connection.cursor() as cursor:
            names = ", ".join(map(connection.ops.quote_name, tables))
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def update_statistics(number, model, *tables):
    """Update PostgreSQL's statistics of tables if a model got so many new rows that autovacuum will do so.

    Autovacuum comes minutes later, and until then PostgreSQL plans queries for the former number of rows. `tables` are
    SQL, with columns.
    """
    if connection.vendor != "postgresql" or number < MOST_UNANALYSED:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
        if number >= MOST_UNANALYSED + SHARE_UNANALYSED * cursor.fetchone()[0]:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def columns_in_queries(model):
    """Return the SQL of a table and its columns without terms, whose statistics take long to compute."""
    quote, terms = connection.ops.quote_name, terms_fields(model)
    columns = [quote(field.column) for field in model._meta.concrete_fields if field not in terms]
    return f"{quote(model._meta.db_table)} ({', '.join(columns)})"


def through_models(noun):
    return [column.field.remote_field.through for column in noun.columns.values() if column.many]


class Writer:
    """Writes comparisons one after another.

    `by` and `why` are the user and the reason in the history; `terms` is the TermWorker that has the terms of new rows.
    """

    def __init__(self, *, by=None, why="", terms=None):
        self.by, self.why, self.terms = by, why, terms
        self.keys = PrimaryKeys()

    def write(self, comparison):
        """Write the rows of a Comparison. Yield once for each row."""
        noun, created = comparison.noun, comparison.created
        self.make_room(comparison)
        self.release_speakers(comparison)
        first = self.keys.reserve(noun, created) if created else 0
        for rows in chunks(comparison.updated, BATCH):
            instances = self.instances(noun, rows)
            if comparison.changed:
                self.upsert(noun, instances, comparison.changed)
            self.write_links(rows)
            yield from rows
            self.write_history(noun, CHANGED, pk__in=[instance.pk for instance in instances])
        many = noun.model, len(created)
        with deferred_triggers(noun.model, through_models(noun), len(created)):
            with deferred_counting(*many, first), deferred_indexing(*many):
                for rows in chunks(created, BATCH):
                    instances = self.instances(noun, rows)
                    terms = self.terms and terms_fields(noun.model) and self.terms.fetch(noun.model)
                    insert(noun.model, instances, terms)
                    # New rows are indexed with their links.
                    self.write_links(rows)
                    yield from rows
                # Later queries read all new rows, and need plans for this many.
                update_statistics(
                    len(created), noun.model, *map(columns_in_queries, [noun.model, *through_models(noun)])
                )
            if created:
                # The tables are locked, so all rows from `first` on are ours.
                self.write_history(noun, CREATED, pk__gte=first)
                versions = noun.model.history.model
                # Otherwise all versions would be read to find the one before another.
                update_statistics(len(created), versions, f'"{versions._meta.db_table}" (id, history_id)')

    def write_history(self, noun, kind, **written):
        record_versions(noun.rows.filter(**written), by=self.by, why=self.why, kind=kind)

    def instances(self, noun, rows):
        """Return the instances of rows with primary keys in place of the provisional numbers of new rows."""
        instances = [row.instance for row in rows]
        targets = [(column.attname, column.target) for column in noun.references]
        for row, instance in zip(rows, instances, strict=True):
            # Writing to the dictionary avoids the descriptors, which are slow; there are no cached rows to update.
            values = vars(instance)
            values[noun.model._meta.pk.attname] = self.keys.of(noun, row.ref.id)
            for attname, target in targets:
                number = values[attname]
                if number is not None and number < 0:
                    values[attname] = self.keys.of(target, number)
        return instances

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
            # All updated rows are moved, so all their positions must be written again.
            comparison.changed.add(last)
            highest = comparison.noun.rows.aggregate(highest=Max(last))["highest"] or 0
            beyond = max([highest, *(getattr(row.instance, last) for row in comparison.rows)]) + 1
            for rows in chunks(comparison.updated):
                moved = comparison.noun.rows.filter(pk__in=[row.ref.id for row in rows])
                moved.update(**{last: F(last) + beyond})

    def release_speakers(self, comparison):
        """Empty the speakers of changed CoSpeaker rows, so that two speakers of a statement can swap."""
        if comparison.noun.model is not CoSpeaker or "speaker_id" not in comparison.changed:
            return
        # A row without a speaker needs a label. All of these columns are written again.
        comparison.changed |= {"appointment_id", "label"}
        for rows in chunks(comparison.updated):
            changing = comparison.noun.rows.filter(pk__in=[row.ref.id for row in rows])
            changing.update(speaker=None, appointment=None, label="-")

    def write_links(self, rows):
        """Add and remove the rows of many-to-many relations."""
        added, removed = defaultdict(list), defaultdict(list)
        for row in rows if rows and rows[0].ref.noun.has_many else ():
            pk = self.keys.of(row.ref.noun, row.ref.id)
            for column, refs in row.links:
                if row.is_new:
                    added[column] += [(pk, self.keys.of(column.target, ref.id)) for ref in refs]
                    continue
                wanted = {self.keys.of(column.target, ref.id) for ref in refs}
                had = row.had.get(column, wanted)
                added[column] += [(pk, other) for other in wanted.difference(had)]
                removed[column] += [(pk, other) for other in set(had) - wanted]
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

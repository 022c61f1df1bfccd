"""New and changed rows into the database, in bulk, each after those that it refers to."""

from collections import defaultdict

from django.db import connection
from django.db.models import F, Max

from proceedings.batches import chunks
from proceedings.models.history import CHANGED, CREATED, record
from proceedings.models.search.index import MANY, indexed_at_once

from .bulk_insert import insert, insert_tuples
from .model_fields import nouns
from .references import stored_keys

# Large enough that the cost of a call does not show, small enough for a progress bar to move.
BATCH = 2000


def lock():
    """Let nobody write between the comparison and the end; on SQLite the transaction has begun with that lock."""
    if connection.vendor == "postgresql":
        tables = [model._meta.db_table for noun in nouns() for model in [noun.model, *throughs(noun)]]
        with connection.cursor() as cursor:
            names = ", ".join(map(connection.ops.quote_name, tables))
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def count_anew(noun):
    """Let PostgreSQL see how many rows there are: until its own round, minutes later, it plans for those of before."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in [noun.model, *throughs(noun)])
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def throughs(noun):
    return [column.field.remote_field.through for column in noun.columns.values() if column.many]


class Writer:
    """Writes comparisons one after another, and knows which number each new row got in the end.

    The versions that it leaves in the history are by this user and for this reason.
    """

    def __init__(self, *, by=None, why=""):
        self.by, self.why = by, why
        self.made = {}

    def final(self, pk):
        return self.made.get(pk, pk)

    def write(self, comparison):
        """Yield once for each row."""
        noun = comparison.noun
        self.make_room(comparison)
        pending = []
        for rows in chunks(comparison.updated, BATCH):
            self.point(noun, rows, pending)
            if comparison.changed:
                self.upsert(noun, [row.instance for row in rows], comparison.changed)
            yield from rows
        with indexed_at_once(noun.model, len(comparison.created)):
            for rows in chunks(comparison.created, BATCH):
                self.point(noun, rows, pending)
                insert(noun.model, [row.instance for row in rows])
                yield from rows
        self.ask_keys(noun, comparison.created)
        for attname in {attname for _instance, attname, _pk in pending}:
            self.point_back(noun, attname, [(instance, pk) for instance, name, pk in pending if name == attname])
        for rows in chunks([*comparison.updated, *comparison.created], BATCH):
            self.link(rows)
        self.remember(noun, comparison.created, CREATED)
        self.remember(noun, comparison.updated, CHANGED)
        if len(comparison.created) >= MANY:
            count_anew(noun)

    def remember(self, noun, rows, kind):
        for some in chunks(rows, BATCH):
            written = noun.rows.filter(pk__in=[row.instance.pk for row in some])
            record(written, by=self.by, why=self.why, kind=kind)

    def ask_keys(self, noun, rows):
        """Look up the primary keys that the database gave to new rows."""
        if not rows:
            return
        for row, pk in stored_keys(noun, {row.ref.key: row for row in rows}):
            self.made[row.ref.id] = row.instance.pk = pk

    def point(self, noun, rows, pending):
        """Replace the numbers that new rows go by; a row of the same noun that is not there yet is left for later."""
        attnames = [column.attname for column in noun.references]
        for row in rows:
            # Numbers only, no rows that an instance could remember: past the descriptors, which take their time.
            values = vars(row.instance)
            for attname in attnames:
                pk = values[attname]
                if pk is not None and pk < 0:
                    values[attname] = self.made.get(pk)
                    if pk not in self.made:
                        pending.append((row.instance, attname, pk))

    def point_back(self, noun, attname, pending):
        for chunk in chunks(pending, BATCH):
            for instance, pk in chunk:
                setattr(instance, attname, self.made[pk])
            self.upsert(noun, [instance for instance, _pk in chunk], {attname})

    def upsert(self, noun, instances, attnames):
        """One INSERT … ON CONFLICT for many rows, where bulk_update would write a CASE for each value."""
        noun.model._base_manager.bulk_create(
            instances, update_conflicts=True, unique_fields=["pk"], update_fields=sorted({*attnames, *noun.computed})
        )

    def make_room(self, comparison):
        """Move rows that change places out of each other's way, so that two can swap."""
        for *_group, last in comparison.noun.numbered:
            if not comparison.changed & {*_group, last}:
                continue
            # All of them are moved, so all of them are given their own place again.
            comparison.changed.add(last)
            highest = comparison.noun.rows.aggregate(highest=Max(last))["highest"] or 0
            beyond = max([highest, *(getattr(row.instance, last) for row in comparison.rows)]) + 1
            for rows in chunks(comparison.updated):
                moved = comparison.noun.rows.filter(pk__in=[row.ref.id for row in rows])
                moved.update(**{last: F(last) + beyond})

    def link(self, rows):
        """Write what is new in the columns of many, and remove what the file has no more."""
        added, removed = defaultdict(list), defaultdict(list)
        for row in rows:
            for at, column in row.shape.many:
                wanted = {self.final(ref.id) for ref in row.values[at]}
                had = set() if row.is_new else row.had.get(column, wanted)
                added[column] += [(row.instance.pk, pk) for pk in wanted - had]
                removed[column] += [(row.instance.pk, pk) for pk in had - wanted]
        for column, pairs in added.items():
            through, source, target = through_of(column)
            insert_tuples(through, [through._meta.get_field(name).column for name in (source, target)], pairs)
        for column, pairs in removed.items():
            through, source, target = through_of(column)
            for chunk in chunks(pairs):
                stored = through._base_manager.filter(**{f"{source}__in": {one for one, _other in chunk}})
                gone = set(chunk)
                pks = [pk for pk, *pair in stored.values_list("pk", source, target) if tuple(pair) in gone]
                for some in chunks(pks):
                    through._base_manager.filter(pk__in=some).delete()


def through_of(column):
    """The model between, and the names of its two columns."""
    through = column.field.remote_field.through
    return through, f"{column.field.m2m_field_name()}_id", f"{column.field.m2m_reverse_field_name()}_id"

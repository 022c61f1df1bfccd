"""The rows of a load. The values and the instances of large loads are in a temporary file, not in memory."""

from django.db.models.base import ModelState

from .errors import Problem
from .model_fields import row_title
from .spool import Spool

# The most rows of a load, and instances of a noun, that stay in memory. A gigabyte would hold ten times as many.
MOST_KEPT = 50_000
# Attributes of an instance that are no longer needed when it is complete.
USED = ("_state", "stated", "native_names")


class RowStore:
    """Values and instances of rows in a temporary file, addressed by their place in it."""

    def __init__(self, references):
        self.references = references
        self.spool = Spool()
        # The names of the attributes of the instances of each noun, in order.
        self.names = {}
        # {place: links} of the instances that have been read since.
        self.links_read = {}

    def put_values(self, shape, values):
        plain = list(values)
        for at, column in (*shape.references, *shape.many):
            if values[at] is not None:
                plain[at] = [ref.index for ref in values[at]] if column.many else values[at].index
        return self.spool.append(plain)

    def values(self, shape, place):
        values, by_index = self.spool.read(place), self.references.by_index
        for at, _column in shape.references:
            if values[at] is not None:
                values[at] = by_index[values[at]]
        for at, _column in shape.many:
            values[at] = tuple(by_index[index] for index in values[at])
        return tuple(values)

    def put_instance(self, noun, instance, links):
        """Return the place of a new instance with its links, or None if its attributes differ from those before."""
        state = {name: value for name, value in vars(instance).items() if name not in USED}
        if tuple(state) != self.names.setdefault(noun, tuple(state)):
            return None
        return self.spool.append((list(state.values()), [[ref.index for ref in refs] for _column, refs in links]))

    def instance(self, noun, place):
        state, links = self.spool.read(place)
        if links:
            self.links_read[place] = links
        instance = noun.model.__new__(noun.model)
        vars(instance).update(zip(self.names[noun], state, strict=True), _state=ModelState())
        return instance

    def links(self, place):
        """Return the references of each many-to-many column of an instance."""
        links = self.links_read.pop(place, None) or self.spool.read(place)[1]
        return [[self.references.by_index[index] for index in indexes] for indexes in links]


class Row:
    """A record that has been read.

    `values` are in the order of the columns of `shape`. A broken row has a problem and can only be referred to.
    `instance` is set once the row is known to be new or changed; `had` then has the stored ids of its many-to-many
    columns, and `changes` is a list of (field name, old, new) if the comparison explains itself.

    The values and the instance of a row in a RowStore are read from the file at each access, so changes to them are
    lost. When the instance is in the store, only the links are left of the values.
    """

    __slots__ = ("broken", "changes", "had", "kept_instance", "kept_values", "ref", "shape", "store")

    def __init__(self, ref, shape, values, broken):
        self.ref = ref
        self.shape = shape
        self.store = None
        self.kept_values = values
        self.broken = broken
        self.kept_instance = None
        self.had = None
        self.changes = ()

    def __str__(self):
        return row_title(self.ref.noun, self.ref.key)

    @property
    def values(self):
        kept = self.kept_values
        return self.store.values(self.shape, kept) if type(kept) is int else kept

    @values.setter
    def values(self, values):
        self.kept_values = values

    @property
    def instance(self):
        kept = self.kept_instance
        return self.store.instance(self.ref.noun, kept) if type(kept) is int else kept

    @instance.setter
    def instance(self, instance):
        self.kept_instance = instance

    @property
    def links(self):
        """The many-to-many columns, each with its references: [(column, references)]."""
        columns, kept = [column for _at, column in self.shape.many], self.kept_instance
        if type(kept) is int:
            return list(zip(columns, self.store.links(kept), strict=True)) if columns else []
        values = self.values if columns else ()
        return [(column, values[at]) for at, column in self.shape.many]

    @property
    def place(self):
        return self.ref.place

    @property
    def is_new(self):
        return self.ref.id < 0

    def store_values(self, store):
        self.store = store
        self.kept_values = store.put_values(self.shape, self.kept_values)

    def store_instance(self, store):
        # A row that could not be read has no instance.
        if self.kept_instance is None:
            return
        place = store.put_instance(self.ref.noun, self.kept_instance, self.links)
        if place is not None:
            self.store = store
            self.kept_instance, self.kept_values = place, None

    def problem(self, message, field="", **more):
        self.broken = True
        text = f"{field}: {message}" if field else message
        return Problem(self.place, str(self), text, field, **more)

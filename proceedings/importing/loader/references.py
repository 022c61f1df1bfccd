"""Resolve natural keys to rows in the files or in the database."""

from itertools import count

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import KEYS, chunks
from proceedings.models.former_address import AddressedNoun, FormerAddress

from .errors import Place, did_you_mean
from .model_fields import key_text, nouns
from .nearest import nearest_name
from .values import as_written, validate_storable

# Longer lists of suggestions are no help.
MAX_SUGGESTIONS = 3
# Slugs that one query can name.
FEW_SLUGS = KEYS
# The bits of `Reference.at` that hold the line.
LINE = 32


class IncompleteKeyError(ValidationError):
    """A reference with too few or too many parts. `hint` is a function, called only when the error is printed."""

    def __init__(self, message, hint):
        super().__init__(message)
        self.hint = hint


class Reference:
    """A natural key of a noun.

    `id` is the primary key of the row in the database, a negative number for a row to be created, or None if no row has
    the key. `place` is where the row is defined in the files.
    """

    __slots__ = ("at", "file", "id", "index", "key", "noun")

    def __init__(self, noun, key, index):
        self.noun = noun
        self.key = key
        self.id = None
        # The index among all references.
        self.index = index
        # `at` packs the number of the record and its line into one integer, to save memory.
        self.file = self.at = None

    def __str__(self):
        return key_text(self.key)

    @property
    def place(self):
        return None if self.file is None else Place(self.file, self.at >> LINE, self.at & ((1 << LINE) - 1))

    @place.setter
    def place(self, place):
        # There are millions of references, and a tuple for each would take as much memory again.
        self.file = place.file
        self.at = place.number << LINE | place.line


class References:
    """All keys in the files, each once."""

    def __init__(self):
        self.by_key = {noun: {} for noun in nouns()}
        self.by_index = []
        self.by_id = {}
        self.all_keys = {}
        # Whether a row was found for every key.
        self.are_resolved = False
        # {(noun, former slug): present slug}
        self.former = {}

    def to(self, noun, key):
        known = self.by_key[noun]
        ref = known.get(key)
        if ref is None:
            ref = known[key] = Reference(noun, key, len(self.by_index))
            self.by_index.append(ref)
        return ref

    def parse(self, noun, value):
        """Return the Reference of a value in a file. Raise ValidationError with the remedy."""
        if type(value) is list:
            try:
                return self.by_key[noun][tuple(value)]
            except (KeyError, TypeError):
                # A new key, or not a reference at all.
                pass
        length = len(noun.key_paths)
        if isinstance(value, str | int) and length == 1:
            raise ValidationError(_("write the reference as a list: [%s].") % value)
        if not isinstance(value, list):
            raise ValidationError(self.form(noun))
        wrong = next((part for part in value if not isinstance(part, str)), None)
        if wrong is not None:
            raise ValidationError(_('the parts of a reference are text; put this in quotes: "%s".') % as_written(wrong))
        if len(value) != length:
            raise IncompleteKeyError(self.form(noun), hint=lambda: self.whole_keys(noun, tuple(value)))
        for part in value:
            validate_storable(part)
        return self.to(noun, tuple(value))

    def form(self, noun):
        parts = ", ".join(path.replace("__", " ") for path in noun.key_paths)
        return _("a reference here is a list: [%s].") % parts

    def resolve(self, rows):
        """Set the id of every reference, in a few queries per thousand keys. `rows` are those of the files, by noun.

        The provisional numbers of the new rows of a noun follow each other, in the order of the files.
        """
        provisional = count(-1, -1)
        for noun, known in self.by_key.items():
            if not known:
                continue
            for ref, pk in stored_keys(noun, known):
                ref.id = pk
            for row in rows[noun]:
                if row.ref.id is None:
                    row.ref.id = next(provisional)
        for noun, known in self.by_key.items():
            name = noun.model._meta.model_name
            slugs = (
                [key[0] for key, ref in known.items() if ref.id is None or ref.id < 0] if name in AddressedNoun else ()
            )
            self.former |= {(name, slug): target for slug, target in former_addresses(name, slugs)}
        self.are_resolved = all(ref.id is not None for ref in self.by_index)

    def present_slug(self, ref):
        """Return the present slug of a row that had this key before it was renamed or merged, or None."""
        return self.former.get((ref.noun.model._meta.model_name, ref.key[0])) if self.former else None

    def keys(self, noun):
        """Return all keys of a noun in the files and in the database."""
        if noun not in self.all_keys:
            keys = {key for key, known in self.by_key[noun].items() if known.place}
            self.all_keys[noun] = keys | set(noun.rows.values_list(*noun.key_paths).iterator())
        return self.all_keys[noun]

    def did_you_mean_for(self, ref):
        """Return a hint with the present key of the row, or with the nearest key."""
        if slug := self.present_slug(ref):
            return " " + _('It is now "%s": use that.') % slug
        return did_you_mean(nearest_name(key_text(ref.key), map(key_text, self.keys(ref.noun))))

    def whole_keys(self, noun, part):
        """Return a hint with the full keys that end in this part."""
        keys = sorted(key_text(key) for key in self.keys(noun) if part and part == key[-len(part) :])
        return did_you_mean(_(" or ").join(keys[:MAX_SUGGESTIONS]))

    def key_of(self, noun, pk):
        """Return the key of a row as a fixture writes it."""
        if noun not in self.by_id:
            self.by_id[noun] = {ref.id: ref.key for ref in self.by_key[noun].values()}
        known = self.by_id[noun]
        if pk not in known:
            known[pk] = noun.rows.values_list(*noun.key_paths).get(pk=pk)
        return key_text(known[pk])


def former_addresses(noun, slugs):
    """Yield (former slug, present slug) for the slugs that are former ones."""
    rows = FormerAddress.objects.filter(noun=noun).order_by()
    # Most records have fewer former addresses than a large load has slugs, so they are read whole.
    if len(slugs) > FEW_SLUGS and rows[: len(slugs) + 1].count() <= len(slugs):
        wanted = set(slugs)
        yield from (pair for pair in rows.values_list("slug", "target") if pair[0] in wanted)
        return
    for some in chunks(slugs):
        yield from rows.filter(slug__in=some).values_list("slug", "target")


def stored_keys(noun, known):
    """Yield (value, primary key) for the rows in the database whose keys `known` has."""
    wanted = noun.rows.values_list(*noun.key_paths, "pk")
    queries = [wanted]
    # A table that is not much longer than the list is read whole, which is faster than naming the keys. Only so many
    # rows are counted: counting a long table means reading it.
    longest = 2 * len(known)
    if noun.rows[: longest + 1].count() > longest:
        queries = (wanted.filter(**named(noun, keys)) for keys in chunks(known, KEYS // len(noun.key_paths)))
    for query in queries:
        for *key, pk in query.iterator():
            if (value := known.get(tuple(key))) is not None:
                yield value, pk


def named(noun, keys):
    """The conditions for rows with one of the keys, or at least with parts from the keys, so that an index is used."""
    parts = zip(noun.key_paths, zip(*keys, strict=True), strict=True)
    return {f"{path}__in": set(values) for path, values in parts}

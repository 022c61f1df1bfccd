"""Natural keys, and the rows that they name: in the files, in the database, or nowhere."""

from itertools import count

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models.former_address import FormerAddress

from .errors import did_you_mean
from .model_fields import nouns, written
from .nearest import Nearest
from .values import as_written, validate_storable

# More keys than these help nobody to choose.
SHOWN = 3


class HalfAKeyError(ValidationError):
    """A reference with too few or too many parts; its `hint` is looked for only when printed."""

    def __init__(self, message, hint):
        super().__init__(message)
        self.hint = hint


class Reference:
    """A natural key of a noun.

    `id` is the primary key of the row in the database, or a negative number for a row that the load will create, or
    None for a key that names nothing. `place` is where the files have the row itself.
    """

    __slots__ = ("id", "key", "noun", "place")

    def __init__(self, noun, key):
        self.noun = noun
        self.key = key
        self.id = None
        self.place = None

    def __str__(self):
        return written(self.key)


class References:
    """Every key that the files name, each once."""

    def __init__(self):
        self.by_key = {noun: {} for noun in nouns()}
        self.by_id = {}
        self.all_keys = {}
        self.nearest = {}
        # {(noun, former slug): present slug}
        self.former = {}

    def to(self, noun, key):
        known = self.by_key[noun]
        if key not in known:
            known[key] = Reference(noun, key)
        return known[key]

    def parse(self, noun, value):
        """The reference that a file's value means; raises ValidationError with a remedy."""
        if type(value) is list:
            try:
                return self.by_key[noun][tuple(value)]
            except (KeyError, TypeError):
                # Seen for the first time, or no reference at all.
                pass
        length = len(noun.key_paths)
        if isinstance(value, str | int) and length == 1:
            raise ValidationError(_("write the reference as a list: [%s].") % value)
        if not isinstance(value, list):
            raise ValidationError(self.form(noun))
        wrong = next((part for part in value if not isinstance(part, str)), None)
        if wrong is not None:
            raise ValidationError(_('a reference has words only; put it in quotes: "%s".') % as_written(wrong))
        if len(value) != length:
            raise HalfAKeyError(self.form(noun), hint=lambda: self.whole(noun, tuple(value)))
        for part in value:
            validate_storable(part)
        return self.to(noun, tuple(value))

    def form(self, noun):
        parts = ", ".join(path.replace("__", " ") for path in noun.key_paths)
        return _("a reference here is a list: [%s].") % parts

    def resolve(self):
        """Give each reference its id: a few queries for a thousand keys."""
        provisional = count(-1, -1)
        for noun, known in self.by_key.items():
            if not known:
                continue
            for ref, pk in stored_keys(noun, known):
                ref.id = pk
            for ref in known.values():
                if ref.id is None and ref.place:
                    ref.id = next(provisional)
        rows = FormerAddress.objects.values_list("noun", "slug", "target")
        self.former = {(noun, slug): target for noun, slug, target in rows.iterator()}

    def present(self, ref):
        """The present slug of what has the key no more, because it moved or was merged; else None."""
        return self.former.get((ref.noun.model._meta.model_name, ref.key[0]))

    def keys(self, noun):
        """All keys that a reference could mean, of the files and of the database."""
        if noun not in self.all_keys:
            keys = {key for key, known in self.by_key[noun].items() if known.place}
            self.all_keys[noun] = keys | set(noun.rows.values_list(*noun.key_paths).iterator())
        return self.all_keys[noun]

    def nearest_to(self, ref):
        """Words for the key that was probably meant, or that it is now."""
        if present := self.present(ref):
            return " " + _('It is "%s" now: write that.') % present
        if ref.noun not in self.nearest:
            self.nearest[ref.noun] = Nearest(written(key) for key in self.keys(ref.noun))
        return did_you_mean(self.nearest[ref.noun](written(ref.key)))

    def whole(self, noun, part):
        """Words for the whole keys that have this part."""
        found = sorted(written(key) for key in self.keys(noun) if part and part == key[-len(part) :])
        return did_you_mean(_(" or ").join(found[:SHOWN]))

    def key_of(self, noun, pk):
        """The key of a row, as written in a fixture."""
        if noun not in self.by_id:
            self.by_id[noun] = {ref.id: ref.key for ref in self.by_key[noun].values()}
        known = self.by_id[noun]
        if pk not in known:
            known[pk] = noun.rows.values_list(*noun.key_paths).get(pk=pk)
        return written(known[pk])


def stored_keys(noun, known):
    """Yield (value, primary key) for the rows in the database whose keys `known` has."""
    wanted = noun.rows.values_list(*noun.key_paths, "pk")
    queries = [wanted]
    # A table not much longer than the list is read whole: to name the keys takes longer than to pass over some rows.
    if noun.rows.count() > 2 * len(known):
        firsts = chunks(dict.fromkeys(key[0] for key in known))
        queries = (wanted.filter(**{f"{noun.key_paths[0]}__in": some}) for some in firsts)
    for query in queries:
        for *key, pk in query.iterator():
            if (value := known.get(tuple(key))) is not None:
                yield value, pk

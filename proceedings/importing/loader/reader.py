"""Records turned into rows: every value read, every reference named, nothing asked of the database."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.models.columns.slugs import SlugField, slugify

from .errors import Place, Problem, UnreadableError, did_you_mean
from .json_stream import Twice
from .model_fields import nouns, titled
from .nearest import nearest
from .records import records
from .references import References

RECORD = ("model", "fields", "pk")
# What stands for a value that could not be read.
UNREAD = object()


class Row:
    """A record that has been read.

    `values` stand in the order of `shape`'s columns. A broken row has a problem: it can be referred to, no more.
    `instance` is the model's, once the row turns out to be new or changed; `had` are then the stored ids of its
    columns of many, and `changes` a list of (field name, old, new) when somebody asked.
    """

    __slots__ = ("broken", "changes", "had", "instance", "ref", "shape", "values")

    def __init__(self, ref, shape, values, broken):
        self.ref = ref
        self.shape = shape
        self.values = values
        self.broken = broken
        self.instance = None
        self.had = None
        self.changes = ()

    def __str__(self):
        return titled(self.ref.noun, self.ref.key)

    @property
    def place(self):
        return self.ref.place

    @property
    def is_new(self):
        return self.ref.id < 0

    def problem(self, message, field="", **more):
        self.broken = True
        text = f"{field}: {message}" if field else message
        return Problem(self.place, str(self), text, field, **more)


class Reading:
    """All that the files say: rows by noun, the references among them, and what could not be read."""

    def __init__(self):
        self.rows = {noun: [] for noun in nouns()}
        self.references = References()
        self.problems = []
        self.nouns = {noun.label: noun for noun in nouns()}

    def read(self, source):
        try:
            for record in records(source):
                self.take(Place(source.name, record.number, record.line), record.data)
                yield
        except UnreadableError as error:
            self.problems.append(Problem(Place(source.name, 0, error.line), "", error.message))

    def take(self, place, data):
        if message := what_is_no_record(data):
            self.problems.append(Problem(place, "", message))
            return
        noun = self.nouns.get(str(data["model"]).lower())
        if noun is None:
            self.problems.append(Problem(place, "", self.unknown_model(data["model"]), "model"))
            return
        found, complaints = self.values(noun, data["fields"])
        if data.get("pk") is not None:
            message = _('rows are known by their key: remove "pk" (dumpdata --natural-primary does).')
            complaints.append(("pk", message, str))
        key = self.key(noun, found, data["fields"], complaints)
        self.problems += [Problem(place, titled(noun, key), message, name, hint) for name, message, hint in complaints]
        if key is None:
            return
        ref = self.references.to(noun, key)
        if ref.place:
            self.problems.append(
                Problem(place, titled(noun, key), _("the files have this key already, at %s.") % str(ref.place))
            )
            return
        for name, value in found.items() if complaints else ():
            if value is UNREAD:
                found[name] = () if noun.columns[name].many else None
        ref.place = place
        self.rows[noun].append(Row(ref, noun.shape(tuple(found)), tuple(found.values()), bool(complaints)))

    def unknown_model(self, name):
        known = {label.rpartition(".")[2]: label for label in self.nouns}
        meant = known.get(nearest(str(name).lower().rpartition(".")[2], known))
        return _('no model "%s" can be loaded.') % name + did_you_mean(f'"{meant}"' if meant else "")

    def values(self, noun, fields):
        """The values by field name, and complaints: (field name, message, hint)."""
        found, complaints = {}, []
        if isinstance(fields, Twice):
            complaints.append((fields.name, _('"%s" stands twice in the record.') % fields.name, str))
        for name, value in fields.items():
            column = noun.columns.get(name)
            if column is None:
                meant = nearest(str(name), noun.columns)
                hint = did_you_mean(f'"{meant}"' if meant else "")
                complaints.append((str(name), _('there is no field "%s".') % name + hint, str))
                continue
            try:
                if column.read is None:
                    found[name] = self.reference(column, value)
                elif type(value) is str and value in column.read.known:
                    found[name] = column.read.known[value]
                elif value is not None or not column.fills_itself:
                    found[name] = column.read(value)
            except ValidationError as error:
                found[name] = UNREAD
                hint = getattr(error, "hint", str)
                complaints += [(name, f"{name}: {message}", hint) for message in error.messages]
        return found, complaints

    def reference(self, column, value):
        if column.many:
            if not isinstance(value, list):
                raise ValidationError(_("this must be a list of references, such as [[one], [other]]."))
            return tuple(dict.fromkeys(self.references.parse(column.target, item) for item in value))
        if value is None:
            if not column.field.null:
                raise ValidationError(_("this must not be empty."))
            return None
        return self.references.parse(column.target, value)

    def key(self, noun, found, fields, complaints):
        """The natural key; None, with a complaint, when a part is missing."""
        key = []
        for name in noun.key_fields:
            column = noun.columns[name]
            value = found.get(name)
            if name not in found and column.field.has_default():
                value = column.field.get_default()
            if value is UNREAD:
                return None
            if value is None or value == "":
                complaints.append((name, f"{name}: {missing_part(column, fields)}", str))
                return None
            key += value.key if column.target else [value]
        return tuple(key)


def what_is_no_record(data):
    if not isinstance(data, dict):
        return _('a record is a mapping with "model" and "fields".')
    if isinstance(data, Twice):
        return _('"%s" stands twice in the record.') % data.name
    for name in ("model", "fields"):
        if name not in data:
            return _('the record has no "%s".') % name
    if not isinstance(data["fields"], dict):
        return _('"fields" must be a mapping of names to values.')
    for name in data:
        if name not in RECORD:
            return _('a record has only "model" and "fields"; "%s" is neither.') % name
    return ""


def missing_part(column, fields):
    message = _("this is part of the key and must be given.")
    if isinstance(column.field, SlugField):
        words = next((str(fields[name]) for name in ("acronym", "name", "title") if fields.get(name)), "")
        if slug := slugify(words):
            return message + " " + _('Perhaps "%s".') % slug
    return message

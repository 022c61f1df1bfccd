"""Turn records into rows: read every value and register every reference, without a query."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.models.columns.slugs import SlugField, slugify

from .errors import Place, Problem, UnreadableError, did_you_mean
from .files.json_stream import DuplicateKeyDict
from .files.records import records
from .model_fields import nouns, row_title
from .nearest import nearest_name
from .references import References

RECORD = ("model", "fields", "pk")
# The place of a value that could not be read.
UNREAD = object()


class Row:
    """A record that has been read.

    `values` are in the order of the columns of `shape`. A broken row has a problem and can only be referred to.
    `instance` is set once the row is known to be new or changed; `had` then has the stored ids of its many-to-many
    columns, and `changes` is a list of (field name, old, new) if the comparison explains itself.
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
        return row_title(self.ref.noun, self.ref.key)

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
    """The content of all files: rows by noun, the references among them, and the problems."""

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
        if message := record_error(data):
            self.problems.append(Problem(place, "", message))
            return
        noun = self.nouns.get(str(data["model"]).lower())
        if noun is None:
            self.problems.append(Problem(place, "", self.unknown_model(data["model"]), "model"))
            return
        values, errors = self.values(noun, data["fields"])
        if data.get("pk") is not None:
            message = _('rows are identified by their key: remove "pk" (dumpdata --natural-primary does).')
            errors.append(("pk", message, str))
        key = self.key(noun, values, data["fields"], errors)
        self.problems += [Problem(place, row_title(noun, key), message, name, hint) for name, message, hint in errors]
        if key is None:
            return
        ref = self.references.to(noun, key)
        if ref.place:
            self.problems.append(
                Problem(place, row_title(noun, key), _("the files have this key already, at %s.") % str(ref.place))
            )
            return
        for name, value in values.items() if errors else ():
            if value is UNREAD:
                values[name] = () if noun.columns[name].many else None
        ref.place = place
        self.rows[noun].append(Row(ref, noun.shape(tuple(values)), tuple(values.values()), bool(errors)))

    def unknown_model(self, name):
        known = {label.rpartition(".")[2]: label for label in self.nouns}
        meant = known.get(nearest_name(str(name).lower().rpartition(".")[2], known))
        return _('no model "%s" can be loaded.') % name + did_you_mean(f'"{meant}"' if meant else "")

    def values(self, noun, fields):
        """Return (values by field name, errors); an error is (field name, message, hint)."""
        values, errors = {}, []
        if isinstance(fields, DuplicateKeyDict):
            errors.append((fields.name, _('"%s" occurs twice in the record.') % fields.name, str))
        for name, value in fields.items():
            column = noun.columns.get(name)
            if column is None:
                meant = nearest_name(str(name), noun.columns)
                hint = did_you_mean(f'"{meant}"' if meant else "")
                errors.append((str(name), _('there is no field "%s".') % name + hint, str))
                continue
            try:
                if column.read is None:
                    values[name] = self.reference(column, value)
                elif type(value) is str and value in column.read.known:
                    values[name] = column.read.known[value]
                elif value is not None or not column.fills_itself:
                    values[name] = column.read(value)
            except ValidationError as error:
                values[name] = UNREAD
                hint = getattr(error, "hint", str)
                errors += [(name, f"{name}: {message}", hint) for message in error.messages]
        return values, errors

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

    def key(self, noun, values, fields, errors):
        """Return the natural key, or None and append an error if a part is missing."""
        key = []
        for name in noun.key_fields:
            column = noun.columns[name]
            value = values.get(name)
            if name not in values and column.field.has_default():
                value = column.field.get_default()
            if value is UNREAD:
                return None
            if value is None or value == "":
                errors.append((name, f"{name}: {missing_key_message(column, fields)}", str))
                return None
            key += value.key if column.target else [value]
        return tuple(key)


def record_error(data):
    if not isinstance(data, dict):
        return _('a record is a mapping with "model" and "fields".')
    if isinstance(data, DuplicateKeyDict):
        return _('"%s" occurs twice in the record.') % data.name
    for name in ("model", "fields"):
        if name not in data:
            return _('the record has no "%s".') % name
    if not isinstance(data["fields"], dict):
        return _('"fields" must be a mapping of names to values.')
    for name in data:
        if name not in RECORD:
            return _('a record has only "model" and "fields"; "%s" is neither.') % name
    return ""


def missing_key_message(column, fields):
    message = _("this is part of the key and must be given.")
    if isinstance(column.field, SlugField):
        words = next((str(fields[name]) for name in ("acronym", "name", "title") if fields.get(name)), "")
        if slug := slugify(words):
            return message + " " + _('Perhaps "%s".') % slug
    return message

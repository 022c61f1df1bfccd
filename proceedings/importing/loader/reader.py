"""Turn records into rows: read every value and register every reference, without a query."""

from contextlib import closing
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.importing.limits import OPERATOR
from proceedings.models.columns.slugs import SlugField, slugify

from .errors import Place, Problem, UnreadableError, did_you_mean
from .files.json_stream import DuplicateKeyDict
from .files.portions import Portion, portions
from .model_fields import nouns, row_title
from .nearest import nearest_name
from .references import References
from .rows import MOST_KEPT, Row, RowStore
from .values import as_written

RECORD = ("model", "fields", "pk")
# Nobody would read more errors than this.
MOST_PROBLEMS = 10_000
# Stands for a value that could not be read.
UNREAD = object()


class Reading:
    """The content of all files: rows by noun, the references among them, and the problems."""

    def __init__(self):
        self.rows = {noun: [] for noun in nouns()}
        self.references = References()
        self.problems = []
        self.number = 0
        self.nouns = {noun.label: noun for noun in nouns()}

    @cached_property
    def store(self):
        """The RowStore of large loads."""
        return RowStore(self.references)

    def close(self):
        """Delete the temporary file of a large load."""
        if "store" in vars(self):
            self.store.spool.close()

    def read(self, source, limits=OPERATOR):
        """Read a file in a child process; yield after each record."""
        line = 0
        too_many = _("there are more than %d errors up to here: the rest of the file is not read.") % MOST_PROBLEMS
        try:
            with closing(sandbox.stream(portions, source, limits=limits)) as items:
                for last in chain.from_iterable(self.take_item(source.name, item) for item in items):
                    # Records of different models do not come in the order of the file.
                    line = max(line, last)
                    yield
                    if len(self.problems) > MOST_PROBLEMS:
                        self.problems.append(Problem(Place(source.name, 0, line), "", too_many))
                        break
        except UnreadableError as error:
            self.problems.append(Problem(Place(source.name, 0, error.line), "", error.message))
        except sandbox.SandboxError as error:
            remedy = _("The record after this line may be damaged. If not, allow more with --memory.")
            self.problems.append(Problem(Place(source.name, 0, line), "", f"{error} {remedy}"))

    def take_item(self, file, item):
        """Take a Portion or another record; yield the line of each record."""
        if not isinstance(item, Portion):
            number, line, data = item
            self.take(Place(file, number, line), data)
            yield line
            return
        noun = self.nouns.get(item.model.lower())
        rows = noun and self.rows_of(noun, item)
        if rows is None:
            for (number, line), *values in zip(item.places, *item.columns, strict=True):
                fields = dict(zip(item.names, values, strict=True))
                self.take(Place(file, number, line), {"model": item.model, "fields": fields})
                yield line
            return
        shape = noun.shape(item.names)
        for (number, line), key, values in rows:
            self.add(noun, key, Place(file, number, line), shape, values)
            yield line

    def rows_of(self, noun, portion):
        """Return (place, key, values) of each record of a Portion, or None to take them one by one.

        They are taken one by one if one has an error, or has null in a field that the model fills in.
        """
        readers = self.readers[noun]
        if not readers.keys() >= {*portion.names} >= {*noun.key_fields}:
            return None
        columns = {}
        try:
            for name, values in zip(portion.names, portion.columns, strict=True):
                _read, column_of, fills_itself = readers[name]
                if fills_itself and None in values:
                    return None
                columns[name] = column_of(values)
        except ValidationError:
            return None
        key_columns = []
        for name in noun.key_fields:
            values = columns[name]
            if None in values or "" in values:
                return None
            key_columns += zip(*(ref.key for ref in values), strict=True) if noun.columns[name].target else [values]
        return zip(portion.places, zip(*key_columns, strict=True), zip(*columns.values(), strict=True), strict=True)

    def take(self, place, data):
        if message := record_error(data):
            self.problems.append(Problem(place, "", message))
            return
        model = str(as_written(data["model"]))
        noun = self.nouns.get(model.lower())
        if noun is None:
            self.problems.append(Problem(place, "", self.unknown_model(model), "model"))
            return
        values, errors = self.values(noun, data["fields"])
        if data.get("pk") is not None:
            message = _('rows are identified by their key: remove "pk" (dumpdata --natural-primary does).')
            errors.append(("pk", message, str))
        key = self.key(noun, values, data["fields"], errors)
        if errors:
            self.problems += [
                Problem(place, row_title(noun, key), message, name, hint) for name, message, hint in errors
            ]
        if key is None:
            return
        for name, value in values.items() if errors else ():
            if value is UNREAD:
                values[name] = () if noun.columns[name].many else None
        self.add(noun, key, place, noun.shape(tuple(values)), tuple(values.values()), broken=bool(errors))

    def add(self, noun, key, place, shape, values, *, broken=False):
        ref = self.references.to(noun, key)
        if ref.file is not None:
            self.problems.append(
                Problem(place, row_title(noun, key), _("the files have this key already, at %s.") % str(ref.place))
            )
            return
        ref.place = place
        row = Row(ref, shape, values, broken)
        self.rows[noun].append(row)
        self.number += 1
        if self.number > MOST_KEPT:
            row.store_values(self.store)

    def unknown_model(self, name):
        known = {label.rpartition(".")[2]: label for label in self.nouns}
        meant = known.get(nearest_name(name.lower().rpartition(".")[2], known))
        return _('no model "%s" can be loaded.') % name + did_you_mean(f'"{meant}"' if meant else "")

    def values(self, noun, fields):
        """Return (values by field name, errors); an error is (field name, message, hint)."""
        values, errors, readers = {}, [], self.readers[noun]
        if isinstance(fields, DuplicateKeyDict):
            errors.append((fields.name, _('"%s" occurs twice in the record.') % fields.name, str))
        for name, value in fields.items():
            if name not in readers:
                meant = nearest_name(str(name), noun.columns)
                hint = did_you_mean(f'"{meant}"' if meant else "")
                errors.append((str(name), _('there is no field "%s".') % name + hint, str))
                continue
            read, _column_of, fills_itself = readers[name]
            try:
                if value is not None or not fills_itself:
                    values[name] = read(value)
            except ValidationError as error:
                values[name] = UNREAD
                hint = getattr(error, "hint", str)
                errors += [(name, f"{name}: {message}", hint) for message in error.messages]
        return values, errors

    @cached_property
    def readers(self):
        """By noun and name of a column: functions that read a value and all values, and whether null is left out."""
        return {
            noun: {
                name: (read, read.column, column.fills_itself)
                if (read := column.read)
                else (*self.reference_readers(column), False)
                for name, column in noun.columns.items()
            }
            for noun in self.rows
        }

    def reference_readers(self, column):
        """Return the functions that read a value and all values of a foreign key or of a many-to-many field."""
        target, parse = column.target, self.references.parse

        def read_one(value):
            if value is None:
                if not column.field.null:
                    raise ValidationError(_("this must not be empty."))
                return None
            return parse(target, value)

        def read_many(value):
            if not isinstance(value, list):
                raise ValidationError(_("this must be a list of references, such as [[one], [other]]."))
            return tuple(dict.fromkeys([parse(target, item) for item in value]))

        read = read_many if column.many else read_one
        return read, lambda values: [read(value) for value in values]

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

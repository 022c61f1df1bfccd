"""A field's value as a file has it, turned into the one that the row has."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from .errors import did_you_mean
from .nearest import nearest

# Languages, kinds and countries come again and again; texts do not.
SHORT = 40
REMEMBERED = 10_000
# A list of all choices longer than this is no help.
FEW = 12
# An address up to its path, and the rest of it.
ORIGIN = re.compile(r"(https?://[^/?#\s]+)[/?#]\S*\Z")


class Reader:
    """Turns one field's values, or raises ValidationError with what is wrong and what to do."""

    # What the same value always gives is remembered for these types; 1, 1.0 and True would be one value.
    remembers = (str, datetime.date)

    def __init__(self, field):
        self.field = field
        self.known = {}
        self.choices = {value for value, _label in field.flatchoices or ()}
        # A text's length is told in our own words.
        self.validators = [
            quick(validator) for validator in field.validators if type(validator) is not MaxLengthValidator
        ]

    def __call__(self, value):
        if value is None:
            return self.nothing()
        if type(value) not in self.remembers:
            return self.checked(self.convert(value))
        if value in self.known:
            return self.known[value]
        result = self.checked(self.convert(value))
        if len(self.known) < REMEMBERED and len(str(value)) < SHORT:
            self.known[value] = result
        return result

    def nothing(self):
        if not self.field.null:
            raise ValidationError(_("null is not possible here: give a value or leave the field out."))

    def convert(self, value):
        return self.field.to_python(value)

    def checked(self, value):
        if value in self.field.empty_values:
            if not self.field.blank:
                raise ValidationError(_("this must not be empty."))
            return value
        if self.choices and value not in self.choices:
            raise ValidationError(self.not_a_choice(value))
        for validate in self.validators:
            validate(value)
        return value

    def not_a_choice(self, value):
        meant = nearest(str(value), map(str, self.choices))
        hint = did_you_mean(f'"{meant}"' if meant else "")
        if not hint and len(self.choices) <= FEW:
            hint = " " + _("It can be %s.") % ", ".join(str(choice) for choice, _label in self.field.flatchoices)
        return _('"%s" is not possible here.') % value + hint


def quick(validator):
    """The validator, without its detours for the values that pass."""
    if type(validator) is RegexValidator and not validator.inverse_match:
        search = validator.regex.search
        return lambda value: search(value) or validator(value)
    if isinstance(validator, URLValidator):
        return Addresses(validator)
    return validator


class Addresses:
    """Validates addresses; of those at a host seen before only what comes after it."""

    def __init__(self, validator):
        self.validator = validator
        self.origins = set()

    def __call__(self, value):
        found = ORIGIN.match(value)
        if found and found[1] in self.origins:
            return
        self.validator(value)
        if found:
            self.origins.add(found[1])


class Words(Reader):
    def convert(self, value):
        if isinstance(value, list | dict):
            raise ValidationError(_("this must be text, not a list or a mapping."))
        if not isinstance(value, str):
            message = _('this must be text, but is read as "%s": put what stands here in quotes.')
            raise ValidationError(message % as_written(value))
        validate_storable(value)
        longest = self.field.max_length
        if longest and len(value) > longest:
            raise ValidationError(
                _("this has %(length)d characters; it can have %(longest)d.")
                % {"length": len(value), "longest": longest}
            )
        return value


def validate_storable(text):
    """Raise ValidationError for the two things in a Python string that a database cannot keep."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValidationError(
                _("half a character (a lone surrogate) stands at place %d: remove it.") % (error.start + 1)
            ) from error
    if "\0" in text:
        raise ValidationError(_("a NUL character (U+0000) stands at place %d: remove it.") % (text.index("\0") + 1))


class Number(Reader):
    remembers = (int,)

    def convert(self, value):
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(_('this must be a whole number, not "%s".') % as_written(value))
        return value


class Day(Reader):
    def convert(self, value):
        if isinstance(value, datetime.datetime):
            raise ValidationError(_("this must be a day without a time: %s.") % value.date())
        if isinstance(value, datetime.date):
            return value
        day = parsed(parse_date, value)
        if day is None:
            raise ValidationError(_('"%s" is not a day; write it as 2020-09-28.') % as_written(value))
        return day


class Moment(Reader):
    def convert(self, value):
        moment = value if isinstance(value, datetime.datetime) else parsed(parse_datetime, value)
        if moment is None:
            raise ValidationError(_('"%s" is not a time; write it as 2020-09-28T10:00:00+03:00.') % as_written(value))
        if moment.tzinfo is None:
            raise ValidationError(
                _("%(time)s has no time zone; write it as %(time)s+03:00, or %(time)sZ for UTC.")
                % {"time": moment.isoformat()}
            )
        try:
            return moment.astimezone(datetime.UTC)
        except OverflowError as error:
            raise ValidationError(_("this time is before the year 1 or after 9999 in UTC.")) from error


def parsed(parse, value):
    """None for what is not a date, not a possible one, or no text."""
    try:
        return parse(value)
    except (TypeError, ValueError):
        return None


def as_written(value):
    if isinstance(value, bool):
        return str(value).lower()
    # A mapping of mappings can be longer than a screen, or than the memory.
    return {list: "[…]", dict: "{…}"}.get(type(value), value)


READERS = {
    models.CharField: Words,
    models.TextField: Words,
    models.IntegerField: Number,
    models.DateTimeField: Moment,
    models.DateField: Day,
}


def reader_for(field):
    return next((reader for kind, reader in READERS.items() if isinstance(field, kind)), Reader)(field)

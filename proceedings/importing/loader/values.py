"""Turn the value of a field in a file into the value that the row stores."""

import datetime
import re
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models.columns.countries import CountryField
from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.columns.partial_dates import PartialDate, PartialDateField

from .errors import did_you_mean
from .nearest import nearest_name

# Longer values are not cached: languages, kinds and countries recur, texts do not.
MAX_CACHED_LENGTH = 40
CACHE_SIZE = 10_000
# A longer list of choices is no help.
MAX_LISTED_CHOICES = 12
FIRST_YEAR_AS_A_NUMBER = 1000
# An address up to its path, and the rest of it.
ORIGIN = re.compile(r"(https?://[^/?#\s]+)[/?#]\S*\Z")


class FieldReader:
    """Converts the values of one field. Raises ValidationError with the error and the remedy."""

    # Results are cached for values of these types. 1, 1.0 and True would be the same key.
    cached_types = (str, datetime.date)

    def __init__(self, field):
        self.field = field
        self.known = {}
        self.choices = possible_values(field)
        # TextReader checks the length and has a clearer message.
        self.validators = [
            fast_validator(validator) for validator in field.validators if type(validator) is not MaxLengthValidator
        ]

    def __call__(self, value):
        if value is None:
            return self.null_value()
        if type(value) not in self.cached_types:
            return self.checked(self.convert(value))
        if value in self.known:
            return self.known[value]
        return self.remembered(value, self.checked(self.convert(value)))

    def column(self, values):
        """Return the results for the values of a column."""
        known = self.known
        return [known[value] if type(value) is str and value in known else self(value) for value in values]

    def remembered(self, value, result):
        if len(self.known) < CACHE_SIZE and len(str(value)) < MAX_CACHED_LENGTH:
            self.known[value] = result
        return result

    def null_value(self):
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
        meant = nearest_name(str(value), map(str, self.choices))
        hint = did_you_mean(f'"{meant}"' if meant else "")
        if not hint and len(self.choices) <= MAX_LISTED_CHOICES:
            hint = " " + _("It can be %s.") % ", ".join(str(choice) for choice, _label in self.field.flatchoices)
        return _('"%s" is not possible here.') % value + hint


def possible_values(field):
    """Return the values of the choices of a field; none if it has no choices."""
    # `flatchoices` of a CountryField would sort all countries by their translated names.
    return set(countries.countries if isinstance(field, CountryField) else dict(field.flatchoices or ()))


def fast_validator(validator):
    """Return a faster function that accepts and refuses the same values."""
    if type(validator) is RegexValidator and not validator.inverse_match:
        search = validator.regex.search
        return lambda value: search(value) or validator(value)
    if isinstance(validator, URLValidator):
        return FastURLValidator(validator)
    return validator


class FastURLValidator:
    """Validates URLs. A further URL of an origin that has passed is only matched with ORIGIN, which is faster."""

    def __init__(self, validator):
        self.validator = validator
        self.origins = set()

    def __call__(self, value):
        origin = ORIGIN.match(value)
        if origin and origin[1] in self.origins:
            return
        self.validator(value)
        if origin:
            self.origins.add(origin[1])


class TextReader(FieldReader):
    def __init__(self, field):
        super().__init__(field)
        # A field without choices and without its own conversion stores text as it is.
        as_it_is = {models.CharField.to_python, models.TextField.to_python}
        self.is_free = not self.choices and type(field).to_python in as_it_is
        self.other_validators = [validate for validate in self.validators if validate is not validate_no_nul]
        self.longest = field.max_length or float("inf")

    def __call__(self, value):
        # A shortcut, because most of the characters of a file are in such texts.
        if self.is_free and type(value) is str and 0 < len(value) <= self.longest:
            if "\0" in value or not value.isascii():
                validate_storable(value)
            for validate in self.other_validators:
                validate(value)
            return self.remembered(value, value) if self.other_validators else value
        return super().__call__(value)

    def column(self, values):
        if self.is_free and not self.other_validators and set(map(type, values)) == {str}:
            lengths = set(map(len, values))
            if min(lengths) > 0 and max(lengths) <= self.longest:
                # An error in any value falls through, so that each value is read and reported by itself.
                with suppress(ValidationError):
                    validate_storable("".join(values))
                    return values
        return super().column(values)

    def convert(self, value):
        if isinstance(value, list | dict):
            raise ValidationError(_("this must be text, not a list or a mapping."))
        if not isinstance(value, str):
            message = _('this must be text, but it is read as "%s": put it in quotes.')
            raise ValidationError(message % as_written(value))
        validate_storable(value)
        value = self.field.to_python(value)
        longest = self.field.max_length
        if longest and len(value) > longest:
            raise ValidationError(
                _("this has %(length)d characters; it can have %(longest)d.")
                % {"length": len(value), "longest": longest}
            )
        return value


def validate_storable(text):
    """Raise ValidationError for lone surrogates and NUL characters, which a database cannot store."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValidationError(
                _("half a character (a lone surrogate) at position %d: remove it.") % (error.start + 1)
            ) from error
    if "\0" in text:
        raise ValidationError(_("a NUL character (U+0000) at position %d: remove it.") % (text.index("\0") + 1))


class IntegerReader(FieldReader):
    cached_types = (int,)

    def convert(self, value):
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(_('this must be a whole number, not "%s".') % as_written(value))
        return value


class DateReader(FieldReader):
    def convert(self, value):
        if isinstance(value, datetime.datetime):
            raise ValidationError(_("this must be a day without a time: %s.") % value.date())
        if isinstance(value, datetime.date):
            return value
        day = parse_or_none(parse_date, value)
        if day is None:
            raise ValidationError(_('"%s" is not a day; write it as 2020-09-28.') % as_written(value))
        return day


class PartialDateReader(FieldReader):
    cached_types = (str, datetime.date, int)

    def convert(self, value):
        if isinstance(value, datetime.datetime):
            raise ValidationError(_("this must be a day without a time: %s.") % value.date())
        if isinstance(value, int) and not isinstance(value, bool):
            # YAML reads 0777 as an octal number.
            value = str(value) if value >= FIRST_YEAR_AS_A_NUMBER else value
        try:
            return PartialDate(value)
        except ValueError as error:
            message = _('"%s" is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.')
            raise ValidationError(message % as_written(value)) from error


class DateTimeReader(FieldReader):
    def convert(self, value):
        moment = value if isinstance(value, datetime.datetime) else parse_or_none(parse_datetime, value)
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


def parse_or_none(parse, value):
    """Return None for anything that is not the text of a possible date."""
    try:
        return parse(value)
    except (TypeError, ValueError):
        return None


def as_written(value):
    if isinstance(value, bool):
        return str(value).lower()
    # A mapping of mappings could fill the screen, or the memory.
    return {list: "[…]", dict: "{…}"}.get(type(value), value)


READERS = {
    PartialDateField: PartialDateReader,
    models.CharField: TextReader,
    models.TextField: TextReader,
    models.IntegerField: IntegerReader,
    models.DateTimeField: DateTimeReader,
    models.DateField: DateReader,
}


def reader_for(field):
    return next((reader for kind, reader in READERS.items() if isinstance(field, kind)), FieldReader)(field)

"""The values of single cells, parsed from their texts."""

import datetime
import re
from collections import defaultdict
from contextlib import suppress
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.importing.language_names import language_of
from proceedings.importing.loader.errors import did_you_mean
from proceedings.importing.loader.nearest import nearest_name
from proceedings.models.columns.local_times import ClockChangeError, moment_at
from proceedings.models.columns.partial_dates import PartialDate

# The highest integer that the database's columns hold.
HIGHEST = 2**31 - 1
# 28.09.2020 10:00, as spreadsheets of many countries write it; with slashes the month could come first.
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}:\d{2}.*))?")
DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
# Four digits that may be a year or, without a colon, an hour: 1030.
CLOCK_DIGITS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d", re.ASCII)
# The earliest year that four digits can mean if the conference has no dates.
FIRST_YEAR = "1700"
# datetime.fromisoformat accepts much more: it reads 14.05 as 14:00 and a fraction of a second.
MOMENT = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{8})[ T]+(?:\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{4}) ?(?:Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
COUNTRY_LANGUAGES = ("de", "fr", "es", "it", "pt", "ru", "uk", "pl", "tr", "ar", "zh-hans", "zh-hant", "ja", "ko")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SEPARATOR = ";"


def one_line(text):
    """The text on one line, without extra space."""
    return " ".join(text.split())


def number(text):
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > HIGHEST:
        raise ValidationError(_("“%s” is not a whole number.") % shortened(text))
    return int(text)


def position(text):
    value = number(text)
    if value == 0:
        raise ValidationError(_("positions start at 1."))
    return value


def choice(text, choices):
    """The value of an enum, given by its value or its label."""
    by_word = {str(word).casefold(): value for value, label in choices.choices for word in (label, value)}
    value = by_word.get(one_line(text).casefold())
    if value is None:
        similar = nearest_name(text.casefold(), by_word)
        labels = ", ".join(str(label) for label in choices.labels)
        hint = did_you_mean(f"“{choices(by_word[similar]).label}”" if similar else "")
        message = _("“%(value)s” is not possible here.%(hint)s It can be %(labels)s.")
        raise ValidationError(message % {"value": shortened(text), "hint": hint, "labels": labels})
    return value


def check_year(text, period):
    """Raise ValidationError for four digits that are a clock time rather than a year of the conference.

    `period` is that of the conference, or None if it has no dates.
    """
    if not CLOCK_DIGITS.fullmatch(text):
        return
    is_possible = period.overlaps(PartialDate(text), PartialDate(text)) if period else text >= FIRST_YEAR
    if not is_possible:
        message = _(
            "“%s” may be a year or an hour: write 2020-09-28 10:30 for an hour, 2020-09 or 2020-09-28 for a day."
        )
        raise ValidationError(message % text)


def time_or_date(text, zone, period=None):
    """A datetime in UTC, or a PartialDate; a time is in the zone unless it has an offset."""
    text = one_line(text)
    check_year(text, period)
    written = re.sub(r"(?<=\d)\s+(?=[+-]\d)", "", text)
    if match := DOTTED.fullmatch(written):
        day, month, year, clock = match.groups()
        written = f"{year}-{month:0>2}-{day:0>2}" + (f" {clock:0>5}" if clock else "")
    if match := DATE.fullmatch(written):
        written = "-".join(f"{part:0>2}" for part in match.groups() if part)
    with suppress(ValueError):
        return PartialDate(written)
    try:
        value = parse_datetime(written) if MOMENT.fullmatch(written) else None
    except ValueError:
        value = None
    if value is None:
        message = _(
            "“%s” is not a day and a time; write it as 2020-09-28 10:00, or as 2020-09-28, 2020-09 or 2020 "
            "if no more is known."
        )
        raise ValidationError(message % shortened(text))
    try:
        return value.astimezone(datetime.UTC) if value.tzinfo else moment_at(value, zone)
    except ClockChangeError as error:
        raise ValidationError(_("%s Write the one that is meant with its offset.") % error) from error
    except OverflowError as error:
        raise ValidationError(_("this time is before the year 1 or after 9998.")) from error


def seconds(text):
    """Seconds, from a number or from hours, minutes and seconds."""
    if match := CLOCK.fullmatch(one_line(text)):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return number(str(hours * 3600 + minutes * 60 + rest))
    return number(one_line(text))


def language(text):
    """The tag of a language that is given by its name, in itself or in another language; any other text as it is."""
    text = one_line(text)
    return language_of(text) or text


@cache
def country_codes():
    return {word.casefold(): code for code, name in countries for word in (name, code)} | {"uk": "GB"}


@cache
def foreign_country_codes():
    """{name in another language: code}, without names that two countries share."""
    codes = defaultdict(set)
    for tag in COUNTRY_LANGUAGES:
        with translation.override(tag):
            for code, name in countries:
                codes[name.casefold()].add(code)
    return {name: next(iter(several)) for name, several in codes.items() if len(several) == 1}


def country(text):
    """The code of a country, given by its code or its name."""
    codes = country_codes()
    word = one_line(text)
    code = codes.get(word.casefold()) or countries.by_name(word) or countries.alpha2(word)
    code = code or foreign_country_codes().get(word.casefold())
    if not code:
        similar = nearest_name(text.casefold(), codes)
        hint = did_you_mean(f"“{countries.name(codes[similar])}”" if similar else "")
        message = _("“%s” is not a country: write its English name or its two-letter code.") % shortened(text)
        raise ValidationError(message + hint)
    return code


def slug(text):
    """The slug in the address of a page, or the slug by itself."""
    last = one_line(text).rstrip("/").rpartition("/")[2]
    if not SLUG.fullmatch(last):
        message = _("“%s” is not the address of a statement; leave the cell empty for a new one.")
        raise ValidationError(message % shortened(text))
    return last


def names(text):
    """The names in a cell, each once."""
    return list(dict.fromkeys(filter(None, map(one_line, text.split(SEPARATOR)))))


def shortened(text):
    """The beginning of a cell, long enough to recognise it."""
    text = one_line(text)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004

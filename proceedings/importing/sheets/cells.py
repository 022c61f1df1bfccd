"""The values of single cells, parsed from their texts."""

import datetime
import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.importing.loader.errors import did_you_mean
from proceedings.importing.loader.nearest import nearest_name

# The highest integer that the database's columns hold.
HIGHEST = 2**31 - 1
# 28.09.2020 10:00, as spreadsheets of many countries write it; with slashes the month could come first.
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}:\d{2}.*))?")
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
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


def datetime_in_zone(text, zone):
    """A datetime in UTC; the text is in the zone unless it has an offset."""
    text = one_line(text)
    written = re.sub(r"(?<=\d)\s+(?=[+-]\d)", "", text)
    if match := DOTTED.fullmatch(written):
        day, month, year, clock = match.groups()
        written = f"{year}-{month:0>2}-{day:0>2}" + (f" {clock:0>5}" if clock else "")
    try:
        value = parse_datetime(written) if not re.fullmatch(r"\d{4}-\d\d?-\d\d?", written) else None
        is_date = value is None and parse_date(written) is not None
    except ValueError:
        value, is_date = None, False
    if is_date:
        raise ValidationError(_("this is a day without a time: add the time, or leave the cell empty."))
    if value is None:
        raise ValidationError(_("“%s” is not a day and a time; write it as 2020-09-28 10:00.") % shortened(text))
    try:
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValidationError(_("this time is before the year 1 or after 9999.")) from error


def seconds(text):
    """Seconds, from a number or from hours, minutes and seconds."""
    if match := CLOCK.fullmatch(one_line(text)):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return number(str(hours * 3600 + minutes * 60 + rest))
    return number(one_line(text))


@cache
def country_codes():
    return {word.casefold(): code for code, name in countries for word in (name, code)}


def country(text):
    """The code of a country, given by its code or its name."""
    codes = country_codes()
    code = codes.get(one_line(text).casefold()) or countries.by_name(one_line(text))
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

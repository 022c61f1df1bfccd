"""What one cell says, turned into the value that the statement has."""

import datetime
import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.importing.loader.errors import did_you_mean
from proceedings.importing.loader.nearest import nearest

# What the database's numbers hold.
HIGHEST = 2**31 - 1
# 28.09.2020 10:00, as spreadsheets of many countries write it; with slashes the month could come first.
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}:\d{2}.*))?")
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})")
ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SEPARATOR = ";"


def line(text):
    """One line, however it was broken and padded."""
    return " ".join(text.split())


def number(text):
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > HIGHEST:
        raise ValidationError(_("“%s” is not a whole number.") % shown(text))
    return int(text)


def place(text):
    found = number(text)
    if found == 0:
        raise ValidationError(_("places are counted from 1."))
    return found


def choice(text, choices):
    """The value of an enum, by itself or by its label."""
    known = {str(word).casefold(): value for value, label in choices.choices for word in (label, value)}
    value = known.get(line(text).casefold())
    if value is None:
        meant = nearest(text.casefold(), known)
        labels = ", ".join(str(label) for label in choices.labels)
        hint = did_you_mean(f"“{choices(known[meant]).label}”" if meant else "")
        message = _("“%(value)s” is not possible here.%(hint)s It can be %(labels)s.")
        raise ValidationError(message % {"value": shown(text), "hint": hint, "labels": labels})
    return value


def moment(text, zone):
    """A time, in the zone unless it says another."""
    written = re.sub(r"(?<=\d)\s+(?=[+-]\d)", "", line(text))
    if found := DOTTED.fullmatch(written):
        day, month, year, clock = found.groups()
        written = f"{year}-{month:0>2}-{day:0>2}" + (f" {clock:0>5}" if clock else "")
    try:
        told = parse_datetime(written) if not re.fullmatch(r"\d{4}-\d\d?-\d\d?", written) else None
        is_day = told is None and parse_date(written) is not None
    except ValueError:
        told, is_day = None, False
    if is_day:
        raise ValidationError(_("a day without a time: add the time, or leave the cell empty when it is not known."))
    if told is None:
        raise ValidationError(_("“%s” is not a day and a time; write it as 2020-09-28 10:00.") % shown(text))
    try:
        return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValidationError(_("this time is before the year 1 or after 9999.")) from error


def seconds(text):
    """Seconds, or hours, minutes and seconds."""
    if found := CLOCK.fullmatch(line(text)):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return number(str(hours * 3600 + minutes * 60 + rest))
    return number(line(text))


@cache
def country_codes():
    return {word.casefold(): code for code, name in countries for word in (name, code)}


def country(text):
    known = country_codes()
    code = known.get(line(text).casefold()) or countries.by_name(line(text))
    if not code:
        meant = nearest(text.casefold(), known)
        hint = did_you_mean(f"“{countries.name(known[meant])}”" if meant else "")
        raise ValidationError(
            _("“%s” is no country: write its name in English, or its two letters.") % shown(text) + hint
        )
    return code


def address(text):
    """The last part of an address of one of our pages, or the address by itself."""
    word = line(text).rstrip("/").rpartition("/")[2]
    if not ADDRESS.fullmatch(word):
        raise ValidationError(_("“%s” is no address of a statement; leave the cell empty for a new one.") % shown(text))
    return word


def names(text):
    """The names in a cell, each once."""
    return list(dict.fromkeys(filter(None, map(line, text.split(SEPARATOR)))))


def shown(text):
    """Enough of a cell to know it by."""
    text = line(text)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004

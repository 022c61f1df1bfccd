"""The time zone of a debate, from the offsets of its times and from its country."""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import dateparse
from django.utils.translation import gettext as _

COUNTRY = re.compile(r"(?:/akn)?/([a-z]{2})(?:[/-]|\Z)", re.IGNORECASE)
HOUR = 3600
# The first and the last offset, in hours, for which a zone such as Etc/GMT-3 exists.
WEST, EAST = -12, 14


class Zone(NamedTuple):
    """The name of a time zone; `note` says what is uncertain about it."""

    name: str
    note: str = ""


def zone_of(debate):
    """Return the Zone of a debate, in which its times have the clock time that is written in the file."""
    times = times_in(debate)
    offsets = [time for time in times if time.tzinfo]
    country = country_of(debate)
    zones = zones_of(country)
    if not offsets:
        if len(zones) == 1:
            return Zone(zones[0])
        return Zone(
            "UTC", _("its times have no zone and are taken for UTC: give one with --time-zone.") if times else ""
        )
    agreeing = [name for name in zones if agrees(name, offsets)]
    if agreeing and have_one_clock(agreeing, offsets):
        return Zone(agreeing[0])
    (*others, seconds) = {time.utcoffset().total_seconds() for time in offsets}
    if others or seconds % HOUR or not WEST <= seconds / HOUR <= EAST:
        return Zone(
            "UTC", _("no zone has the offsets of its times, which are shown in UTC: give one with --time-zone.")
        )
    hours = int(seconds // HOUR)
    note = ""
    if agreeing:
        note = _("%d zones of its country have the offset of its times: give the right one with --time-zone.")
        note %= len(agreeing)
    elif zones:
        note = _("the offset of its times is not that of its country, %s.") % country.upper()
    return Zone(f"Etc/GMT{-hours:+d}" if hours else "UTC", note)


def agrees(name, times):
    zone = ZoneInfo(name)
    return all(time.astimezone(zone).utcoffset() == time.utcoffset() for time in times)


def have_one_clock(names, times):
    """Return whether zones have the same offsets in the years of the times, so that any of them will do."""
    seasons = sorted({time.replace(month=month, day=1) for time in times for month in (1, 7)})
    return len({tuple(each.astimezone(ZoneInfo(name)).utcoffset() for each in seasons) for name in names}) == 1


def times_in(debate):
    """All moments in a debate, with or without an offset."""
    written = [element.get(name) for element in debate.iter() for name in ("startTime", "endTime")]
    written += [element.get("time") for element in debate.iter("recordedTime")]
    return [time for text in written if text and (time := moment(text.strip()))]


def moment(text):
    try:
        value = dateparse.parse_datetime(text)
    except ValueError:
        return None
    # A moment in the first or last year has no clock time in every zone.
    return value if value and date.min.year < value.year < date.max.year else None


def country_of(debate):
    """The code of the country of a debate (ISO 3166), or ""."""
    work = "meta/identification/FRBRWork"
    for element in debate.iterfind(f"{work}/FRBRcountry"):
        if code := element.get("value", "").strip().lower():
            return code[:2] if code[2:3] in {"", "-"} else ""
    for element in debate.iterfind(f"{work}/FRBRuri"):
        if match := COUNTRY.match(element.get("value", "")):
            return match[1].lower()
    return ""


def zones_of(country):
    return zones_by_country().get(country, [])


@cache
def zones_by_country():
    """The names of the zones of each country, the most populous first, from the IANA database."""
    zones = {}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _place, name, *_comment = line.split("\t")
            zones.setdefault(country.lower(), []).append(name)
    return zones

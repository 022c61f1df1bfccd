"""Definitions of time zones for calendars (VTIMEZONE of RFC 5545), from the IANA database of Python.

icalendar makes them, too, but begins daylight saving time an hour late.
"""

from calendar import monthrange
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

# No zone changes its clock twice within a week.
STEP = timedelta(days=7)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = 7


class Observance(NamedTuple):
    """The offsets before and after a change, and the name and kind of the time after it."""

    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


def definition(zone: ZoneInfo, years: set[int]) -> Timezone:
    """The zone in some years and the years beside them. Changes that follow a yearly rule are written as one."""
    component = Timezone()
    component.add("tzid", str(zone))
    for first, last in runs({year + step for year in years for step in (-1, 0, 1)}):
        start = datetime(max(first, 1), 1, 2, tzinfo=UTC)
        observances = defaultdict(list)
        begun = start.astimezone(zone)
        observances[observance(begun.utcoffset(), begun)].append(begun.replace(tzinfo=None, fold=0))
        for moment in changes(zone, start, datetime(min(last, 9998), 12, 31, tzinfo=UTC)):
            before = (moment - timedelta(seconds=1)).astimezone(zone).utcoffset()
            # An onset is written as the clock showed it before the change.
            onset = (moment + before).replace(tzinfo=None)
            observances[observance(before, moment.astimezone(zone))].append(onset)
        for kind, onsets in observances.items():
            component.add_component(subcomponent(kind, onsets))
    return component


def runs(years):
    """Yield (first, last) of each run of consecutive years."""
    years = sorted(years)
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(years), 1) if other - one > 1), len(years)]
    for first, end in pairwise(starts):
        yield years[first], years[end - 1]


def observance(before, moment):
    return Observance(before, moment.utcoffset(), moment.tzname(), bool(moment.dst()))


def changes(zone, start, end):
    """Yield the moments in UTC at which the offset changes, to the second."""
    while start < end:
        following = min(start + STEP, end)
        if offset(start, zone) != offset(following, zone):
            low, high = start, following
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (low, middle) if offset(middle, zone) == offset(high, zone) else (middle, high)
            yield high
        start = following


def offset(moment, zone):
    return moment.astimezone(zone).utcoffset()


def subcomponent(kind, onsets):
    component = TimezoneDaylight() if kind.is_daylight else TimezoneStandard()
    component.add("dtstart", onsets[0])
    component.add("tzoffsetfrom", kind.before)
    component.add("tzoffsetto", kind.after)
    component.add("tzname", kind.name)
    if rule := yearly_rule(onsets):
        until = (onsets[-1] - kind.before).replace(tzinfo=UTC)
        component.add("rrule", {"freq": "yearly", **rule, "until": until})
    elif onsets[1:]:
        component.add("rdate", onsets[1:])
    return component


def yearly_rule(onsets):
    """The rule of several onsets, such as the last Sunday of March, or None if they follow none."""
    if len(onsets) == 1 or any(other.year - one.year != 1 for one, other in pairwise(onsets)):
        return None
    months, clocks = {onset.month for onset in onsets}, {onset.time() for onset in onsets}
    days = {onset.weekday() for onset in onsets}
    if len(months) > 1 or len(clocks) > 1 or len(days) > 1:
        return None
    places = {(onset.day - 1) // WEEK + 1 for onset in onsets}
    if all(onset.day > monthrange(onset.year, onset.month)[1] - WEEK for onset in onsets):
        places = {-1}
    if len(places) > 1:
        return None
    return {"bymonth": months.pop(), "byday": f"{places.pop()}{WEEKDAYS[days.pop()]}"}

"""The times at which a repeated event of a calendar takes place."""

from datetime import datetime
from itertools import islice

from dateutil.rrule import rruleset, rrulestr
from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError

MOST_TIMES = 1000


def moments_of(event, start, title):
    """Return the times of an event with a rule or a list of times. Raise UnreadableFileError if they have no end."""
    times = rruleset()
    try:
        for rule in as_list(event.get("rrule")):
            times.rrule(rrulestr(rule.to_ical().decode(), dtstart=start))
        times.rdate(start)
        for name, add in (("rdate", times.rdate), ("exdate", times.exdate)):
            for moment in (each.dt for some in as_list(event.get(name)) for each in some.dts):
                if isinstance(moment, datetime) and (moment.tzinfo is None) == (start.tzinfo is None):
                    add(moment)
        moments = list(islice(times, MOST_TIMES + 1))
    except (ValueError, TypeError, AttributeError, OverflowError):
        message = _("“%s”: the calendar has a rule of repetition that cannot be read.")
        raise UnreadableFileError(message % title) from None
    if len(moments) > MOST_TIMES:
        message = _("“%(title)s” is repeated more than %(most)d times: give its rule an end.")
        raise UnreadableFileError(message % {"title": title, "most": MOST_TIMES})
    return moments


def as_list(value):
    return value if isinstance(value, list) else [value] if value is not None else []

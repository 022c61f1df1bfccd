"""The times at which a repeated event of a calendar takes place."""

from datetime import UTC, datetime
from itertools import islice

from dateutil.rrule import rruleset, rrulestr
from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError

MOST_TIMES = 1000


def moments_of(event, start, title):
    """Return [(begin, length)] of an event with a rule or a list of times; None stands for the event's own length.

    Raise UnreadableFileError if they have no end, or cannot be read.
    """
    times, lengths, days = rruleset(), {}, set()
    try:
        for rule in as_list(event.get("rrule")):
            times.rrule(rrulestr(rule.to_ical().decode(), dtstart=start))
        times.rdate(start)
        for name, add in (("rdate", times.rdate), ("exdate", times.exdate)):
            for moment in (each.dt for some in as_list(event.get(name)) for each in some.dts):
                if name == "exdate" and not isinstance(moment, datetime | tuple):
                    # An excluded day without a time excludes all times on it.
                    days.add(moment)
                    continue
                begin, length = period(moment, start)
                add(begin)
                lengths[begin] = length
        moments = [
            (moment, lengths.get(moment)) for moment in islice(times, MOST_TIMES + 1) if moment.date() not in days
        ]
    except (ValueError, TypeError, AttributeError, OverflowError):
        message = _("“%s”: the calendar has a rule of repetition that cannot be read.")
        raise UnreadableFileError(message % title) from None
    if len(moments) > MOST_TIMES:
        message = _("“%(title)s” is repeated more than %(most)d times: give its rule an end.")
        raise UnreadableFileError(message % {"title": title, "most": MOST_TIMES})
    return moments


def period(moment, start):
    """Return (begin, length) of a time or a period. A time without a zone is in that of the event."""
    begin, end = moment if isinstance(moment, tuple) else (moment, None)
    if not isinstance(begin, datetime):
        # A day has the hour of the event.
        begin = datetime.combine(begin, start.timetz())
    if begin.tzinfo is None:
        begin = begin.replace(tzinfo=start.tzinfo)
    if isinstance(end, datetime):
        end = end.astimezone(UTC) - begin.astimezone(UTC) if end.tzinfo and begin.tzinfo else end - begin
    return begin, end


def as_list(value):
    return value if isinstance(value, list) else [value] if value is not None else []

"""Calendars (RFC 5545): an event with a time is a session, and whole days are those of the conference."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from proceedings.importing.documents.plain import decoded
from proceedings.importing.proposals import UnreadableFileError

from .programme import Part, check_file, read_programme
from .values import prose_of, text_of, zone_of


def read_icalendar(data, name, language=""):
    """Return (text, Proposal) of the bytes of a calendar. Raise UnreadableFileError."""
    check_file(data)
    try:
        calendar = Calendar.from_ical(decoded(data))
    except UnreadableFileError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise UnreadableFileError(_("This calendar is damaged.")) from None
    conference = {
        "title": line(calendar, "name") or line(calendar, "x-wr-calname"),
        "time_zone": zone_of(line(calendar, "x-wr-timezone")),
    }
    parts = []
    for event in calendar.walk("VEVENT"):
        start, end = moment(event, "dtstart"), moment(event, "dtend")
        if isinstance(start, datetime):
            ends_at = end.isoformat() if isinstance(end, datetime) else ""
            texts = {"summary": prose_of(str(event.get("description") or "")), "identifier": line(event, "uid")}
            room = line(event, "location")
            parts.append(Part(line(event, "summary"), [], room, start.isoformat(), ends_at, **texts))
        elif start is not None:
            conference |= whole_days(event, start, end)
    return read_programme([part for part in parts if part.title], name, "icalendar", conference, language)


def line(component, name):
    value = component.get(name)
    return text_of(str(value[0] if isinstance(value, list) else value)) if value is not None else ""


def moment(event, name):
    """Return the datetime or the date of a property, or None. Raise UnreadableFileError for another value."""
    value = event.get(name)
    try:
        value = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    except BrokenCalendarProperty:
        message = _("“%s”: the calendar has a time that cannot be read.")
        raise UnreadableFileError(message % line(event, "summary")) from None
    return value if isinstance(value, date) else None


def whole_days(event, start, end):
    """Return the fields of the conference from an event of whole days, whose end is exclusive."""
    fields = {"title": line(event, "summary"), "starts_on": start.isoformat(), "place": line(event, "location")}
    if end and not isinstance(end, datetime) and end > start:
        fields["ends_on"] = (end - timedelta(days=1)).isoformat()
    return {name: value for name, value in fields.items() if value}

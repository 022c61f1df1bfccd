"""Calendars (RFC 5545): an event with a time is a session, and whole days are those of the conference."""

import codecs
import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from proceedings.importing.documents.plain import decoded
from proceedings.importing.html_texts import plain_characters
from proceedings.importing.proposals import UnreadableFileError

from .programme import Part, check_file, read_programme
from .recurrences import moments_of
from .states import CANCELLED, is_left_out
from .values import prose_of, text_of, zone_of

# Lines are folded between bytes, sometimes inside one letter.
FOLD = re.compile(rb"\r?\n[ \t]")
END = re.compile(r"(?i)END:VCALENDAR\s*")


def read_icalendar(data, name, language=""):
    """Return (text, Proposal) of the bytes of a calendar. Raise UnreadableFileError."""
    check_file(data)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    content = decoded(data if is_utf16 else FOLD.sub(b"", data)).strip()
    if not END.fullmatch(content[content.rfind("\n") + 1 :]):
        raise UnreadableFileError(_("This calendar has no end (END:VCALENDAR): export or download it again."))
    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except UnreadableFileError:
        raise
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise UnreadableFileError(_("This calendar is damaged.")) from None
    named = [line(calendar, key) for calendar in calendars for key in ("name", "x-wr-calname")]
    notes = []
    conference = {"title": next(filter(None, named), ""), "notes": notes}
    listed = [(event, line(each, "method")) for each in calendars for event in each.walk("VEVENT")]
    methods = {id(event): method for event, method in listed}
    events = newest([event for event, _method in listed], notes)
    events = [event for event in events if is_held(event, methods[id(event)], notes)]
    timed = [event for event in events if isinstance(moment(event, "dtstart"), datetime)]
    parts = [part for event in timed for part in parts_of(event, recurrences_of(event, events))]
    zones = [*filter(None, (line(calendar, "x-wr-timezone") for calendar in calendars))]
    conference["time_zone"] = next(filter(None, map(zone_of, zones)), "") or common_zone(timed) or "".join(zones[:1])
    days = {part.starts_at[:10] for part in parts}
    conference |= fields_of_days([event for event in events if event not in timed], days, conference["title"], notes)
    return read_programme(parts, name, "icalendar", conference, language)


def line(component, name):
    value = component.get(name)
    return plain_characters(text_of(str(value[0] if isinstance(value, list) else value))) if value is not None else ""


def is_held(event, method, notes):
    """Whether an event is part of the programme; a note says why it is left out.

    `method` is the METHOD of its calendar, which can cancel all of its events.
    """
    title = line(event, "summary")
    if not title:
        notes.append(_("An event without a title is left out: %s") % (line(event, "description") or line(event, "uid")))
        return False
    status = "cancelled" if method.casefold() == "cancel" else line(event, "status")
    if is_left_out(title, status, notes):
        event["status"] = status
        # A cancelled override stays, so that it replaces the occurrence, which is thus left out.
        return event.get("recurrence-id") is not None
    for _name, error in event.errors:
        notes.append(
            _("“%(title)s”: a line cannot be read: %(error)s") % {"title": title, "error": text_of(str(error))}
        )
    if status.casefold() == "tentative":
        notes.append(_("“%s” is only tentative in the calendar.") % title)
    return True


def newest(events, notes):
    """Return the events without earlier versions: those with the same UID as another event and a lower SEQUENCE."""
    versions = defaultdict(list)
    for event in events:
        replaced = moment(event, "recurrence-id")
        versions[line(event, "uid"), stamp(replaced) if replaced else ""].append(event)
    earlier = set()
    for (uid, _time), several in versions.items():
        last = max(map(sequence, several))
        earlier |= {id(event) for event in several if uid and sequence(event) < last}
    message = _("“%s” is an earlier version of an event, and is left out.")
    notes += [message % line(event, "summary") for event in events if id(event) in earlier]
    return [event for event in events if id(event) not in earlier]


def sequence(event):
    text = line(event, "sequence")
    return int(text) if text.isdecimal() else 0


def moment(event, name):
    """Return the datetime or the date of a property, or None. Raise UnreadableFileError for another value."""
    value = event.get(name)
    try:
        value = value[0] if isinstance(value, list) else value
        moment = getattr(value, "dt", None)
    except BrokenCalendarProperty:
        message = _("“%s”: the calendar has a time that cannot be read.")
        raise UnreadableFileError(message % line(event, "summary")) from None
    zone = getattr(value, "params", {}).get("TZID", "")
    if zone and isinstance(moment, datetime) and moment.tzinfo is None:
        message = _(
            "“%(title)s”: the calendar does not say what the time zone “%(zone)s” is. Name it as Europe/Berlin."
        )
        raise UnreadableFileError(message % {"title": line(event, "summary"), "zone": zone})
    return moment if isinstance(moment, date) else None


def length_of(event, start):
    """Return the duration of an event, or None."""
    duration, end = getattr(event.get("duration"), "dt", None), moment(event, "dtend")
    if isinstance(duration, timedelta):
        return duration
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
        return None
    # In UTC, because Python ignores clock changes between two times of one zone.
    return end.astimezone(UTC) - start.astimezone(UTC) if end.tzinfo else end - start


def recurrences_of(event, events):
    """Return the starts of those occurrences of a repeated event that other events with its UID replace."""
    uid = line(event, "uid")
    for other in events:
        if "RANGE" in getattr(other.get("recurrence-id"), "params", {}):
            message = _("“%s”: the calendar changes all later times of a repeated event. Export them one by one.")
            raise UnreadableFileError(message % line(other, "summary"))
    return {
        replaced
        for other in events
        if other is not event and uid and line(other, "uid") == uid
        if (replaced := moment(other, "recurrence-id"))
    }


def parts_of(event, replaced):
    """Yield a Part for each occurrence of an event, except those in `replaced`."""
    if line(event, "status").lower() in CANCELLED:
        return
    start, title = moment(event, "dtstart"), line(event, "summary")
    usual, is_repeated = length_of(event, start), any(event.get(name) for name in ("rrule", "rdate"))
    for begins, own in moments_of(event, start, title) if is_repeated else [(start, None)]:
        length = own or usual
        if begins in replaced:
            continue
        identifier = line(event, "uid")
        original = moment(event, "recurrence-id") or (begins if is_repeated else None)
        if identifier and original:
            identifier = f"{identifier}/{stamp(original)}"
        try:
            ends = (begins.astimezone(UTC) + length).astimezone(begins.tzinfo) if begins.tzinfo else begins + length
        except (OverflowError, TypeError):
            ends = None
        texts = {"summary": prose_of(str(event.get("description") or "")), "identifier": identifier}
        yield Part(title, [], line(event, "location"), begins.isoformat(), ends.isoformat() if ends else "", **texts)


def stamp(moment):
    return moment.astimezone(UTC).isoformat() if getattr(moment, "tzinfo", None) else moment.isoformat()


def common_zone(events):
    """Return the name of the most frequent time zone of the events other than UTC, or "" if there is none."""
    zones = Counter(zone_of(getattr(moment(event, "dtstart").tzinfo, "key", "")) for event in events)
    zones = Counter({zone: number for zone, number in zones.items() if zone not in {"", "UTC"}})
    return zones.most_common(1)[0][0] if zones else ""


def fields_of_days(events, days, title, notes):
    """Return the fields of the conference from the all-day event that covers all days; note other all-day events."""
    fields = {}
    for event in events:
        start, end = moment(event, "dtstart"), moment(event, "dtend")
        if line(event, "status").lower() in CANCELLED:
            continue
        if start is None:
            notes.append(_("“%s” has no time, and is left out.") % line(event, "summary"))
            continue
        own = whole_days(event, start, end)
        first, last = own["starts_on"], own.get("ends_on", own["starts_on"])
        is_conference = all(first <= day <= last for day in days)
        if is_conference and (not fields or line(event, "summary") == title):
            fields = own
        else:
            message = _("“%(title)s” on %(day)s has no hours, and is left out.")
            notes.append(message % {"title": line(event, "summary"), "day": first})
    return fields | ({"title": title} if title else {})


def whole_days(event, start, end):
    """Return the fields of the conference from an event of whole days, whose end is exclusive."""
    fields = {"title": line(event, "summary"), "starts_on": start.isoformat(), "place": line(event, "location")}
    if end and not isinstance(end, datetime) and end > start:
        fields["ends_on"] = (end - timedelta(days=1)).isoformat()
    return {name: value for name, value in fields.items() if value}

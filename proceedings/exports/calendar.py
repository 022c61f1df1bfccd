"""A conference and its programme as iCalendar (RFC 5545, RFC 5546)."""

from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import last_modified, require_safe
from icalendar import Calendar, Event, vCalAddress, vText

from proceedings import markup
from proceedings.models import Conference
from proceedings.models.columns.local_times import is_repeated
from proceedings.models.reads.present_profile import latest_change, site_profile
from proceedings.text import xml_text

from .time_zones import definition

SUMMARY = 1000
# The last day of Python's calendar that is followed by another one, as the exclusive end of an event.
LAST = date.max - timedelta(days=1)
# An iCalendar integer has 31 bits: enough for the seconds of 68 years.
EARLIEST, MAX_SEQUENCE = datetime(2000, 1, 1, tzinfo=UTC), 2**31 - 1


def one_line(text):
    return " ".join(xml_text(text).split())


def last_change(_request, slug):
    changed = Conference.objects.public().filter(slug=slug).values_list("modified_at", flat=True).first()
    return latest_change(changed)


@require_safe
@last_modified(last_change)
def conference(request, slug):
    """The days of a conference and the times of its sessions, without sessions whose time is unknown."""
    row = get_object_or_404(Conference.objects.public().with_context(), slug=slug)
    calendar = new_calendar(row.title)
    # An all-day event cannot express that only the month or the year is known.
    if row.period and row.period.first.is_day and row.period.last.is_day:
        calendar.add_component(conference_event(row, request))
    sessions = list(row.sessions.exclude(starts_at=None).order_by("position"))
    for session in sessions:
        calendar.add_component(session_event(session, row, request))
    return calendar_response(calendar, row.zone, moments_of(sessions))


def new_calendar(name):
    calendar = Calendar()
    calendar.add("prodid", "-//Proceedings//The record of conferences//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    # Programs older than RFC 7986 read this name.
    calendar.add("x-wr-calname", one_line(name))
    return calendar


def conference_event(conference, request):
    event = new_event(conference, conference, conference.get_absolute_url(), request)
    event.add("dtstart", conference.period.first.first)
    # The end is exclusive.
    event.add("dtend", min(conference.period.last.last, LAST) + timedelta(days=1))
    # A conference does not make its days busy.
    event.add("transp", "TRANSPARENT")
    return event


def session_event(session, conference, request):
    event = new_event(session, conference, session.get_absolute_url(), request)
    event.add("dtstart", calendar_time(session.starts_at, conference.zone))
    if session.ends_at:
        event.add("dtend", calendar_time(session.ends_at, conference.zone))
    return event


def calendar_time(moment, zone):
    """The moment in the zone; in UTC if the zone's clock shows this time twice, or if its offset has seconds."""
    local = moment.astimezone(zone)
    is_exact = local.utcoffset() % timedelta(minutes=1) == timedelta() and not is_repeated(local)
    return local if is_exact and zone.key != "UTC" else moment.astimezone(UTC)


def moments_of(sessions):
    return [moment for session in sessions for moment in (session.starts_at, session.ends_at) if moment]


def new_event(item, conference, address, request):
    event = Event()
    language = {} if conference.language == "und" else {"LANGUAGE": conference.language}
    host = request.get_host().partition(":")[0]
    key = conference.slug if item is conference else f"{conference.slug}/{item.slug}"
    event.add("uid", f"{key}@{host}")
    event.add("summary", vText(one_line(item.title), params=language))
    if description := xml_text(markup.excerpt(item.summary, SUMMARY)):
        event.add("description", vText(description, params=language))
    if location := ", ".join(filter(None, (getattr(item, "room", ""), conference.place))):
        event.add("location", vText(one_line(location), params=language))
    event.add("url", request.build_absolute_uri(address))
    event.add("organizer", organizer(conference, request))
    event.add("status", "CONFIRMED")
    event.add("created", conference.published_at.astimezone(UTC))
    # Sessions store no modification time, but a change to one also modifies its conference.
    event.add("dtstamp", conference.modified_at.astimezone(UTC))
    event.add("last-modified", conference.modified_at.astimezone(UTC))
    # Seconds since publication: a number that grows with every change.
    age = conference.modified_at - max(conference.published_at, EARLIEST)
    event.add("sequence", min(max(0, int(age.total_seconds())), MAX_SEQUENCE))
    return event


def organizer(conference, request):
    """The first organiser, or the site without one, since a published event must have an organiser."""
    organiser = next(iter(conference.organisers.all()), None)
    path = organiser.organisation.get_absolute_url() if organiser else "/"
    address = vCalAddress(request.build_absolute_uri(path))
    address.params["CN"] = one_line(organiser.organisation.name if organiser else str(site_profile())).replace('"', "”")
    return address


def calendar_response(calendar, zone, moments):
    """Return the calendar with the definition of the zone in the years of its events."""
    local = [moment.astimezone(zone) for moment in moments if calendar_time(moment, zone).tzinfo is zone]
    if local:
        calendar.subcomponents.insert(0, definition(zone, {moment.year for moment in local}))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")

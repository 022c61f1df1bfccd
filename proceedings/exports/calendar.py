"""A conference and its programme as iCalendar (RFC 5545, RFC 5546)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import last_modified, require_safe
from icalendar import Calendar, Event, vCalAddress, vText

from proceedings import markup
from proceedings.models import Conference
from proceedings.text import xml_text

UTC = ZoneInfo("UTC")
SUMMARY = 1000
# Days before and after the programme for which the calendar defines its time zones.
MARGIN = 366
FIRST, LAST = date(2, 1, 1).toordinal(), date(9998, 1, 1).toordinal()


def one_line(text):
    return " ".join(xml_text(text).split())


def last_change(_request, slug):
    return Conference.objects.public().filter(slug=slug).values_list("modified_at", flat=True).first()


@require_safe
@last_modified(last_change)
def conference(request, slug):
    """The days of a conference and the times of its sessions, without sessions whose time is unknown."""
    row = get_object_or_404(Conference.objects.public().with_context(), slug=slug)
    calendar = new_calendar(row.title)
    if row.starts_on:
        calendar.add_component(conference_event(row, request))
    for session in row.sessions.exclude(starts_at=None).order_by("position"):
        calendar.add_component(session_event(session, row, request))
    return calendar_response(calendar)


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
    event.add("dtstart", conference.starts_on)
    # The end is exclusive.
    event.add("dtend", (conference.ends_on or conference.starts_on) + timedelta(days=1))
    # A conference does not make its days busy.
    event.add("transp", "TRANSPARENT")
    return event


def session_event(session, conference, request):
    event = new_event(session, conference, session.get_absolute_url(), request)
    event.add("dtstart", session.starts_at.astimezone(conference.zone))
    if session.ends_at:
        event.add("dtend", session.ends_at.astimezone(conference.zone))
    return event


def new_event(item, conference, address, request):
    event = Event()
    language = {} if conference.language == "und" else {"LANGUAGE": conference.language}
    host = request.get_host().partition(":")[0]
    key = conference.slug if item is conference else f"{conference.slug}/{item.slug}"
    event.add("uid", f"{key}@{host}")
    event.add("summary", vText(one_line(item.title), params=language))
    if description := xml_text(markup.excerpt(item.summary, SUMMARY)):
        event.add("description", vText(description, params=language))
    if conference.place:
        event.add("location", vText(one_line(conference.place), params=language))
    event.add("url", request.build_absolute_uri(address))
    event.add("organizer", organizer(conference, request))
    event.add("status", "CONFIRMED")
    event.add("created", conference.published_at.astimezone(UTC))
    # A session stores no time of change; a change to it also modifies its conference.
    event.add("dtstamp", conference.modified_at.astimezone(UTC))
    event.add("last-modified", conference.modified_at.astimezone(UTC))
    # Seconds since publication: a number that grows with every change.
    event.add("sequence", max(0, int((conference.modified_at - conference.published_at).total_seconds())))
    return event


def organizer(conference, request):
    """The first organiser, or the site without one, since a published event must have an organiser."""
    organiser = next(iter(conference.organisers.all()), None)
    path = organiser.organisation.get_absolute_url() if organiser else "/"
    address = vCalAddress(request.build_absolute_uri(path))
    address.params["CN"] = one_line(organiser.organisation.name if organiser else _("Proceedings")).replace('"', "”")
    return address


def calendar_response(calendar):
    """Return the calendar with the definitions of its time zones for the time of its events."""
    days = [event.start.date() if isinstance(event.start, datetime) else event.start for event in calendar.events]
    if days:
        calendar.add_missing_timezones(day_offset(min(days), -MARGIN), day_offset(max(days), MARGIN))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def day_offset(day, days):
    """The day some days earlier or later, within the range of dates."""
    return date.fromordinal(min(max(day.toordinal() + days, FIRST), LAST))

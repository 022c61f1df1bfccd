"""A conference and its programme as iCalendar (RFC 5545), published as RFC 5546 says."""

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
# A zone's changes are told so far around the programme.
MARGIN = 366
FIRST, LAST = date(2, 1, 1).toordinal(), date(9998, 1, 1).toordinal()


def line(text):
    return " ".join(xml_text(text).split())


def last_change(_request, slug):
    return Conference.objects.public().filter(slug=slug).values_list("modified_at", flat=True).first()


@require_safe
@last_modified(last_change)
def conference(request, slug):
    """The days of a conference and the times of its sessions; a session without a time is left out."""
    found = get_object_or_404(Conference.objects.public().with_context(), slug=slug)
    calendar = calendar_of(found.title)
    if found.starts_on:
        calendar.add_component(whole_days(found, request))
    for session in found.sessions.exclude(starts_at=None).order_by("position"):
        calendar.add_component(hours(session, found, request))
    return answer(calendar)


def calendar_of(name):
    calendar = Calendar()
    calendar.add("prodid", "-//Proceedings//The record of conferences//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", line(name))
    # The same for programs that are older than RFC 7986.
    calendar.add("x-wr-calname", line(name))
    return calendar


def whole_days(conference, request):
    event = event_of(conference, conference, conference.get_absolute_url(), request)
    event.add("dtstart", conference.starts_on)
    # The day after the last one.
    event.add("dtend", (conference.ends_on or conference.starts_on) + timedelta(days=1))
    # A conference fills nobody's own days.
    event.add("transp", "TRANSPARENT")
    return event


def hours(session, conference, request):
    event = event_of(session, conference, session.get_absolute_url(), request)
    event.add("dtstart", session.starts_at.astimezone(conference.zone))
    if session.ends_at:
        event.add("dtend", session.ends_at.astimezone(conference.zone))
    return event


def event_of(item, conference, address, request):
    event = Event()
    language = {} if conference.language == "und" else {"LANGUAGE": conference.language}
    host = request.get_host().partition(":")[0]
    key = conference.slug if item is conference else f"{conference.slug}/{item.slug}"
    event.add("uid", f"{key}@{host}")
    event.add("summary", vText(line(item.title), params=language))
    if described := xml_text(markup.excerpt(item.summary, SUMMARY)):
        event.add("description", vText(described, params=language))
    if conference.place:
        event.add("location", vText(line(conference.place), params=language))
    event.add("url", request.build_absolute_uri(address))
    event.add("organizer", organizer(conference, request))
    event.add("status", "CONFIRMED")
    event.add("created", conference.published_at.astimezone(UTC))
    # A session has no time of its own: its conference was modified when it was.
    event.add("dtstamp", conference.modified_at.astimezone(UTC))
    event.add("last-modified", conference.modified_at.astimezone(UTC))
    # It grows with every change, and nobody has to count them.
    event.add("sequence", max(0, int((conference.modified_at - conference.published_at).total_seconds())))
    return event


def organizer(conference, request):
    """The first organiser on record; the site itself where there is none, since something published has one."""
    organiser = next(iter(conference.organisers.all()), None)
    path = organiser.organisation.get_absolute_url() if organiser else "/"
    address = vCalAddress(request.build_absolute_uri(path))
    address.params["CN"] = line(organiser.organisation.name if organiser else _("Proceedings")).replace('"', "”")
    return address


def answer(calendar):
    """The calendar with its time zones, told as far as its events reach."""
    days = [event.start.date() if isinstance(event.start, datetime) else event.start for event in calendar.events]
    if days:
        calendar.add_missing_timezones(moved(min(days), -MARGIN), moved(max(days), MARGIN))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def moved(day, days):
    """The day so much earlier or later, or the end of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, FIRST), LAST))

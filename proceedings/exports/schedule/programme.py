"""The days, rooms and events of a conference: each session with a time is an event, and its speakers the persons."""

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.models import CoSpeaker, Statement

# The schema allows only some characters in an acronym, and no shorter one. Other characters become underscores.
NOT_IN_ACRONYM, SHORTEST_ACRONYM = re.compile(r"[^a-z0-9_]"), 4
# The duration of a session without an end, because the format cannot leave it out.
NO_TIME = timedelta()
ABSTRACT = 5000


@dataclass
class Person:
    """`key` is the primary key of the speaker, or None if the source does not name the speaker."""

    key: int | None
    name: str
    guid: str = ""


@dataclass
class Event:
    """A session with the names of the format; `starts_at` is in the zone of the conference, if the format allows it."""

    key: int
    guid: str
    slug: str
    title: str
    kind: str
    room: str
    starts_at: datetime
    duration: timedelta
    language: str
    abstract: str
    url: str
    persons: list[Person] = field(default_factory=list)


@dataclass
class Day:
    """`rooms` are lists of events by the names of rooms, in the order of the programme."""

    index: int
    date: date
    starts_at: datetime
    ends_at: datetime
    rooms: dict[str, list[Event]]


def days_of(conference, site):
    """Return the Days of a conference with sessions, and its first day if that is known exactly."""
    sessions = list(conference.sessions.exclude(starts_at=None).order_by("starts_at", "position"))
    persons = persons_of(conference, site)
    by_date = defaultdict(dict)
    for day in own_days(conference):
        by_date[day] = {}
    for session in sessions:
        event = event_of(session, conference, site, persons.get(session.pk, []))
        by_date[event.starts_at.date()].setdefault(event.room, []).append(event)
    return [day_of(index, day, by_date[day], conference) for index, day in enumerate(sorted(by_date), 1)]


def own_days(conference):
    """Return [first day of the conference], or [] if the day is unknown: a programme without times has a day too."""
    period = conference.period
    return [period.first.first] if period and period.first.is_day else []


def day_of(index, day, rooms, conference):
    starts_at = local(datetime.combine(day, time(), conference.zone), conference)
    ends_at = local(datetime.combine(day, time(23, 59), conference.zone), conference)
    return Day(index, day, starts_at, ends_at, rooms)


def event_of(session, conference, site, persons):
    starts_at = local(session.starts_at, conference)
    url = f"{site}{session.get_absolute_url()}"
    return Event(
        key=session.pk,
        guid=str(uuid.uuid5(uuid.NAMESPACE_URL, url)),
        slug=f"{session.slug.lower()}-{session.pk}",
        title=session.title,
        kind=session.kind,
        room=session.room or conference.place or _("Programme"),
        starts_at=starts_at,
        duration=session.ends_at - session.starts_at if session.ends_at else NO_TIME,
        language="" if conference.language == "und" else conference.language,
        abstract=markup.excerpt(session.summary, ABSTRACT),
        url=url,
        persons=persons,
    )


def local(moment, conference):
    """Return the moment in the zone of the conference; in UTC if its offset has seconds, which the format lacks."""
    try:
        moment = moment.astimezone(conference.zone)
        return moment if moment.utcoffset() % timedelta(minutes=1) == NO_TIME else moment.astimezone(UTC)
    except OverflowError:
        # Before the year 1 or after the year 9999.
        return moment.replace(tzinfo=UTC)


def persons_of(conference, site):
    """Return {key of a session: its Persons in order of their first words}, from public statements."""
    public = Statement.objects.public().at(conference)
    first = public.in_order().values_list("session", "speaker", "speaker__name", "speaker__slug", "label")
    further = (
        CoSpeaker.objects.filter(statement__in=public.order_by().values("pk"))
        .order_by("statement__position", "position")
        .values_list("statement__session", "speaker", "speaker__name", "speaker__slug", "label")
    )
    persons = defaultdict(dict)
    for session, key, name, slug, label in (*first, *further):
        if name or label:
            guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/speakers/{slug}/")) if slug else ""
            persons[session].setdefault(key or label, Person(key, name or label, guid))
    return {session: list(named.values()) for session, named in persons.items()}


def acronym_of(conference):
    """Return a short name in the letters of the schema.

    >>> acronym_of(Conference(slug="sco-2020"))
    'sco_2020'
    """
    return NOT_IN_ACRONYM.sub("_", conference.slug.lower()).ljust(SHORTEST_ACRONYM, "_")


def clock(duration):
    """Return a duration as hours and minutes: "01:30"."""
    minutes = max(0, int(duration.total_seconds())) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"

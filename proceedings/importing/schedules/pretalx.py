"""The JSON of pretalx and frab: https://docs.pretalx.org and https://c3voc.de/wiki/schedule."""

from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError

from .events import Event, parts_of
from .pretalx_api import rows_of_api
from .programme import check_file, read_programme
from .values import clock_of, day_of, dict_of, in_offset_of, list_of, moment_of, parse_json, start_of, text_of


def read_pretalx(data, name, language=""):
    """Return (text, Proposal) of the bytes of a schedule, or of talks of the API. Raise UnreadableFileError."""
    check_file(data)
    content = parse_json(data)
    if content.get("next"):
        raise UnreadableFileError(
            _("These are not all talks: the file says that more follow. Export all of them at once.")
        )
    about = dict_of(dict_of(content.get("schedule")).get("conference"))
    conference = {
        "title": text_of(about.get("title"), language),
        "starts_on": day_of(text_of(about.get("start") or content.get("event_start"))),
        "ends_on": day_of(text_of(about.get("end") or content.get("event_end"))),
        "time_zone": text_of(about.get("time_zone_name") or content.get("timezone")),
    }
    conference["notes"] = notes = []
    events = [event_of(*row, language) for row in rows_of(content, about, language)]
    return read_programme([*parts_of(events, "markdown", notes)], name, "pretalx", conference, language)


def rows_of(content, about, language):
    """Yield (event, day, room) of each event of the days, wherever it is, and of each talk of the API."""
    for day in list_of(about.get("days")):
        rooms = day.get("rooms")
        named = (
            rooms.items()
            if isinstance(rooms, dict)
            else [(room.get("name"), room.get("events")) for room in list_of(rooms)]
        )
        for room, events in [*named, ("", day.get("events"))]:
            for event in list_of(events):
                yield event, day, room
    for event in rows_of_api(content, language):
        yield event, {}, ""


def event_of(event, day, room, language):
    own = text_of(event.get("language"))
    language = language or own
    start = text_of(event.get("date"))
    if not moment_of(start):
        first, clock = clock_of(text_of(day.get("day_start"))), text_of(event.get("start"))
        start = start_of(day_of(start) or text_of(day.get("date")), clock, first) or start or clock
        start = in_offset_of(start, text_of(day.get("day_start")), text_of(day.get("day_end")))
    return Event(
        title=text_of(event.get("title"), language),
        subtitle=text_of(event.get("subtitle"), language),
        room=text_of(event.get("room"), language) or text_of(room, language),
        start=start,
        end=text_of(event.get("end")),
        duration=text_of(event.get("duration")),
        identifier=text_of(event.get("guid")) or text_of(event.get("id")) or text_of(event.get("code")),
        language=own,
        state=text_of(event.get("state")) or text_of(event.get("status")),
        abstract=in_language(event.get("abstract"), language),
        description=in_language(event.get("description"), language),
        names=[*map(name_of, list_of(event.get("persons")))],
    )


def in_language(value, language):
    return text_of(value, language) if isinstance(value, dict) else value


def name_of(person):
    names = (text_of(person.get(key)) for key in ("name", "public_name", "full_public_name"))
    return (
        next(filter(None, names), "")
        or f"{text_of(person.get('first_name'))} {text_of(person.get('last_name'))}".strip()
    )

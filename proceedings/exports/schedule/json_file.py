"""The programme in JSON, as pretalx writes it."""

import json
import re
import uuid

from proceedings.text import xml_text

from .programme import acronym_of, clock, days_of

SCHEMA = "https://c3voc.de/schedule/schema.json"
# The names of time zones that the schema allows.
ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")


def schedule_json(conference, site):
    """Return the text of a file for a public conference. `site` is the address of the site, without a final slash."""
    days = days_of(conference, site)
    url = f"{site}{conference.get_absolute_url()}"
    rooms = dict.fromkeys(room for day in days for room in day.rooms)
    about = {
        "acronym": acronym_of(conference),
        "title": conference.title,
        "start": days[0].date.isoformat() if days else "",
        "end": days[-1].date.isoformat() if days else "",
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        **({"time_zone_name": conference.time_zone} if ZONE.match(conference.time_zone) else {}),
        "url": url,
        "rooms": [{"guid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url}#{room}")), "name": room} for room in rooms],
        "days": [day_json(day) for day in days],
    }
    schedule = {"version": conference.modified_at.isoformat(), "base_url": f"{site}/", "conference": about}
    content = {"$schema": SCHEMA, "generator": {"name": "Proceedings", "url": f"{site}/"}, "schedule": schedule}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def day_json(day):
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.starts_at.isoformat(),
        "day_end": day.ends_at.isoformat(),
        "rooms": {room: [event_json(event) for event in events] for room, events in day.rooms.items()},
    }


def event_json(event):
    return {
        "id": event.key,
        "guid": event.guid,
        "date": event.starts_at.isoformat(),
        "start": f"{event.starts_at:%H:%M}",
        "duration": clock(event.duration),
        "room": event.room,
        "slug": event.slug,
        "url": event.url,
        "title": event.title,
        "subtitle": "",
        "track": "",
        "type": event.kind,
        "language": event.language,
        "abstract": xml_text(event.abstract),
        "description": "",
        "persons": [
            {"name": person.name, **({"guid": person.guid} if person.guid else {})} for person in event.persons
        ],
        "links": [],
        "attachments": [],
        "answers": [],
    }

"""The programme in XML, as frab writes it."""

from lxml import etree

from proceedings.text import xml_text

from .programme import acronym_of, clock, days_of

# The most hours of a duration that the schema allows.
MOST_HOURS = 99


def schedule_xml(conference, site):
    """Return the bytes of a file for a public conference. `site` is the address of the site, without a final slash."""
    days = days_of(conference, site)
    root = etree.Element("schedule")
    add(root, "generator", name="Proceedings")
    add(root, "version", conference.modified_at.isoformat())
    about = add(root, "conference")
    add(about, "title", conference.title)
    add(about, "acronym", acronym_of(conference))
    if days:
        add(about, "start", days[0].date.isoformat())
        add(about, "end", days[-1].date.isoformat())
    add(about, "days", str(len(days)))
    add(about, "timeslot_duration", "00:05")
    add(about, "base_url", f"{site}/")
    add(about, "time_zone_name", conference.time_zone)
    for day in days:
        add_day(root, day)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def add_day(root, day):
    element = add(
        root,
        "day",
        index=str(day.index),
        date=day.date.isoformat(),
        start=day.starts_at.isoformat(),
        end=day.ends_at.isoformat(),
    )
    for name, events in day.rooms.items():
        room = add(element, "room", name=name)
        for event in events:
            add_event(room, event)


def add_event(room, event):
    element = add(room, "event", id=str(event.key), guid=event.guid)
    hours = event.duration.total_seconds() / 3600
    for name, text in (
        ("room", event.room),
        ("title", event.title),
        ("subtitle", ""),
        ("type", event.kind),
        ("date", event.starts_at.isoformat()),
        ("start", f"{event.starts_at:%H:%M}"),
        ("duration", clock(event.duration) if hours <= MOST_HOURS else "00:00"),
        ("abstract", event.abstract),
        ("slug", event.slug),
        ("track", ""),
        ("language", event.language),
        ("url", event.url),
    ):
        add(element, name, text)
    persons = add(element, "persons")
    for person in event.persons:
        add(persons, "person", person.name, **({"id": str(person.key)} if person.key else {}))
    add(element, "links")


def add(parent, tag, text="", **attributes):
    element = etree.SubElement(parent, tag, {name: xml_text(value) for name, value in attributes.items()})
    element.text = xml_text(text) or None
    return element

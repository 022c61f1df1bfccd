"""The JSON of pretalx and frab: https://docs.pretalx.org and https://c3voc.de/wiki/schedule."""

from .programme import Part, Person, Talk, check_file, read_programme
from .values import day_of, dict_of, list_of, parse_json, prose_of, span_of, text_of, zone_of


def read_pretalx(data, name, language=""):
    """Return (text, Proposal) of the bytes of a schedule. Raise UnreadableFileError."""
    check_file(data)
    about = dict_of(dict_of(parse_json(data).get("schedule")).get("conference"))
    conference = {
        "title": text_of(about.get("title")),
        "starts_on": day_of(text_of(about.get("start"))),
        "ends_on": day_of(text_of(about.get("end"))),
        "time_zone": zone_of(text_of(about.get("time_zone_name"))),
    }
    parts = [
        part_of(event, text_of(room))
        for day in list_of(about.get("days"))
        for room, events in dict_of(day.get("rooms")).items()
        for event in list_of(events)
    ]
    return read_programme([part for part in parts if part.title], name, "pretalx", conference, language)


def part_of(event, room):
    starts_at, ends_at = span_of(text_of(event.get("date")), text_of(event.get("duration")))
    title = ": ".join(filter(None, (text_of(event.get("title")), text_of(event.get("subtitle")))))
    identifier = text_of(event.get("guid")) or text_of(event.get("id"))
    abstract = prose_of(event.get("abstract")) or prose_of(event.get("description"))
    names = dict.fromkeys(
        text_of(each.get("name")) or text_of(each.get("public_name")) for each in list_of(event.get("persons"))
    )
    part = Part(title, [], text_of(event.get("room")) or room, starts_at, ends_at, identifier=identifier)
    if persons := [Person(each) for each in names if each]:
        language = text_of(event.get("language"))
        # Abstracts in pretalx are Markdown.
        part.talks.append(Talk(title, persons, abstract, "markdown", language, starts_at, identifier))
    else:
        part.summary = abstract
    return part

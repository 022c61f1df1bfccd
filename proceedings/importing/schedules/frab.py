"""The XML of frab, which pretalx and others write too: https://c3voc.de/wiki/schedule."""

from django.utils.translation import gettext as _
from lxml import etree

from proceedings.importing.proposals import UnreadableFileError

from .programme import Part, Person, Talk, check_file, read_programme
from .values import day_of, prose_of, span_of, text_of, zone_of


def read_frab(data, name, language=""):
    """Return (text, Proposal) of the bytes of a schedule. Raise UnreadableFileError."""
    check_file(data)
    root = parsed(data)
    about = root.find("conference")
    about = root if about is None else about
    conference = {
        "title": line(about, "title"),
        "starts_on": day_of(line(about, "start")),
        "ends_on": day_of(line(about, "end")),
        "place": ", ".join(filter(None, (line(about, "venue"), line(about, "city")))),
        "time_zone": zone_of(line(about, "time_zone_name")),
    }
    parts = [
        part_of(event, day.get("date") or "", room.get("name") or "")
        for day in root.iterfind("day")
        for room in day.iterfind("room")
        for event in room.iterfind("event")
    ]
    return read_programme([part for part in parts if part.title], name, "frab", conference, language)


def parsed(data):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFileError(_("This is not XML, or it is damaged.")) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(_("Remove the document type (<!DOCTYPE …>): a programme needs none."))
    if root.tag != "schedule":
        raise UnreadableFileError(_("This XML is no programme: it has to begin with <schedule>."))
    return root


def line(element, tag):
    return text_of(element.findtext(tag) or "")


def part_of(event, day, room):
    start = line(event, "date") or f"{day}T{line(event, 'start')}"
    starts_at, ends_at = span_of(start, line(event, "duration"))
    abstract = prose_of(event.findtext("abstract") or "") or prose_of(event.findtext("description") or "")
    identifier = event.get("guid") or event.get("id") or ""
    title = ": ".join(filter(None, (line(event, "title"), line(event, "subtitle"))))
    names = dict.fromkeys(text_of("".join(each.itertext())) for each in event.iterfind("persons/person"))
    part = Part(title, [], line(event, "room") or room, starts_at, ends_at, identifier=identifier)
    if persons := [Person(each) for each in names if each]:
        part.talks.append(Talk(title, persons, abstract, "plain", line(event, "language"), starts_at, identifier))
    else:
        part.summary = abstract
    return part

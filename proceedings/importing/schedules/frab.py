"""The XML of frab, which pretalx and others write too: https://c3voc.de/wiki/schedule."""

from django.utils.translation import gettext as _
from lxml import etree

from proceedings.importing.proposals import UnreadableFileError

from .events import Event, parts_of
from .programme import check_file, read_programme
from .values import clock_of, day_of, in_offset_of, moment_of, start_of, text_of


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
        "time_zone": line(about, "time_zone_name"),
    }
    conference["notes"] = notes = []
    # The texts of pretalx are Markdown, those of frab have no format.
    generator = root.find("generator")
    is_pretalx = generator is not None and generator.get("name", "").lower().startswith("pretalx")
    parts = [*parts_of(events_of(root), "markdown" if is_pretalx else "plain", notes)]
    return read_programme(parts, name, "frab", conference, language)


def parsed(data):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFileError(_("This is not XML, or it is damaged.")) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(_("Remove the document type (<!DOCTYPE …>): a programme needs none."))
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    if root.tag != "schedule":
        raise UnreadableFileError(_("This XML is no programme: it has to begin with <schedule>."))
    return root


def line(element, tag):
    return text_of(element.findtext(tag) or "")


def events_of(root):
    """Yield the Event of each element, wherever it is."""
    for element in root.iter("event"):
        above = {each.tag: each for each in element.iterancestors("day", "room")}
        day, room = (above.get(tag, {}) for tag in ("day", "room"))
        first = clock_of(day.get("start") or "")
        start = line(element, "date")
        if not moment_of(start):
            clock = line(element, "start")
            start = start_of(day_of(start) or day.get("date") or "", clock, first) or start or clock
            start = in_offset_of(start, day.get("start") or "", day.get("end") or "")
        yield Event(
            title=line(element, "title"),
            subtitle=line(element, "subtitle"),
            room=line(element, "room") or text_of(room.get("name") or ""),
            start=start,
            end="",
            duration=line(element, "duration"),
            identifier=element.get("guid") or element.get("id") or "",
            language=line(element, "language"),
            state=line(element, "state")
            or line(element, "status")
            or element.get("state")
            or element.get("status")
            or "",
            abstract=element.findtext("abstract") or "",
            description=element.findtext("description") or "",
            names=[text_of("".join(each.itertext())) for each in element.iterfind("persons/person")],
        )

"""The JSON of Sessionize, in its view “All data”: https://sessionize.com/api-documentation."""

from django.utils.translation import gettext as _

from .events import Event, parts_of
from .programme import check_file, read_programme
from .values import list_of, parse_json, prose_of, text_of


def read_sessionize(data, name, language=""):
    """Return (text, Proposal) of the bytes of all data of an event. Raise UnreadableFileError.

    The file has neither the title nor the time zone of the conference. A tagline mixes post and organisation, so it
    becomes neither, but a note.
    """
    check_file(data)
    content = parse_json(data)
    rooms = {text_of(room.get("id")): text_of(room.get("name")) for room in list_of(content.get("rooms"))}
    persons = {text_of(person.get("id")): person for person in list_of(content.get("speakers"))}
    names = {key: name_of(person) for key, person in persons.items()}
    languages = languages_of(list_of(content.get("categories")))
    events = [event_of(row, rooms, names, languages) for row in list_of(content.get("sessions"))]
    notes = [
        _("%(speaker)s: “%(tagline)s” is not taken for a post.") % {"speaker": names[key], "tagline": tagline}
        for key, person in persons.items()
        if names[key] and (tagline := text_of(person.get("tagLine")))
    ]
    return read_programme([*parts_of(events, "plain", notes)], name, "sessionize", {"notes": notes}, language)


def event_of(row, rooms, names, languages):
    items, speakers = identifiers(row.get("categoryItems")), identifiers(row.get("speakers"))
    return Event(
        title=text_of(row.get("title")),
        subtitle="",
        room=rooms.get(text_of(row.get("roomId")), ""),
        start=text_of(row.get("startsAt")),
        end=text_of(row.get("endsAt")),
        duration="",
        identifier=text_of(row.get("id")),
        language=next((languages[each] for each in items if each in languages), ""),
        state=text_of(row.get("status")),
        abstract="",
        description=prose_of(row.get("description")),
        names=[names.get(each, "") for each in speakers],
    )


def identifiers(value):
    return [text_of(each) for each in value] if isinstance(value, list) else []


def name_of(person):
    return text_of(person.get("fullName")) or " ".join(
        filter(None, (text_of(person.get("firstName")), text_of(person.get("lastName"))))
    )


def languages_of(categories):
    """Return {identifier of a category's item: name of a language} for the category “Language”."""
    listed = [each for each in categories if text_of(each.get("title")).lower() in {"language", "languages"}]
    items = [item for category in listed for item in list_of(category.get("items"))]
    return {text_of(item.get("id")): text_of(item.get("name")) for item in items}

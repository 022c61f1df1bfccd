"""Talks and slots as the API of pretalx and its widget have them: https://docs.pretalx.org/api/."""

from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError

from .values import list_of, text_of


def rows_of_api(content, language):
    """Yield an event for each slot of the talks, and one for each talk without a slot.

    Raise UnreadableFileError if speakers, rooms or slots are only numbers and codes.
    """
    if content.get("talks"):
        yield from rows_of_widget(content, language)
        return
    for row in list_of(content.get("results")) + list_of(content.get("slots")):
        if "submission" in row:
            # A break has a description in place of a talk.
            talk = whole(row["submission"], dict) if row["submission"] else {"title": row.get("description")}
            yield event_of_talk(talk, row, language)
            continue
        for slot in whole_list(row.get("slots")) or [whole(row.get("slot"), dict)]:
            yield event_of_talk(row, slot, language)


def event_of_talk(talk, slot, language):
    times = {"date": slot.get("start"), "end": slot.get("end"), "persons": whole_list(talk.get("speakers"))}
    room = room_of(slot.get("room"), language)
    return talk | times | {"language": talk.get("content_locale"), "room": room}


def rows_of_widget(content, language):
    rooms, persons = (
        {text_of(row.get(key)): row for row in list_of(content.get(name))}
        for name, key in (("rooms", "id"), ("speakers", "code"))
    )
    for talk in list_of(content["talks"]):
        codes = talk.get("speakers")
        speakers = [persons.get(text_of(code), {}) for code in codes] if isinstance(codes, list) else []
        room = rooms.get(text_of(talk.get("room")), {})
        times = {"date": talk.get("start"), "persons": speakers, "language": talk.get("content_locale")}
        yield talk | times | {"room": room_of(room, language), "id": talk.get("code") or talk.get("id")}


def room_of(room, language):
    """Return the name of a room, from a text, a text in several languages, or an object whose `name` is either."""
    room = whole(room, dict | str)
    return text_of(room["name"] if isinstance(room, dict) and "name" in room else room, language)


def whole_list(values):
    return [whole(value, dict) for value in values] if isinstance(values, list) else []


def whole(value, kind):
    """Return a value of a type, or {} for none. Raise UnreadableFileError for a number or code in its place."""
    if isinstance(value, int | str) and not isinstance(value, kind):
        message = _(
            "This file has only the numbers of speakers, rooms or talks (%s). Export it with "
            "“?expand=speakers,slots.room”, or slots with “?expand=submission.speakers,room”."
        )
        raise UnreadableFileError(message % value)
    return value if isinstance(value, kind) else {}

"""Events of frab, pretalx and Sessionize, which have much the same fields, as parts of a programme."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.importing.html_texts import plain_characters
from proceedings.importing.language_names import language_of

from .programme import Part, Person, Talk
from .states import is_left_out, named
from .values import minutes_of, moment_of, prose_of


class Event(NamedTuple):
    """The texts of an event, as the source has them; `names` are those of its persons."""

    title: str
    subtitle: str
    room: str
    start: str
    end: str
    duration: str
    identifier: str
    language: str
    state: str
    abstract: str
    description: str
    names: list[str]


def parts_of(events, text_format, notes):
    """Yield the Part of each Event; add a note for each that is left out or shortened."""
    for event in events:
        title = plain_characters(": ".join(filter(None, (event.title, event.subtitle))))
        if not title:
            about = (event.start, event.room, *event.names, prose_of(event.abstract) or prose_of(event.description))
            notes.append(_("An event without a title is left out: %s") % ", ".join(filter(None, about)))
        elif not is_left_out(title, event.state, notes):
            yield part_of(event, title, text_format, notes)


def part_of(event, title, text_format, notes):
    start, end = moment_of(event.start), moment_of(event.end)
    for moment, text in ((start, event.start), (end, event.end)):
        if moment is None and text:
            notes.append(_("“%(title)s”: “%(time)s” is no time, and is left out.") % {"title": title, "time": text})
    minutes = minutes_of(event.duration) if event.duration and not end else 0
    if minutes is None:
        message = _("“%(title)s”: “%(duration)s” is no duration, and is left out.")
        notes.append(message % {"title": title, "duration": event.duration})
    language = language_of(event.language)
    if event.language and not language:
        values = {"title": title, "language": event.language}
        notes.append(_("“%(title)s”: “%(language)s” is no language, and is left out.") % values)
    texts = [prose_of(text, text_format) for text in (event.abstract, event.description)]
    text = "\n\n".join(filter(None, texts)) if texts[0] not in texts[1] else texts[1]
    starts_at, ends_at = (moment.isoformat() if moment else "" for moment in (start, end))
    part = Part(title, [], event.room, starts_at, ends_at, identifier=event.identifier)
    part.minutes = minutes or 0
    if persons := [*map(Person, named(event.names, title, notes))]:
        part.talks.append(Talk(title, persons, text, text_format, language, starts_at, event.identifier))
    else:
        part.summary, part.summary_format = text, text_format
    return part

"""Events of frab, pretalx and Sessionize, which have much the same fields, as parts of a programme."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .programme import Part, Person, Talk
from .values import CANCELLED, language_of, minutes_of, moment_of, prose_of


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
    """Yield the Part of each Event; `notes` gets a sentence for each that is left out, or not taken whole."""
    for event in events:
        title = ": ".join(filter(None, (event.title, event.subtitle)))
        if event.state.lower() in CANCELLED:
            notes.append(_("“%s” was cancelled, and is left out.") % title)
        elif not title:
            notes.append(
                _("An event without a title is left out: %s") % ", ".join(filter(None, (event.start, event.room)))
            )
        else:
            yield part_of(event, title, text_format, notes)


def part_of(event, title, text_format, notes):
    start, end = moment_of(event.start), moment_of(event.end)
    if start is None and event.start:
        notes.append(_("“%(title)s”: “%(time)s” is no time, and is left out.") % {"title": title, "time": event.start})
    language = language_of(event.language)
    if event.language and not language:
        values = {"title": title, "language": event.language}
        notes.append(_("“%(title)s”: “%(language)s” is no language, and is left out.") % values)
    texts = [prose_of(event.abstract), prose_of(event.description)]
    text = "\n\n".join(filter(None, texts)) if texts[0] not in texts[1] else texts[1]
    starts_at, ends_at = (moment.isoformat() if moment else "" for moment in (start, end))
    part = Part(title, [], event.room, starts_at, ends_at, identifier=event.identifier)
    part.minutes = 0 if end else minutes_of(event.duration)
    if persons := [Person(name) for name in dict.fromkeys(event.names) if name]:
        part.talks.append(Talk(title, persons, text, text_format, language, starts_at, event.identifier))
    else:
        part.summary = text
    return part

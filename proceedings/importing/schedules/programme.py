"""The common form of programmes in all formats, from which a proposal is made."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement, UnreadableFileError
from proceedings.markup.escaping import escaped
from proceedings.models.columns.local_times import ClockChangeError, moment_at

from .values import moment_of, zone_of

# Bytes of a file, and events in it; the largest conferences have some thousands.
LARGEST, MOST_EVENTS = 50 * 2**20, 20_000
# The most notes in the error message if all events are left out.
MOST_REASONS = 5


@dataclass
class Person:
    name: str
    organisation: str = ""
    post: str = ""


@dataclass
class Talk:
    """A contribution of persons. Times are ISO texts, with an offset if the source has one."""

    title: str
    persons: list[Person] = field(default_factory=list)
    abstract: str = ""
    text_format: str = "plain"
    language: str = ""
    starts_at: str = ""
    identifier: str = ""


@dataclass
class Part:
    """A session. Most have one talk; a break has none."""

    title: str
    talks: list[Talk] = field(default_factory=list)
    room: str = ""
    starts_at: str = ""
    ends_at: str = ""
    summary: str = ""
    summary_format: str = "plain"
    identifier: str = ""
    # The duration, if the source states no end.
    minutes: int = 0

    def record(self):
        """Return the fields that are known, for `Proposal.conference["sessions"]`. Summaries there are Markdown."""
        names = ("title", "room", "starts_at", "ends_at", "summary", "identifier")
        fields = {name: value for name in names if (value := getattr(self, name))}
        if self.summary and self.summary_format == "plain":
            fields["summary"] = escaped(self.summary)
        return fields


def check_file(data):
    if len(data) > LARGEST:
        raise UnreadableFileError(_("The file has more than %d MB. Split it into several files.") % (LARGEST >> 20))


def read_programme(parts, name, kind, conference, language=""):
    """Return (text, Proposal) of Parts. The text has a paragraph for each session, talk, abstract and speaker.

    `conference` has the fields of the conference, and sentences for the editor as `notes`.
    """
    notes = conference.setdefault("notes", [])
    if (stated := conference.get("time_zone", "")) and not zone_of(stated):
        notes.append(_("“%s” is no time zone, such as Europe/Berlin, and is left out.") % stated)
    conference["time_zone"] = zone_of(stated)
    give_offsets(parts, conference.get("time_zone", ""))
    if any((moment := moment_of(part.starts_at)) and moment.tzinfo is None for part in parts):
        notes.append(_("The programme does not name its time zone: its times are taken to be those of the conference."))
    give_ends(parts, notes)
    note_days(parts, conference, notes)
    parts = with_distinct_titles(sorted(parts, key=place_of))
    distinguish(parts)
    if not parts:
        raise UnreadableFileError(" ".join([_("There are no events in this programme."), *notes[:MOST_REASONS]]))
    if sum(1 + len(part.talks) for part in parts) > MOST_EVENTS:
        raise UnreadableFileError(_("The programme has more than %d events. Split it.") % MOST_EVENTS)
    conference = {name: value for name, value in conference.items() if value}
    sheet = Sheet(conference.get("title", ""))
    speakers, statements = {}, []
    for part in parts:
        sheet.add(" · ".join(filter(None, (part.starts_at, part.room, part.title))))
        for talk in part.talks:
            title, abstract = sheet.add(talk.title), sheet.add(talk.abstract)
            for person in talk.persons:
                speakers.setdefault(person.name, ProposedSpeaker(person.name, person.post, person.organisation))
                statements.append(
                    ProposedStatement(
                        speaker=person.name,
                        label=person.name,
                        post=person.post,
                        organisation=person.organisation,
                        title=talk.title,
                        text=talk.abstract,
                        # All speakers of a talk share its words.
                        content=[abstract or title],
                        source_span=[sheet.add(person.name)],
                        form="summary",
                        rule="programme",
                        session=part.title,
                        language=talk.language or language,
                        text_format=talk.text_format,
                        delivered_at=talk.starts_at,
                        identifier=talk.identifier,
                    )
                )
        sheet.add(part.summary)
    conference["sessions"] = [part.record() for part in parts]
    return sheet.text, Proposal(name, kind, "programme", conference, list(speakers.values()), statements)


def give_offsets(parts, zone_name):
    """Give each time without an offset that of the conference's zone, or else the one that all other times have.

    If there is none, or only UTC, which is no sign of a place, the times stay as they are until the zone of their
    conference is known. Raise UnreadableFileError for a time that the zone skips or repeats.
    """
    rows = [*parts, *(talk for part in parts for talk in part.talks)]
    moments = (moment_of(row.starts_at) for row in rows)
    offsets = {moment.utcoffset() for moment in moments if moment and moment.tzinfo}
    only = timezone(offsets.pop()) if len(offsets) == 1 and any(offsets) else None
    zone = ZoneInfo(zone_name) if zone_name else only
    for row in rows if zone else ():
        for name in ("starts_at", "ends_at"):
            moment = moment_of(getattr(row, name, ""))
            if moment and moment.tzinfo is None:
                setattr(row, name, with_offset(moment, zone, row.title).isoformat())


def place_of(part):
    """Return a key to sort parts by their times, in any zone; parts without a time come last."""
    moment = moment_of(part.starts_at)
    if moment is None:
        return (True,)
    try:
        return False, moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())
    except OverflowError:
        return False, moment.replace(tzinfo=None)


def with_offset(moment, zone, title):
    try:
        return moment_at(moment, zone).astimezone(zone)
    except ClockChangeError as error:
        message = _("“%(title)s”: %(error)s Write the one that is meant with its offset.")
        raise UnreadableFileError(message % {"title": title, "error": error}) from None
    except OverflowError:
        return moment.replace(tzinfo=zone)


def give_ends(parts, notes):
    """Set missing ends from durations. Remove an end before its start, with a note."""
    for part in parts:
        start, end = moment_of(part.starts_at), moment_of(part.ends_at)
        if start and not end and part.minutes:
            with suppress(OverflowError):
                part.ends_at = (start + timedelta(minutes=part.minutes)).isoformat()
        elif start and end and (start.tzinfo is None) == (end.tzinfo is None) and end < start:
            notes.append(_("“%s” ends before it begins: its end is left out.") % part.title)
            part.ends_at = ""


def note_days(parts, conference, notes):
    """Note the parts that are more than a day before the first or after the last day of the conference."""
    first, last = (moment_of(f"{conference.get(name)}T00:00") for name in ("starts_on", "ends_on"))
    for part in parts:
        start = moment_of(part.starts_at)
        day = start and start.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        # In another zone, the day may be the one before or after.
        if day and ((first and (first - day).days > 1) or (last and (day - last).days > 1)):
            message = _("“%(title)s” on %(day)s is not on a day of the conference.")
            notes.append(message % {"title": part.title, "day": day.date()})


def distinguish(parts):
    """Make identifiers unique: “a” of a second part or talk becomes “a#2”, in the order of their times."""
    seen = {"part": Counter(), "talk": Counter()}
    for part in parts:
        for noun, row in [("part", part), *(("talk", talk) for talk in part.talks)]:
            if identifier := row.identifier:
                seen[noun][identifier] += 1
                if seen[noun][identifier] > 1:
                    row.identifier = f"{identifier}#{seen[noun][identifier]}"


def with_distinct_titles(parts):
    """Return the parts with distinct titles: the start is added to equal ones, such as two poster sessions."""
    numbers = Counter(name_key(part.title) for part in parts)
    distinct, taken = [], set()
    for part in parts:
        title = part.title
        if numbers[name_key(title)] > 1:
            title = f"{title} ({part.starts_at or part.identifier or len(taken) + 1})"
        while name_key(title) in taken:
            title += "′"
        taken.add(name_key(title))
        distinct.append(replace(part, title=title))
    return distinct


class Sheet:
    """A text that grows by paragraphs."""

    def __init__(self, title):
        self.paragraphs, self.length = [title] if title else [], len(title)

    @property
    def text(self):
        return "\n\n".join(self.paragraphs)

    def add(self, paragraph):
        """Add a paragraph and return its span, or None if it is empty."""
        if not paragraph:
            return None
        start = self.length + 2 * bool(self.paragraphs)
        self.paragraphs.append(paragraph)
        self.length = start + len(paragraph)
        return start, self.length

"""What readers could read at a statement's address, version by version, as the history tells.

A version begins when what readers see of the statement itself changes, and only while they see it: what was a draft, in
review, withdrawn or in a conference that was not public then is no version, and is told nowhere.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from operator import attrgetter, itemgetter
from typing import NamedTuple

from proceedings.models.appointment import Appointment
from proceedings.models.conference import Conference
from proceedings.models.history import CREATED, DELETED
from proceedings.models.session import Session
from proceedings.models.speaker import Speaker
from proceedings.models.statement import Statement
from proceedings.models.translation import Translation
from proceedings.models.workflow.publishable import Status

# Columns of a statement and of its translations. Where it stands in the programme and under which themes, a link to a
# recording and a DOI lead to it or away from it, and may change without a word.
SEEN = {
    "statement": (
        *("session", "speaker", "appointment", "kind", "form"),
        *("title", "text", "language", "delivered_at", "source", "source_url"),
    ),
    "translation": ("statement", "language", "kind", "translator", "title", "text"),
}
# One save writes several rows, a moment after each other.
ONE_SAVE = timedelta(seconds=2)
# Before whatever the record tells.
EVER = datetime.min.replace(tzinfo=UTC)


def seen_of(model):
    """The names of a noun's fields that readers see on the page of a statement as its own words; mostly none."""
    return set(SEEN.get(model._meta.model_name, ()))


class Version(NamedTuple):
    """A statement and its translations as they read since a moment; neither is a stored row.

    `notes` are the corrections that readers were told since then and before the next version.
    """

    number: int
    since: datetime
    statement: Statement
    translations: list[Translation]
    notes: list


def published_versions(statement):
    """The versions of a public statement, the first one first; the last is what it reads now.

    Reads its conference, its translations and its corrections; seven queries, one more when it stood in another
    conference, and two more when somebody in it or a post is gone.
    """
    found = []
    for seen, content in [*visible(statement), (None, content_of(statement, statement.translations.all()))]:
        if found and content == found[-1][1]:
            continue
        if found and seen and seen - found[-1][0] < ONE_SAVE:
            found[-1] = found[-1][0], content
        else:
            # What was written past the history is told as of its last change.
            found.append((seen or statement.modified_at, content))
    return as_rows(statement, found)


def visible(statement):
    """(since when, content) of every state that readers saw, in order; neighbours may be alike."""
    said = list(Statement.history.filter(id=statement.pk))
    translations = Translation.history.filter(statement_id=statement.pk)
    events = sorted([*said, *translations], key=attrgetter("history_date"))
    times, text, translated = seen_times(statement, {event.session_id for event in said}), None, {}
    for event, following in zip_longest(events, events[1:]):
        end = following and following.history_date
        is_there = event.history_type != DELETED
        if event.instance_type is Statement:
            text = event if is_there else None
        elif is_there:
            translated[event.id] = event
        else:
            translated.pop(event.id, None)
        if not text or text.status != Status.PUBLISHED:
            continue
        if seen := first_seen(times[text.session_id], event.history_date, end):
            yield seen, content_of(text, translated.values())


def seen_times(statement, sessions):
    """{session: [(from, to)]}: when what was said in it was public, in whichever conference it stood then."""
    stays = defaultdict(list)
    rows = Session.history.filter(id__in=sessions).order_by("history_id")
    for session, *stay in rows.values_list("id", "history_date", "conference_id", "history_type"):
        stays[session].append(stay)
    conferences = {conference for some in stays.values() for _moment, conference, _type in some}
    times = public_times(statement.conference, conferences)
    found = defaultdict(list)
    for session in sessions:
        some = stays[session]
        if not some or some[0][2] != CREATED:
            # Its history began later than it did.
            some.insert(0, [EVER, some[0][1] if some else statement.conference.pk, CREATED])
        for (begun, conference, kind), following in zip_longest(some, some[1:]):
            over = following[0] if following else None
            found[session] += [
                (max(begun, first), earlier(over, last))
                for first, last in (times[conference] if kind != DELETED else ())
                if (over is None or first < over) and (last is None or begun < last)
            ]
    return found


def earlier(one, other):
    """Of two moments; None is none at all."""
    return min((moment for moment in (one, other) if moment), default=None)


def public_times(conference, others):
    """{conference: [(from, to)]}: when those that are public now were public; the last ends with None."""
    published = {conference.pk: conference.published_at}
    if others := others - published.keys():
        published |= dict(
            Conference.objects.public().filter(pk__in=others).order_by().values_list("pk", "published_at")
        )
    rows = {key: [] for key in published}
    told = Conference.history.filter(id__in=published).order_by("history_id")
    for key, *row in told.values_list("id", "history_date", "status", "history_type"):
        rows[key].append(row)
    times = defaultdict(list)
    for key, some in rows.items():
        if not some or some[0][2] != CREATED:
            # Its history began later than it did.
            some.insert(0, [published[key], Status.PUBLISHED, CREATED])
        for moment, status, _type in some:
            is_open = times[key] and times[key][-1][1] is None
            if status == Status.PUBLISHED and not is_open:
                times[key].append((moment, None))
            elif status != Status.PUBLISHED and is_open:
                times[key][-1] = times[key][-1][0], moment
    return times


def first_seen(times, start, end):
    """The first moment between two that lies in one of the times; None when none does."""
    for begun, over in times:
        seen = max(start, begun)
        if (end is None or seen < end) and (over is None or seen < over):
            return seen
    return None


def content_of(said, translations):
    """What readers see, to be compared: the values of a row or of a version of it, and those of its translations."""
    told = (tuple(values_of(Translation, translation)) for translation in translations)
    return tuple(values_of(Statement, said)), tuple(sorted(told, key=itemgetter(1, 3)))


def values_of(model, row):
    for name in SEEN[model._meta.model_name]:
        yield getattr(row, model._meta.get_field(name).attname)


def as_rows(statement, found):
    """The versions with rows to show: those in whose name they were are asked for at once."""
    columns = [Statement._meta.get_field(name).attname for name in SEEN["statement"]]
    rows = [dict(zip(columns, said, strict=True)) for _since, (said, _translations) in found]
    sessions = Session.objects.select_related("conference").in_bulk({row["session_id"] for row in rows})
    posts = posts_of({row["appointment_id"] for row in rows} - {None})
    speakers = {row["speaker_id"] for row in rows} - {None}
    names = dict(Speaker.objects.filter(pk__in=speakers).values_list("pk", "name"))
    if gone := speakers - names.keys():
        names |= dict(Speaker.history.filter(id__in=gone).order_by("history_id").values_list("id", "name"))
    notes = notes_by_version(statement, [since for since, _content in found])
    versions = []
    for number, ((since, (_said, translations)), row) in enumerate(zip(found, rows, strict=True), 1):
        said = Statement(pk=statement.pk, slug=statement.slug, position=statement.position, **row)
        said.session = sessions.get(said.session_id, statement.session)
        said.speaker = Speaker(pk=said.speaker_id, name=names.get(said.speaker_id, "")) if said.speaker_id else None
        said.appointment = posts.get(said.appointment_id)
        told = [Translation(**dict(zip(TRANSLATED, values, strict=True))) for values in translations]
        versions.append(Version(number, since, said, told, notes[number - 1]))
    return versions


def posts_of(keys):
    """{key: post}; one that is gone, such as by a merge of its speaker, is called as it was last."""
    found = Appointment.objects.select_related("organisation").in_bulk(keys)
    if gone := keys - found.keys():
        for post in Appointment.history.filter(id__in=gone).order_by("history_id").select_related("organisation"):
            found[post.id] = Appointment(pk=post.id, title=post.title, organisation=post.organisation)
    return found


TRANSLATED = [Translation._meta.get_field(name).attname for name in SEEN["translation"]]


def notes_by_version(statement, moments):
    """The corrections of each version, the latest first: a note tells of the last change before the end of its day."""
    notes = [[] for _moment in moments]
    days = [moment.astimezone(statement.conference.zone).date() for moment in moments]
    for correction in statement.corrections.all():
        at = max((at for at, day in enumerate(days) if day <= correction.made_on), default=0)
        notes[at].append(correction)
    return notes

"""The published versions of a statement: the texts that readers could read at its address, from the history.

A version begins when the part of the statement that readers see changes while it is public. Drafts, reviews, withdrawn
states and states in a conference that was not public are not versions and are never shown.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import chain, zip_longest
from operator import attrgetter, itemgetter
from typing import NamedTuple

from proceedings.models.appointment import Appointment
from proceedings.models.co_speaker import CoSpeaker
from proceedings.models.conference import Conference
from proceedings.models.history import CREATED, DELETED
from proceedings.models.session import Session
from proceedings.models.speaker import Speaker
from proceedings.models.statement import Statement
from proceedings.models.translation import Translation
from proceedings.models.workflow.publishable import Status

# Fields of a statement, of its further speakers and of its translations. The position in the programme, the themes,
# links to a recording and a DOI are not part of the text, and may change without a correction note.
SEEN = {
    "statement": (
        "session",
        "speaker",
        "appointment",
        "label",
        "kind",
        "form",
        "title",
        "text",
        "language",
        "delivered_at",
        "delivered_on",
        "source",
        "source_url",
        "text_format",
    ),
    "cospeaker": ("statement", "position", "speaker", "appointment", "label"),
    "translation": ("statement", "language", "kind", "translator", "title", "text", "text_format"),
}
# One save writes several rows, one shortly after the other.
ONE_SAVE = timedelta(seconds=2)
# Before every date on record.
EVER = datetime.min.replace(tzinfo=UTC)


def published_fields_of(model):
    """Return the names of the fields of a model that are part of a published statement; most models have none."""
    return set(SEEN.get(model._meta.model_name, ()))


class Version(NamedTuple):
    """A statement, its further speakers and its translations, as they were from a moment on. They are not stored rows.

    `notes` are the corrections from then until the next version.
    """

    number: int
    since: datetime
    statement: Statement
    translations: list[Translation]
    notes: list


def published_versions(statement):
    """Return the versions of a public statement in order; the last one is its present text.

    Reads its conference, further speakers, translations and corrections. Runs eight queries, one more if it was in
    another conference, and two more if a speaker or a post was deleted.
    """
    states = []
    for seen, content in [
        *visible_states(statement),
        (None, comparable_content(statement, statement.co_speakers.all(), statement.translations.all())),
    ]:
        if states and content == states[-1][1]:
            continue
        if states and seen and seen - states[-1][0] < ONE_SAVE:
            states[-1] = states[-1][0], content
        else:
            # A change that bypassed the history gets the time of the last modification.
            states.append((seen or statement.modified_at, content))
    return versions_with_rows(statement, states)


def visible_states(statement):
    """Yield (start, content) of every state that readers saw, in order; neighbours may be equal."""
    values = list(Statement.history.filter(id=statement.pk))
    parts = {model: {} for model in (CoSpeaker, Translation)}
    histories = [model.history.filter(statement_id=statement.pk) for model in parts]
    events = sorted(chain(values, *histories), key=attrgetter("history_date"))
    times, text = public_times_by_session(statement, {event.session_id for event in values}), None
    for event, following in zip_longest(events, events[1:]):
        end = following and following.history_date
        is_there = event.history_type != DELETED
        if event.instance_type is Statement:
            text = event if is_there else None
        elif is_there:
            parts[event.instance_type][event.id] = event
        else:
            parts[event.instance_type].pop(event.id, None)
        if not text or text.status != Status.PUBLISHED:
            continue
        if seen := first_seen(times[text.session_id], event.history_date, end):
            yield seen, comparable_content(text, *(rows.values() for rows in parts.values()))


def public_times_by_session(statement, sessions):
    """Return {session: [(start, end)]}, the times at which its statements were public, in any conference it was in."""
    stays = defaultdict(list)
    rows = Session.history.filter(id__in=sessions).order_by("history_id")
    for session, *stay in rows.values_list("id", "history_date", "conference_id", "history_type"):
        stays[session].append(stay)
    conferences = {conference for some in stays.values() for _moment, conference, _type in some}
    times = public_times(statement.conference, conferences)
    result = defaultdict(list)
    for session in sessions:
        some = stays[session]
        if not some or some[0][2] != CREATED:
            # The history began after the row was created.
            some.insert(0, [EVER, some[0][1] if some else statement.conference.pk, CREATED])
        for (begun, conference, kind), following in zip_longest(some, some[1:]):
            over = following[0] if following else None
            result[session] += [
                (max(begun, first), earlier_moment(over, last))
                for first, last in (times[conference] if kind != DELETED else ())
                if (over is None or first < over) and (last is None or begun < last)
            ]
    return result


def earlier_moment(one, other):
    """Return the earlier of two moments; None means no moment."""
    return min((moment for moment in (one, other) if moment), default=None)


def public_times(conference, others):
    """Return {conference: [(start, end)]} for conferences that are public now; the last end is None."""
    published = {conference.pk: conference.published_at}
    if others := others - published.keys():
        published |= dict(
            Conference.objects.public().filter(pk__in=others).order_by().values_list("pk", "published_at")
        )
    rows = {key: [] for key in published}
    translated_values = Conference.history.filter(id__in=published).order_by("history_id")
    for key, *row in translated_values.values_list("id", "history_date", "status", "history_type"):
        rows[key].append(row)
    times = defaultdict(list)
    for key, some in rows.items():
        if not some or some[0][2] != CREATED:
            # The history began after the row was created.
            some.insert(0, [published[key], Status.PUBLISHED, CREATED])
        for moment, status, _type in some:
            is_open = times[key] and times[key][-1][1] is None
            if status == Status.PUBLISHED and not is_open:
                times[key].append((moment, None))
            elif status != Status.PUBLISHED and is_open:
                times[key][-1] = times[key][-1][0], moment
    return times


def first_seen(times, start, end):
    """Return the first moment between start and end that is in one of the times, or None."""
    for begun, over in times:
        seen = max(start, begun)
        if (end is None or seen < end) and (over is None or seen < over):
            return seen
    return None


def comparable_content(values, further, translations):
    """Return the values that readers see of a row or a version, its further speakers and translations."""
    further_values = (tuple(values_of(CoSpeaker, row)) for row in further)
    translated_values = (tuple(values_of(Translation, translation)) for translation in translations)
    return (
        tuple(values_of(Statement, values)),
        tuple(sorted(further_values, key=itemgetter(1))),
        tuple(sorted(translated_values, key=itemgetter(1, 3))),
    )


def values_of(model, row):
    for name in SEEN[model._meta.model_name]:
        yield getattr(row, model._meta.get_field(name).attname)


def versions_with_rows(statement, states):
    """Return the versions with rows to display. Related rows are fetched together."""
    columns = [Statement._meta.get_field(name).attname for name in SEEN["statement"]]
    rows = [dict(zip(columns, content[0], strict=True)) for _since, content in states]
    further = [
        [dict(zip(FURTHER, values, strict=True)) for values in further_values]
        for _since, (_values, further_values, _translations) in states
    ]
    sessions = Session.objects.select_related("conference").in_bulk({row["session_id"] for row in rows})
    credited = [*rows, *chain.from_iterable(further)]
    posts = posts_of({row["appointment_id"] for row in credited} - {None})
    speakers = speakers_of({row["speaker_id"] for row in credited} - {None})
    notes = notes_by_version(statement, [since for since, _content in states])
    versions = []
    for number, (since, (_values, _further, translations)) in enumerate(states, 1):
        values = Statement(pk=statement.pk, slug=statement.slug, position=statement.position, **rows[number - 1])
        values.session = sessions.get(values.session_id, statement.session)
        co_speakers = [CoSpeaker(**row) for row in further[number - 1]]
        for row in (values, *co_speakers):
            row.speaker, row.appointment = speakers.get(row.speaker_id), posts.get(row.appointment_id)
        # Set them as prefetch_related() would.
        values._prefetched_objects_cache = {"co_speakers": co_speakers}
        translated_values = [Translation(**dict(zip(TRANSLATED, values, strict=True))) for values in translations]
        versions.append(Version(number, since, values, translated_values, notes[number - 1]))
    return versions


def posts_of(keys):
    """Return {key: post}. A deleted post, for example after a merge, has its last title."""
    posts = Appointment.objects.select_related("organisation").in_bulk(keys)
    if gone := keys - posts.keys():
        for post in Appointment.history.filter(id__in=gone).order_by("history_id").select_related("organisation"):
            posts[post.id] = Appointment(pk=post.id, title=post.title, organisation=post.organisation)
    return posts


def speakers_of(keys):
    """Return {key: speaker} with names only. A deleted speaker, for example after a merge, has the last name."""
    names = dict(Speaker.objects.filter(pk__in=keys).values_list("pk", "name"))
    if gone := keys - names.keys():
        names |= dict(Speaker.history.filter(id__in=gone).order_by("history_id").values_list("id", "name"))
    return {pk: Speaker(pk=pk, name=names.get(pk, "")) for pk in keys}


FURTHER = [CoSpeaker._meta.get_field(name).attname for name in SEEN["cospeaker"]]
TRANSLATED = [Translation._meta.get_field(name).attname for name in SEEN["translation"]]


def notes_by_version(statement, moments):
    """Return the corrections of each version, the latest first. A note belongs to the last change up to its day."""
    notes = [[] for _moment in moments]
    days = [moment.astimezone(statement.conference.zone).date() for moment in moments]
    for correction in statement.corrections.all():
        at = max((at for at, day in enumerate(days) if day <= correction.made_on), default=0)
        notes[at].append(correction)
    return notes

"""The contents of a book: a public conference as lists and dictionaries, in the order of its page."""

from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proceedings.citing.rights import rights_of
from proceedings.models import SessionKind, Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.templatetags.record import dates, day, language_name, moment, programme_times

from .colophon import colophon, state
from .indexes import participants, speakers_index, themes_index
from .labels import labels
from .texts import Markdown, capacity, text_in, text_of

# About 2,000 pages. More would take minutes and gigabytes.
MAX_STATEMENTS, MAX_LETTERS = 5_000, 5_000_000
# With more titles than this, the table of contents lists only the sessions, so that it stays readable.
LONGEST_CONTENTS = 400
OTHER_NAMES = ("speaker__other_names", "co_speakers__speaker__other_names")


class TooLongError(Exception):
    """The conference is too long for one book."""


def book(conference, site):
    """Return the contents of the book of a public conference, in a fixed number of queries.

    `site` is the scheme and host, such as https://example.org. Raises TooLongError.
    """
    public = Statement.objects.public().at(conference)
    size = public.aggregate(statements=Count("pk"), letters=Sum(Length("text"), default=0))
    if size["statements"] > MAX_STATEMENTS or size["letters"] > MAX_LETTERS:
        raise TooLongError
    context = public.with_context().prefetch_related("translations", "corrections", *OTHER_NAMES)
    statements = list(context.in_order())
    for number, statement in enumerate(statements, 1):
        statement.number = number
    originals = Statement.objects.public().filter(replies__in=public).with_speakers().in_bulk()
    sessions = [
        session_of(session, conference, statements, originals, site)
        for session in conference.sessions.order_by("position")
    ]
    titles = sum(not row["run_on"] for session in sessions for row in session["statements"])
    return {
        "page_language": get_language(),
        "labels": labels(),
        "site": site,
        "title": text_in(conference.title, conference.language),
        "short_title": text_in(conference.acronym or conference.title, conference.language),
        "facts": [fact for fact in (dates(conference), conference.place, conference.get_format_display()) if fact],
        "organisers": [
            {"name": text_in(organiser.organisation.name), "role": organiser.get_role_display()}
            for organiser in conference.organisers.all()
        ],
        "summary": text_in(Markdown(conference.summary), conference.language),
        "participants": participants(statements),
        "sessions": sessions,
        "titles_in_contents": titles <= LONGEST_CONTENTS,
        "speakers": speakers_index(statements),
        "themes": themes_index(statements),
        "address": f"{site}{conference.get_absolute_url()}",
        "language": conference.language,
        "rights": rights_of(conference),
        "publisher": site_profile().publisher,
        "state": state(conference, statements).isoformat(),
        "state_day": day(state(conference, statements)),
        "colophon": colophon(conference, statements, site),
    }


def session_of(session, conference, statements, originals, site):
    rows = [row for row in statements if row.session_id == session.pk]
    known, facts, parts = {conference.title, session.title}, None, []
    for row in rows:
        part = statement_of(row, conference, originals, site)
        # The utterances of a transcript repeat its title; the speaker's name is their heading.
        part["run_on"] = row.title in known and row.is_spoken
        if part["run_on"] and part["facts"] == facts:
            part["facts"] = []
        else:
            facts = part["facts"]
        known.add(row.title)
        parts.append(part)
    kind = [session.get_kind_display()] if session.kind != SessionKind.OTHER else []
    return {
        "title": text_in(session.title, conference.language),
        "facts": kind + times(session, conference),
        "summary": text_in(Markdown(session.summary), conference.language),
        "statements": parts,
    }


def times(session, conference):
    if session.starts_at is None:
        return []
    moments = [one.astimezone(conference.zone) for one in (session.starts_at, session.ends_at) if one]
    return [f"{'–'.join(programme_times(moments))} ({conference.time_zone})"]


def statement_of(row, conference, originals, site):
    facts = [row.get_kind_display()]
    if row.is_spoken:
        facts.append(row.get_form_display())
    if row.delivered_at:
        facts.append(f"{moment(row.delivered_at.astimezone(conference.zone))} ({conference.time_zone})")
    elif row.date:
        facts.append(day(row.date))
    if row.language != conference.language:
        facts.append(language_name(row.language))
    if row.rights:
        facts.append(_("Rights: %s") % row.rights)
    return {
        "number": row.number,
        "id": str(row.number),
        "address": f"{site}{row.get_absolute_url()}",
        "path": row.get_absolute_url(),
        "title": text_in(row.title, row.language),
        "speakers": [
            {"name": text_in(credit.name), "capacity": capacity(credit.appointment)} for credit in row.credits
        ],
        "facts": facts,
        "in_reply_to": reply(originals.get(row.in_reply_to_id), site),
        "text": text_in(text_of(row), row.language),
        "themes": [text_in(theme.name) for theme in row.themes.all()],
        "corrections": [
            {"day": day(correction.made_on), "note": text_in(Markdown(correction.note), get_language())}
            for correction in row.corrections.all()
        ],
        "translations": [translation_of(translation) for translation in row.translations.all()],
    }


def reply(original, site):
    if original is None:
        return None
    return {"to": f"{site}{original.get_absolute_url()}", "title": text_in(original.full_title, original.language)}


def translation_of(translation):
    facts = [language_name(translation.language), translation.get_kind_display(), translation.translator]
    return {
        "facts": [fact for fact in facts if fact],
        "title": text_in(translation.title, translation.language),
        "text": text_in(text_of(translation), translation.language),
    }

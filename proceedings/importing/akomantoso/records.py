"""The records of resolved debates; no queries are made here.

A record of a new row has all that is known of it. A record of a stored row has only what the file states, so that an
import never replaces an editor's work by a guess.
"""

from django.apps import apps

from proceedings import markup
from proceedings.importing.loader.errors import Place
from proceedings.importing.loader.model_fields import noun_of
from proceedings.importing.records import Record
from proceedings.models import Role, SessionKind, Status

from . import extension
from .identifiers import SCHEME

# The role of the author of a debate, which is the body that sat.
ROLE = Role.ORGANISER


class DebateRecords:
    """`by_key` are the records by noun and natural key. Records of the same row are merged: a speaker of two debates.

    `publish` is for new rows; `form` is for statements whose form the file does not state.
    """

    def __init__(self, debates, *, publish=False, form=""):
        self.publish, self.form = publish, form
        self.by_key = {}
        for resolved in debates:
            self.add_debate(resolved)

    def add_identified(self, names, other_name):
        """Add the identifiers and further names that debates give to rows; `other_name` is the noun of the names."""
        for value, (slug, place) in names.identifiers.items():
            self.add(place, f"{names.noun}identifier", {"scheme": SCHEME, "value": value, names.noun: [slug]})
        for slug, name, language, place in names.further_names:
            self.add(place, other_name, {names.noun: [slug], "language": language, "name": name})

    def add(self, place, noun, fields):
        keys = noun_of(apps.get_model("proceedings", noun)).key_fields
        key = (noun, *(str(fields[name]) for name in keys))
        self.by_key.setdefault(key, Record(place, noun, {})).fields.update(fields)

    def add_debate(self, resolved):
        debate = resolved.debate
        self.add(debate.place(), "conference", self.conference_fields(resolved))
        for name in resolved.names:
            self.add(debate.place(name.entity.element), name.noun, {"slug": name.slug})
            if name.is_new:
                # The first of several spellings is the name; the others are further names.
                self.by_key[name.noun, name.slug].fields.setdefault("name", name.entity.name)
        for slug in resolved.organisers:
            self.add(debate.place(), "organiser", {"conference": [resolved.slug], "organisation": [slug], "role": ROLE})
        for place, noun, fields in debate.rows:
            self.add(place, noun, fields)
        for section in resolved.sections:
            self.add_session(resolved, section)
        self.add_positions(debate, "session", resolved.moved, conference=[resolved.slug])

    def add_positions(self, debate, noun, moved, **fields):
        """Add records that move rows which are not in the file behind those which are."""
        for slug, position in moved.items():
            self.add(debate.place(), noun, {**fields, "slug": slug, "position": position})

    # Conferences

    def conference_fields(self, resolved):
        debate = resolved.debate
        fields = {
            "slug": resolved.slug,
            "title": debate.title,
            "summary": debate.summary,
            "source": debate.identity,
        }
        if debate.own:
            fields |= extension.fixture_values("conference", debate.own)
        elif debate.date:
            fields["starts_on"] = debate.date
        if debate.language:
            fields["language"] = debate.language
        if resolved.stored_summary is None:
            defaults = {"language": "und", "time_zone": str(debate.zone)}
            return defaults | fields | self.publication(debate.published_at)
        if markup.html(resolved.stored_summary) == markup.html(debate.summary):
            # Only the Markdown differs: keep the stored text.
            del fields["summary"]
        return fields

    def publication(self, published_at):
        """The status of a new row, and when it was published."""
        if not self.publish:
            return {"status": Status.DRAFT}
        return {"status": Status.PUBLISHED} | ({"published_at": published_at} if published_at else {})

    # Sessions and statements

    def add_session(self, resolved, section):
        debate = resolved.debate
        fields = {"conference": [resolved.slug], "slug": section.slug, "title": section.section.title}
        fields |= session_fields(section)
        self.add(place_of(debate, section.section), "session", fields | position_field(section))
        for statement in section.statements:
            if statement.appointment and not statement.statement.own:
                self.add_appointment(debate, statement)
            fields = self.statement_fields(debate, statement)
            fields |= {"slug": statement.slug, "session": [resolved.slug, section.slug]}
            self.add(place_of(debate, statement.statement), "statement", fields | position_field(statement))
            for position, slug in enumerate(statement.others, 2):
                fields = {"statement": [statement.slug], "position": position, "speaker": [slug]}
                self.add(place_of(debate, statement.statement), "cospeaker", fields)
        self.add_positions(debate, "statement", section.moved)

    def add_appointment(self, debate, resolved):
        fields = {"speaker": [resolved.speaker], "slug": resolved.appointment}
        if resolved.has_new_appointment:
            fields["title"] = resolved.statement.role.name
        self.add(place_of(debate, resolved.statement), "appointment", fields)

    def statement_fields(self, debate, resolved):
        """The fields that the file states; for a new statement also the defaults."""
        statement = resolved.statement
        appointment = [resolved.speaker, resolved.appointment] if resolved.appointment is not None else None
        fields = {
            "text": statement.text,
            "text_format": statement.text_format,
            "label": statement.label,
            # Keep the stored kind of a speech: an editor may have chosen a more exact one than remarks.
            "kind": statement.kind if statement.kind != "remarks" else "",
            "form": statement.form or self.form,
            "title": statement.title,
            "language": statement.language or debate.language,
            "delivered_at": statement.delivered_at,
            "themes": [[slug] for slug in resolved.themes],
        }
        if statement.own:
            fields |= extension.fixture_values("statement", statement.own)
            fields |= {"appointment": appointment, "text_format": statement.text_format}
            fields["in_reply_to"] = [statement.in_reply_to] if statement.in_reply_to else None
        else:
            fields = {name: value for name, value in (fields | {"appointment": appointment}).items() if value}
        if resolved.existing and reads_same(resolved.existing, statement):
            # Only the way it is written differs: keep the stored text.
            fields.pop("text", None)
            fields.pop("text_format", None)
        fields["speaker"] = [resolved.speaker] if resolved.speaker else None
        if resolved.existing is None:
            defaults = {"title": resolved.title, "language": "und", "kind": statement.kind}
            fields = defaults | self.publication(statement.published_at) | fields
        return fields


def reads_same(one, other):
    """Whether readers see the same in both texts; white space between words does not count."""
    pages = [markup.html(each.text, each.text_format).split() for each in (one, other)]
    return pages[0] == pages[1]


def session_fields(resolved):
    section = resolved.section
    if section.own:
        fields = extension.fixture_values("session", section.own)
    else:
        fields = {"starts_at": section.starts_at, "ends_at": section.ends_at, "summary": section.summary}
        fields = {name: value for name, value in fields.items() if value}
    # Files that we did not export name sections freely, so only a new session takes its kind from the name.
    if section.name in SessionKind.values and (resolved.is_new or section.own):
        fields["kind"] = section.name
    return fields


def place_of(debate, parsed):
    return Place(debate.file, 0, parsed.line)


def position_field(resolved):
    return {"position": resolved.position} if resolved.position is not None else {}

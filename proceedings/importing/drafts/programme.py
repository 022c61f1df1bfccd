"""A programme that is read again: its sessions and talks are found by the identifiers of its source.

If the source has a new value of a field, the field is changed, unless an editor changed it or the row is no longer a
draft: then it stays as it is, and a note says so.
"""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from proceedings.editorial.programme_items import LONGEST_IDENTIFIER, conference_with, items_of, keep_items, plain_value
from proceedings.importing.loader.tally import shortened
from proceedings.importing.sheets.speakers import joined
from proceedings.models import Statement, Status

# Programmes of frab and pretalx have the same identifiers.
SCHEMES = {"frab": "frab", "pretalx": "frab", "indico": "indico", "sessionize": "sessionize", "icalendar": "icalendar"}
SESSION_FIELDS = ("title", "room", "starts_at", "ends_at", "summary")
TALK_FIELDS = ("title", "text", "language", "text_format", "delivered_at")
TIMES = {"starts_at", "ends_at", "delivered_at"}


def keep_stated(proposal):
    """Keep the values of talks as the programme states them, before an editor changes the proposal."""
    for statement in proposal.proposals:
        if statement.identifier:
            statement.stated = {name: getattr(statement, name) for name in TALK_FIELDS}


class Programme:
    """The items of a proposal's programme, by their identifiers. Sentences for the editor are added to `notes`."""

    def __init__(self, proposal, notes):
        self.scheme, self.notes = SCHEMES.get(proposal.kind, ""), notes
        self.parts = proposal.conference.get("sessions", ()) if self.scheme else ()
        rows = [*(part.get("identifier", "") for part in self.parts), *(each.identifier for each in proposal.proposals)]
        self.identifiers = list(dict.fromkeys(key(each) for each in rows if each)) if self.scheme else []
        self.speakers = defaultdict(list)
        for each in proposal.proposals:
            self.speakers[key(each.identifier)].append(each.speaker)
        self.conference, self.stored, self.kept = "", {}, {}
        # (slug of the session, slug of the speaker) of each statement on the record.
        self.spoken = set()

    def find_conference(self):
        """Return the slug of the conference with these identifiers, or "". Mere numbers identify no conference."""
        unique = [each for each in self.identifiers if not each.isdigit()]
        return conference_with(self.scheme, unique) if unique else ""

    def open(self, conference):
        """Read the items of a stored conference; note those that the programme no longer has."""
        self.conference = conference
        self.stored = items_of(conference, self.scheme) if self.identifiers else {}
        if self.parts:
            spoken = Statement.objects.filter(session__conference__slug=conference, speaker__isnull=False)
            self.spoken = set(spoken.values_list("session__slug", "speaker__slug"))
        for identifier in self.stored.keys() - {*self.identifiers}:
            row = self.stored[identifier].statement or self.stored[identifier].session
            if row:
                self.notes.append(_("“%s” is no longer in the programme. It was left as it is.") % row)

    def row(self, identifier, noun):
        """Return (row, whether it was deleted) of an identifier: the session or statement, or None if it is new."""
        item = self.stored.get(key(identifier))
        row = getattr(item, noun, None)
        return row, row is None and item is not None and noun in item.fields

    def keep(self, identifier, noun, slug, stated):
        """Remember the row of an identifier and the values that the source states. Return the fields that change.

        `stated` are the values of all fields; for a new row they are only remembered.
        """
        identifier = key(identifier)
        item = self.stored.get(identifier)
        old = item.fields if item else {}
        kept = self.kept.setdefault(identifier, {"session": "", "statement": "", "fields": dict(old)})
        for each in ("session", "statement"):
            kept[each] = kept[each] or getattr(getattr(item, each, None), "slug", "")
        kept[noun] = slug
        row = getattr(item, noun, None)
        changed, fields, left = {}, {}, []
        for name, value in stated.items():
            before = old.get(noun, {}).get(name)
            fields[name] = {"stated": value}
            if row is None or is_same(row, name, value):
                continue
            if before and before["stated"] == value:
                fields[name] = before
            elif is_beyond_drafts(row) or is_edited(row, name, before):
                fields[name] = before or {"stated": plain_value(row, name)}
                left.append(f"{row._meta.get_field(name).verbose_name} → {shortened(value)}")
            else:
                changed[name] = value
        kept["fields"] = kept["fields"] | {noun: fields}
        if left:
            self.note_left(row, left)
        return changed

    def is_held(self, statement, session, speaker):
        """Whether the speaker of an event that is both session and talk is on the record there; note it."""
        if statement.title != statement.session or (session, speaker) not in self.spoken:
            return False
        message = _("“%s” is on the record with words of its speaker. It was left as it is.")
        self.notes.append(message % statement.title)
        return True

    def note_name(self, name):
        """Note a new name that may be several names, begin with the family name, or contain an address."""
        parts = joined(name)
        if self.scheme and parts:
            message = _("“%(name)s” may be several people: %(parts)s.")
            self.notes.append(message % {"name": name, "parts": "; ".join(parts)})
        elif self.scheme and ("," in name or "@" in name):
            self.notes.append(_("Check the name “%s”: it has a comma or an address.") % name)

    def compare_session(self, title, stored, stated):
        """Note how a session on the record that came from no programme differs from the programme."""
        names = [name for name in ("room", "starts_at", "ends_at") if stated.get(name)]
        left = [
            f"{stored._meta.get_field(name).verbose_name} → {shortened(stated[name])}"
            for name in names
            if not is_same(stored, name, stated[name])
        ]
        if left:
            message = _("“%(title)s” is on the record with other values, and was left as it is: %(fields)s.")
            self.notes.append(message % {"title": title, "fields": "; ".join(left)})

    def note_left(self, row, left):
        why = _("it is no draft") if is_beyond_drafts(row) else _("an editor changed it")
        message = _("“%(row)s” is different in the programme, but was left as it is, because %(why)s: %(fields)s.")
        self.notes.append(message % {"row": row, "why": why, "fields": "; ".join(left)})

    def compare_speakers(self, identifier, slugs):
        """Note a talk that has other speakers in the programme; `slugs` maps their names to slugs."""
        row, _is_deleted = self.row(identifier, "statement")
        names = self.speakers[key(identifier)]
        if row and {slugs.get(name) for name in names} != {each.speaker.slug for each in row.credits if each.speaker}:
            message = _("“%(row)s” has other speakers in the programme: %(names)s.")
            self.notes.append(message % {"row": row, "names": ", ".join(names)})

    def store(self):
        if self.kept:
            keep_items(self.conference, self.scheme, self.kept)


def key(identifier):
    return identifier[:LONGEST_IDENTIFIER]


def is_beyond_drafts(row):
    """Whether a statement is no longer a draft, or the conference of a session is published or withdrawn."""
    if hasattr(row, "status"):
        return row.status != Status.DRAFT
    return row.conference.status in {Status.PUBLISHED, Status.WITHDRAWN}


def is_edited(row, name, before):
    """Whether an editor changed a field: it has neither the value written by the last draft nor that of the source."""
    if before is None:
        return plain_value(row, name) != ""
    return plain_value(row, name) != before["written"] or not is_same(row, name, before["stated"])


def is_same(row, name, value):
    stored = getattr(row, name)
    if name in TIMES:
        return stored == (datetime.fromisoformat(value) if value else None)
    return " ".join((stored or "").split()) == " ".join(value.split())

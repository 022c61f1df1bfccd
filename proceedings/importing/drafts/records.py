"""The records of a proposal's statements, all of them drafts."""

from dataclasses import replace
from math import ceil

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.importing.loader.errors import Place, Problem
from proceedings.importing.records import Record
from proceedings.importing.sheets.resolution.appointments import AppointmentDirectory
from proceedings.importing.sheets.resolution.sessions import SessionDirectory
from proceedings.importing.slugs import UnusedSlugs
from proceedings.models import Conference, Kind, Statement, Status, TextFormat, Theme
from proceedings.models.columns.local_times import ClockChangeError
from proceedings.models.columns.slugs import slugify

from .floating_times import with_zone
from .organisations import Organisations
from .programme import SESSION_FIELDS as PROGRAMME_FIELDS
from .programme import TALK_FIELDS, TIMES, Programme

CONFERENCE_FIELDS = ("starts_on", "ends_on", "place", "language", "time_zone", "acronym", "format")
SESSION_FIELDS = ("room", "starts_at", "ends_at", "summary")


class DraftRecords:
    """`passages` are the fields of a Passage by the slug of its statement, `problems` those of names and addresses.

    `notes` are sentences about parts of the document that the drafts leave out.
    `statements` maps the numbers of the records of statements to the places of these statements in the proposal.
    """

    def __init__(self, proposal, matcher, conference=""):
        self.proposal, self.matcher = proposal, matcher
        self.by_key, self.passages, self.problems, self.notes, self.statements = {}, {}, [], [], {}
        self.organisations = Organisations(proposal, matcher, self.add, self.notes)
        self.programme, self.session_slugs = Programme(proposal, self.notes), {}
        self.notes += proposal.conference.get("notes", ())
        self.conference, self.is_new = self.conference_of(conference)
        try:
            self.proposal = with_zone(proposal, "" if self.is_new else self.conference)
        except ClockChangeError as error:
            self.problem(_("session"), f"{error} {_('Write the one that is meant with its offset.')}")
        self.programme.parts = self.proposal.conference.get("sessions", ()) if self.programme.scheme else ()
        self.sessions = (
            SessionDirectory((), {self.conference: Conference(slug=self.conference)})
            if self.is_new
            else SessionDirectory({self.conference} if self.conference else ())
        )
        self.programme.open(self.conference)
        self.stored = {}
        self.speakers = {}

    def records(self):
        """Return the records; none if there is a problem."""
        if self.problems:
            return []
        if self.is_new:
            self.add_conference()
        for speaker in self.proposal.speakers:
            self.add_speaker(speaker)
        self.add_sessions()
        self.add_statements()
        self.drop_silent_speakers()
        return self.by_key.values() if not self.problems else []

    def problem(self, noun, message):
        self.problems.append(Problem(Place(self.proposal.source, 0, 0), noun, message))

    def add(self, noun, *key, **fields):
        place = Place(self.proposal.source, len(self.by_key) + 1, 0)
        self.by_key.setdefault((noun, *key), Record(place, noun, {})).fields.update(fields)

    # Conferences and sessions

    def conference_of(self, wanted):
        """Return the slug of the conference, and whether it is new."""
        directory, title = self.matcher.conferences, self.proposal.conference.get("title", "")
        if wanted:
            if wanted not in directory.labels:
                self.problem(_("conference"), _("no conference has the address “%s”.") % wanted)
            return wanted, False
        if title and (slug := next(iter(directory.matches(title)), None)):
            return slug, False
        if known := self.programme.find_conference():
            return known, False
        if not title:
            self.problem(_("conference"), _("the document states no title. Choose a conference with --conference."))
            return "", False
        slugs = UnusedSlugs(Conference)
        base = slugify(title) or "conference"
        slugs.look_up([base])
        return slugs.allocate(base), True

    def add_conference(self):
        stated = self.proposal.conference
        fields = {name: stated[name] for name in CONFERENCE_FIELDS if stated.get(name)}
        defaults = {"language": "und", "status": Status.DRAFT}
        self.add("conference", self.conference, **defaults, slug=self.conference, title=stated["title"])
        self.add("conference", self.conference, **fields)
        self.organisations.add_organisers(self.conference)
        if not stated.get("time_zone") and any(part.get("starts_at") for part in stated.get("sessions", ())):
            message = _(
                "The new conference has the time zone UTC, because the programme names none. If it is another one, "
                "change it in the conference, and read the programme again."
            )
            self.notes.append(message)

    def add_sessions(self):
        """Add the sessions of a programme, with rooms and times, and change those that have changed in it."""
        for stated in self.proposal.conference.get("sessions", ()):
            identifier, title = stated.get("identifier", ""), stated["title"]
            row, is_deleted = self.programme.row(identifier, "session")
            self.session_slugs[title] = slug = row.slug if row else "" if is_deleted else self.session_of(title)
            if not slug:
                continue
            if (self.conference, slug) in self.sessions.new:
                fields = {name: stated[name] for name in SESSION_FIELDS if stated.get(name)}
                self.add("session", self.conference, slug, **fields)
            elif not row and (stored := self.sessions.sessions.get((self.conference, slug))):
                self.programme.compare_session(title, stored, stated)
            if identifier:
                values = {name: stated.get(name, "") for name in PROGRAMME_FIELDS}
                if changed := self.programme.keep(identifier, "session", slug, values):
                    self.add(
                        "session", self.conference, slug, conference=[self.conference], slug=slug, **nulls(changed)
                    )

    def session_of(self, title):
        """Return the slug of a session; without a title, that of the only session."""
        if slug := self.session_slugs.get(title):
            return slug
        known = [slug for _conference, slug in self.sessions.sessions]
        if not title and len(known) == 1:
            return known[0]
        title = title or _("Session")
        try:
            slug = self.sessions.resolve(self.conference, title)
        except ValidationError as error:
            self.problem(_("session"), f"“{title}”: {error.message}")
            return ""
        if (self.conference, slug) in self.sessions.new:
            self.add("session", self.conference, slug, conference=[self.conference], slug=slug, title=title)
        return slug

    # People

    def add_speaker(self, speaker):
        answer = self.matcher.speakers.answers.get(name_key(speaker.name))
        if answer and answer not in self.matcher.speakers.labels:
            message = _("“%(name)s”: no speaker has the address “%(slug)s”.")
            self.problem(_("speaker"), message % {"name": speaker.name, "slug": answer})
            return
        slug, is_new = self.matcher.row(self.matcher.speakers, speaker.name)
        if slug is None:
            several = ", ".join(sorted(self.matcher.speakers.matches(speaker.name)))
            message = _("“%(name)s” is the name of several: %(several)s. Say which with --speaker “%(name)s=address”.")
            self.problem(_("speaker"), message % {"name": speaker.name, "several": several})
            return
        self.speakers[speaker.name] = slug
        if is_new:
            self.add("speaker", slug, slug=slug, name=speaker.name)
            self.programme.note_name(speaker.name)

    def drop_silent_speakers(self):
        """Drop new speakers without a drafted statement, such as those added to a talk that is on the record."""
        credited = {
            slug
            for (noun, *_key), record in self.by_key.items()
            if noun in {"statement", "cospeaker"}
            for slug in record.fields.get("speaker") or ()
        }
        for key in [key for key in self.by_key if key[0] == "speaker" and key[1] not in credited]:
            del self.by_key[key]

    def appointment_of(self, directory, statement, slug):
        """Return the slug of the post in which a speaker spoke, or None."""
        if not statement.post:
            return None
        organisation = self.organisations.slug_of(statement.organisation) if statement.organisation else None
        try:
            appointment, is_new = directory.resolve(slug, statement.post, organisation, current=None, day=None)
        except ValidationError as error:
            self.problem(_("post"), f"{statement.speaker}: {error.message}")
            return None
        if is_new:
            fields = {"organisation": [organisation]} if organisation else {}
            self.add("appointment", slug, appointment, speaker=[slug], slug=appointment, title=statement.post, **fields)
        return appointment

    # Statements

    def add_statements(self):
        themes = set(Theme.objects.values_list("slug", flat=True))
        appointments = AppointmentDirectory(set(self.speakers.values()))
        stored = self.stored_statements()
        slugs = UnusedSlugs(Statement)
        wanted = [self.wanted_slug(statement) for statement in self.proposal.proposals]
        slugs.look_up(wanted)
        words, first, position = None, None, 1
        for place, (statement, base) in enumerate(zip(self.proposal.proposals, wanted, strict=True)):
            speaker = self.speakers.get(statement.speaker)
            if statement.speaker and not speaker:
                continue
            if speaker and statement.content and words == (statement.session, statement.content):
                # A further speaker of the same words.
                if first:
                    position += 1
                    self.add_co_speaker(first, position, statement, speaker, appointments)
                continue
            words, first, position = (statement.session, statement.content), None, 1
            row, is_deleted = self.programme.row(statement.identifier, "statement")
            known = row.slug if row else stored.get((speaker, statement.text, statement.title), "")
            if known or is_deleted:
                if known and statement.identifier:
                    self.change_talk(known, statement)
                continue
            if self.programme.is_held(statement, self.session_slugs.get(statement.session), speaker):
                continue
            slug = first = slugs.allocate(base)
            if statement.identifier:
                self.programme.keep(statement.identifier, "statement", slug, self.talk_values(statement))
            appointment = self.appointment_of(appointments, statement, speaker) if speaker else None
            self.add("statement", slug, slug=slug, **self.statement_fields(statement, speaker, appointment))
            self.statements[self.by_key["statement", slug].place.number] = place
            if known := [each for each in statement.themes if each in themes]:
                self.add("statement", slug, themes=[[each] for each in known])
            self.passages[slug] = {
                "content": [list(span) for span in statement.content],
                "cue": [list(span) for span in statement.cue],
                "source_spans": [list(span) for span in statement.source_span],
                "rule": statement.rule,
            }

    def change_talk(self, slug, statement):
        """Change a talk on the record as its programme has changed; other speakers are only noted."""
        if changed := self.programme.keep(statement.identifier, "statement", slug, self.talk_values(statement)):
            self.add("statement", slug, slug=slug, **nulls(changed))
        self.programme.compare_speakers(statement.identifier, self.speakers)

    def talk_values(self, statement):
        fields = self.statement_fields(replace(statement, **statement.stated), None, None)
        return {name: fields.get(name, "") for name in TALK_FIELDS}

    def add_co_speaker(self, slug, position, statement, speaker, appointments):
        appointment = self.appointment_of(appointments, statement, speaker)
        fields = {"appointment": [speaker, appointment]} if appointment else {}
        self.add("cospeaker", slug, position, statement=[slug], position=position, speaker=[speaker], **fields)

    def wanted_slug(self, statement):
        return slugify(f"{statement.speaker or statement.label or statement.title} {self.conference}") or "statement"

    def stored_statements(self):
        """Return {(speaker, text, title): slug} of the conference's statements, which are not drafted again."""
        rows = Statement.objects.filter(session__conference__slug=self.conference)
        return {tuple(key): slug for *key, slug in rows.values_list("speaker__slug", "text", "title", "slug")}

    def statement_fields(self, statement, speaker, appointment):
        label = "" if statement.kind == Kind.NARRATIVE else " ".join(statement.label.split())
        is_narrative = not speaker and not label
        optional = {"recording_start": int(statement.starts)} if statement.starts is not None else {}
        if statement.ends is not None:
            optional["recording_end"] = ceil(statement.ends)
        if statement.timestamps:
            optional["recording_timestamps"] = statement.timestamps
        if statement.delivered_at:
            optional["delivered_at"] = statement.delivered_at
        return {
            "session": [self.conference, self.session_of(statement.session)],
            "speaker": [speaker] if speaker else None,
            "appointment": [speaker, appointment] if appointment else None,
            "label": "" if speaker and label == statement.speaker else label,
            "kind": Kind.NARRATIVE if is_narrative else statement.kind,
            "form": statement.form,
            "title": statement.title or self.part_title(statement),
            "text": statement.text,
            "text_format": statement.text_format or TextFormat.PLAIN,
            "language": statement.language or self.proposal.conference.get("language") or "und",
            "source": self.proposal.conference.get("title") or self.proposal.source,
            "status": Status.DRAFT,
            **optional,
        }

    def part_title(self, statement):
        """Return the title of a statement without words: its kind."""
        label = str(Kind(statement.kind).label)
        return label[:1].upper() + label[1:]


def nulls(fields):
    """Return fields with None instead of empty times."""
    return {name: None if name in TIMES and not value else value for name, value in fields.items()}

"""The names in a sheet's rows, resolved to rows of the record."""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.directory import Directory, name_key
from proceedings.importing.slugs import Slugs
from proceedings.models import (
    Conference,
    FormerAddress,
    Organisation,
    OrganisationName,
    OtherName,
    Speaker,
    Statement,
    Theme,
)

from . import cells
from .appointments import AppointmentDirectory
from .existing import APPOINTMENT, CONFERENCE, ORGANISATION, SESSION, SPEAKER, ExistingStatements
from .rows import ParsedRow
from .sessions import SessionDirectory

# More names than an editor can answer for; the search for similar ones takes a millisecond for each.
MOST_QUESTIONS = 10_000


@dataclass(frozen=True)
class ResolvedRow(ParsedRow):
    """A row whose names are slugs; `stored` is the statement at the row's address, if it has one."""

    slug: str
    stored: dict | None
    session: str
    speaker: str | None
    organisation: str | None
    themes: list


@dataclass(frozen=True)
class MatchedRow(ResolvedRow):
    """A resolved row with the statement that it means as `stored`, if there is one, and the slug of its appointment."""

    appointment: str | None
    has_new_appointment: bool


class Resolver:
    """Resolves rows, with the record's directories; names that are unknown or ambiguous become questions.

    `answers` are those of an editor: {noun: {name_key(name): slug, or "" for a new row}}.
    """

    def __init__(self, mistakes, answers=None):
        self.mistakes = mistakes
        self.former = defaultdict(dict)
        for noun, slug, target in FormerAddress.objects.values_list("noun", "slug", "target").iterator():
            self.former[noun][slug] = target
        self.answers = answers or {}
        self.conferences = self.directory(Conference, "title", "acronym")
        self.directories = {
            "speaker": self.directory(Speaker, "name", "sort_name", other_names=OtherName),
            "organisation": self.directory(Organisation, "name", "acronym", other_names=OrganisationName),
            "theme": self.directory(Theme, "name"),
        }
        # {(noun, key of the name): (name, numbers of rows)}
        self.unresolved = {}

    def directory(self, model, *names, other_names=None):
        noun = model._meta.model_name
        answers, former = self.answers.get(noun), self.former[noun]
        return Directory(model, names=names, other_names=other_names, answers=answers, former=former)

    def resolve(self, rows):
        """A list of ResolvedRow for the parsed rows."""
        addressed = [(row, self.address_of(row)) for row in rows]
        self.check_addressed_once(addressed)
        self.existing = ExistingStatements(
            {slug for _row, slug in addressed if slug},
            {row.conference for row, slug in addressed if not slug and row.conference},
        )
        stored = [self.with_statement(row, slug) for row, slug in addressed]
        self.sessions = SessionDirectory({row.conference for row, *_rest in stored if row.conference})
        resolved = [self.resolve_row(*each) for each in stored]
        self.appointments = AppointmentDirectory({row.speaker for row in resolved if row.speaker})
        return resolved

    def address_of(self, row):
        """The present slug for the address in a row."""
        slug = row.values.get("slug", "")
        return self.former["statement"].get(slug, slug)

    def check_addressed_once(self, addressed):
        first = {}
        for row, slug in addressed:
            if slug and (other := first.setdefault(slug, row)) is not row:
                self.mistakes.add(row.number, "slug", _("row %d is about this statement already.") % other.number)

    def with_statement(self, row, slug):
        """The row, its slug and the stored statement; the row's conference is that of the statement by default."""
        stored = self.existing.by_slug.get(slug) if slug else None
        if slug and stored is None:
            message = _("no statement has the address “%s”; leave the cell empty for a new one.")
            self.mistakes.add(row.number, "slug", message % slug)
        elif stored and not row.is_filled("conference"):
            row = replace(row, conference=stored[CONFERENCE])
        return row, slug, stored

    def resolve_row(self, row, slug, stored):
        now = stored or {}
        speaker = organisation = None
        if row.is_filled("speaker"):
            speaker = self.resolve_name(row, "speaker", row.text("speaker"), now.get(SPEAKER))
        elif not row.has_column("speaker"):
            speaker = now.get(SPEAKER)
        if row.is_filled("organisation"):
            organisation = self.resolve_name(row, "organisation", row.text("organisation"), now.get(ORGANISATION))
        tagged = {name_key(name): theme for theme, name in now.get("themes", ())}
        themes = [
            self.resolve_name(row, "theme", name, tagged.get(name_key(name)))
            for name in cells.names(row.text("themes"))
        ]
        session = self.session_of(row, stored)
        return ResolvedRow(
            **vars(row),
            slug=slug,
            stored=stored,
            session=session,
            speaker=speaker,
            organisation=organisation,
            themes=themes,
        )

    def session_of(self, row, stored):
        """The slug of a row's session; empty if it has none."""
        current = stored[SESSION] if stored and stored[CONFERENCE] == row.conference else None
        if row.conference and row.is_filled("session"):
            try:
                return self.sessions.resolve(row.conference, row.line("session"), current)
            except ValidationError as error:
                self.mistakes.add(row.number, "session", error.messages[0])
                return ""
        return current or ""

    def resolve_name(self, row, noun, text, current):
        name = cells.one_line(text)
        slug = self.directories[noun].resolve(name, current)
        if slug is None:
            self.unresolved.setdefault((noun, name_key(name)), (name, []))[1].append(row.number)
        return slug

    def questions(self):
        if len(self.unresolved) > MOST_QUESTIONS:
            message = _("The sheet has more than %d names that are not on the record: divide it into several.")
            self.mistakes.add(0, "", message % MOST_QUESTIONS)
        return [
            self.directories[noun].question(name)._replace(rows=numbers)
            for (noun, _key), (name, numbers) in islice(self.unresolved.items(), MOST_QUESTIONS)
        ]

    def match(self, rows):
        """A list of MatchedRow for the resolved rows without mistakes."""
        rows = [row for row in rows if row.number not in self.mistakes.broken and row.session]
        rows = [replace(row, stored=row.stored or self.existing.take_similar(row)) for row in rows]
        return [self.with_appointment(row) for row in rows]

    def statement_slugs(self):
        """The Slugs for new statements; former ones are never given out again."""
        taken = Statement.objects.order_by().values_list("slug", flat=True).iterator()
        return Slugs({*taken, *self.former["statement"]})

    def with_appointment(self, row):
        appointment, is_new = None, False
        if row.has_column("post"):
            try:
                appointment, is_new = self.appointment_of(row)
            except ValidationError as error:
                self.mistakes.add(row.number, "post", error.messages[0])
        return MatchedRow(**vars(row), appointment=appointment, has_new_appointment=is_new)

    def appointment_of(self, row):
        """The slug of the speaker's appointment that the row names, or None, and whether it is new."""
        title = row.line("post")
        if not title and row.organisation:
            raise ValidationError(_("an organisation without a post: write the title of the post."))
        if not title:
            return None, False
        if not row.speaker:
            raise ValidationError(_("a post without a speaker: name the speaker, or leave the post empty."))
        return self.appointments.resolve(
            row.speaker,
            title,
            row.organisation,
            current=row.stored and row.stored[APPOINTMENT],
            day=self.sessions.day(row.conference, row.session, row.values.get("delivered_at")),
        )

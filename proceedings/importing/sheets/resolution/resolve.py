"""The names in a sheet's rows, resolved to rows of the record."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.importing.sheets.existing import APPOINTMENT, CONFERENCE, SESSION, ExistingStatements
from proceedings.importing.sheets.parsing import cells
from proceedings.importing.sheets.parsing.rows import ParsedRow
from proceedings.importing.sheets.speakers import SheetCredit
from proceedings.importing.slugs import PermanentSlugs
from proceedings.models import Conference, Statement

from .appointments import AppointmentDirectory
from .conferences import SheetConferences
from .credits import CreditResolver
from .names import NameResolver
from .sessions import SessionDirectory


@dataclass(frozen=True)
class ResolvedRow(ParsedRow):
    """A row whose names are slugs; `stored` is the statement at the row's address, if it has one."""

    slug: str
    stored: dict | None
    session: str
    credits: list[SheetCredit]
    themes: list

    @property
    def speaker(self):
        """The slug of the first speaker, or None."""
        return self.credits[0].speaker


@dataclass(frozen=True)
class MatchedRow(ResolvedRow):
    """A resolved row with the statement that it means as `stored`, if there is one.

    `appointments` are for each speaker the slug of the appointment, or None, and whether it is new.
    """

    appointments: list[tuple[str | None, bool]]

    @property
    def appointment(self):
        return self.appointments[0][0]


class Resolver:
    """Resolves rows; names that are unknown or ambiguous become questions.

    `answers` are those of a NameResolver, and `conference` is the slug of the one for all rows, or empty.
    """

    def __init__(self, mistakes, answers=None, conference=""):
        self.mistakes = mistakes
        self.names = NameResolver(mistakes, answers)
        self.credits = CreditResolver(self.names, mistakes)
        stored = self.names.directory(Conference, "title", "acronym")
        self.conferences = SheetConferences(stored, conference, self.names.answers.get("conference", {}))

    def resolve(self, rows):
        """A list of ResolvedRow for the parsed rows."""
        addressed = [(row, self.address_of(row)) for row in rows]
        self.check_addressed_once(addressed)
        self.existing = ExistingStatements(
            {slug for _row, slug in addressed if slug},
            {row.conference for row, slug in addressed if not slug and row.conference},
        )
        stored = [self.with_statement(row, slug) for row, slug in addressed]
        named = {row.conference for row, *_rest in stored if row.conference}
        self.sessions = SessionDirectory(named, self.conferences.new)
        resolved = [self.resolve_row(*each) for each in stored]
        self.names.check_shared()
        speakers = {credit.speaker for row in resolved for credit in row.credits}
        self.appointments = AppointmentDirectory(speakers - {None})
        return resolved

    def address_of(self, row):
        """The present slug for the address in a row."""
        slug = row.values.get("slug", "")
        return self.names.former["statement"].get(slug, slug)

    def check_addressed_once(self, addressed):
        first = {}
        for row, slug in addressed:
            if slug and (other := first.setdefault(slug, row)) is not row:
                self.mistakes.add(row.number, "slug", _("row %d is about this statement already.") % other.number)

    def with_statement(self, row, slug):
        """The row, its slug and the stored statement, whose conference is the default for the row."""
        stored = self.existing.by_slug.get(slug) if slug else None
        if slug and stored is None:
            message = _("no statement has the address “%s”; leave the cell empty for a new one.")
            self.mistakes.add(row.number, "slug", message % slug)
        elif stored and not row.is_filled("conference"):
            row = replace(row, conference=stored[CONFERENCE])
        return row, slug, stored

    def resolve_row(self, row, slug, stored):
        now = stored or {}
        credits_ = self.credits.credits_of(row, now)
        tagged = {name_key(name): theme for theme, name in now.get("themes", ())}
        themes = [
            self.names.resolve(row, "theme", name, tagged.get(name_key(name)))
            for name in cells.names(row.text("themes"))
        ]
        session = self.session_of(row, stored)
        return ResolvedRow(
            **vars(row),
            slug=slug,
            stored=stored,
            session=session,
            credits=credits_,
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

    def match(self, rows):
        """A list of MatchedRow for the resolved rows without mistakes."""
        rows = [row for row in rows if row.number not in self.mistakes.broken and row.session]
        rows = [replace(row, stored=row.stored or self.existing.take_similar(row)) for row in rows]
        return [self.with_appointments(row) for row in rows]

    def statement_slugs(self):
        """The PermanentSlugs for new statements; former ones are never given out again."""
        taken = Statement.objects.order_by().values_list("slug", flat=True).iterator()
        return PermanentSlugs({*taken, *self.names.former["statement"]})

    def with_appointments(self, row):
        stored = row.stored or {}
        further = stored.get("further", [])
        if row.has_column("speaker") and len(row.credits) <= len(further):
            message = _("the statement has %d further speakers: remove those who do not belong in its form.")
            self.mistakes.add(row.number, "speaker", message % len(further))
        current = [stored.get(APPOINTMENT), *(each["appointment"] for each in further)]
        current += [None] * len(row.credits)
        appointments = [(None, False)] * len(row.credits)
        if row.has_column("post"):
            try:
                pairs = zip(row.credits, current, strict=False)
                appointments = [self.appointment_of(row, credit, slug) for credit, slug in pairs]
            except ValidationError as error:
                self.mistakes.add(row.number, "post", error.messages[0])
        return MatchedRow(**vars(row), appointments=appointments)

    def appointment_of(self, row, credit, current):
        """The slug of the speaker's appointment that the row names, or None, and whether it is new."""
        if not credit.post and credit.organisation:
            raise ValidationError(_("an organisation without a post: write the title of the post."))
        if not credit.post:
            return None, False
        if not credit.speaker:
            raise ValidationError(_("a post without a speaker: name the speaker, or leave the post empty."))
        return self.appointments.resolve(
            credit.speaker,
            credit.post,
            credit.organisation,
            current=current,
            day=self.sessions.day(
                row.conference, row.session, row.values.get("delivered_at"), row.values.get("delivered_on")
            ),
        )

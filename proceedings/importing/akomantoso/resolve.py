"""Debates resolved to rows of the record: their conferences, sessions, statements, and the names in them."""

from itertools import compress
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup
from proceedings.importing.loader.errors import Problem
from proceedings.importing.slugs import Slugs, UnusedSlugs
from proceedings.models import Appointment, Conference, Statement, Theme
from proceedings.models.columns.slugs import slugify

from .body.sections import Section
from .body.statements import DebateStatement
from .debates import Debate
from .matching.existing import ELSEWHERE, ExistingStatement, ExistingStatements, new_positions, session_positions
from .matching.names import Names
from .matching.organisations import Organisations
from .matching.persons import Persons
from .references import Entity

# The longest title, in characters, that is made from the text of a statement without one.
LONGEST_TITLE = 80


class ResolvedStatement(NamedTuple):
    """A statement with its slug, its stored row, and the slugs of what it refers to; `position` is None if it stays."""

    statement: DebateStatement
    slug: str
    title: str
    existing: ExistingStatement | None
    speaker: str | None
    others: list[str]
    themes: list[str]
    appointment: str | None
    has_new_appointment: bool
    position: int | None


class ResolvedSection(NamedTuple):
    """A session with its statements; `moved` are new positions of statements that are not in the file, by slug."""

    section: Section
    slug: str
    is_new: bool
    position: int | None
    statements: list[ResolvedStatement]
    moved: dict[str, int]


class ResolvedName(NamedTuple):
    entity: Entity
    noun: str
    slug: str
    is_new: bool


class ResolvedDebate(NamedTuple):
    """A debate with the slug of its conference; `stored_summary` is None if the conference is new.

    `names` are empty for a file of our own, which has whole rows. `organisers` are slugs, for a new conference. `moved`
    are new positions of sessions that are not in the file, by slug.
    """

    debate: Debate
    slug: str
    stored_summary: str | None
    names: list[ResolvedName]
    organisers: list[str]
    sections: list[ResolvedSection]
    moved: dict[str, int]


class Resolver:
    """Resolves debates; `problems` are those of the debates and its own, `files` the names of files by conference."""

    def __init__(self, debates):
        self.speakers = Persons(debates)
        self.organisations = Organisations(debates)
        self.themes = Names(Theme, [theme for debate in debates for theme in debate.themes()])
        self.conference_slugs, self.statement_slugs = UnusedSlugs(Conference), UnusedSlugs(Statement)
        # {speaker: ({title: slug} of the stored and the new appointments, titles of the stored ones, Slugs)}
        self.appointments = {}
        self.files, self.repeated = {}, []
        self.debates = [resolved for debate in debates if (resolved := self.resolve(debate))]
        of_files = [problem for debate in debates for problem in debate.problems]
        of_names = [problem for names in (self.speakers, self.organisations, self.themes) for problem in names.problems]
        self.problems = [*of_files, *self.repeated, *of_names]

    def resolve(self, debate):
        """The ResolvedDebate; None, with a problem, if another file has the same conference."""
        slug, is_new = self.conference_of(debate)
        if slug in self.files:
            message = _("this is the same debate as %s: leave one of the two files out.") % self.files[slug]
            self.repeated.append(Problem(debate.place(), "debate", message))
            return None
        self.files[slug] = debate.file
        summary = None if is_new else Conference.objects.values_list("summary", flat=True).get(slug=slug)
        names = [] if debate.own else self.names_of(debate)
        organisers = [name.slug for name in names if name.noun == self.organisations.noun] if is_new else []
        return ResolvedDebate(debate, slug, summary, names, organisers, *self.sections_of(debate, slug))

    def conference_of(self, debate):
        """The slug of the conference, and whether it is new."""
        if slug := debate.own.get("slug"):
            return slug, not Conference.objects.filter(slug=slug).exists()
        if stored := Conference.objects.filter(source=debate.identity).order_by("pk").first():
            return stored.slug, False
        wanted = slugify(Conference(title=debate.title, starts_on=debate.date).slug_source()) or "conference"
        self.conference_slugs.look_up([wanted])
        return self.conference_slugs.allocate(wanted), True

    def names_of(self, debate):
        """A ResolvedName for each person, organisation and theme."""
        entities = [(self.speakers, entity) for entity in debate.persons()]
        entities += [(self.organisations, entity) for entity in debate.organisations()]
        entities += [(self.themes, entity) for entity in debate.themes()]
        named = [(names, entity, names.slug_of(entity, debate)) for names, entity in entities]
        return [ResolvedName(entity, names.noun, slug, names.is_new(slug)) for names, entity, slug in named if slug]

    def sections_of(self, debate, conference):
        """A list of ResolvedSection, and the new positions of the sessions that are not in the file."""
        existing, stored, slugs = ExistingStatements(conference), session_positions(conference), Slugs()
        named = [each.own.get("slug") or slugs.allocate(slugify(each.title) or "session") for each in debate.sections]
        left = [slug for slug in stored if slug not in named]
        positions, moved = new_positions([stored.get(slug) for slug in named], left)
        sections = [
            ResolvedSection(
                section,
                slug,
                slug not in stored,
                positions.get(at),
                *self.statements_of(debate, conference, section, slug, existing),
            )
            for at, (section, slug) in enumerate(zip(debate.sections, named, strict=True))
        ]
        if number := len(existing.left):
            sentence = ngettext(
                "%(number)d statement of %(conference)s is not in the file and stays.",
                "%(number)d statements of %(conference)s are not in the file and stay.",
                number,
            )
            debate.note(debate.element, sentence % {"number": number, "conference": conference})
        return sections, moved

    def statements_of(self, debate, conference, section, session, existing):
        """A list of ResolvedStatement, and the new positions of the session's statements that are not in the file."""
        statements = section.statements
        speakers = [each.speaker and self.speakers.slug_of(each.speaker, debate) for each in statements]
        keys = [
            (each.own.get("slug"), slug or each.label or "", markup.plain(each.text, each.text_format))
            for each, slug in zip(statements, speakers, strict=True)
        ]
        matches = existing.match_session(session, keys)
        left = [slug for slug, row in existing.left.items() if row.session == session]
        stored = [row and (row.position if row.session == session else ELSEWHERE) for row in matches]
        positions, moved = new_positions(stored, left)
        titles = [
            statement.title if match else title_of(statement, section)
            for statement, match in zip(statements, matches, strict=True)
        ]
        wanted = [
            wanted_slug(statement, title, conference) for statement, title in zip(statements, titles, strict=True)
        ]
        new = [not match and not statement.own for statement, match in zip(statements, matches, strict=True)]
        self.statement_slugs.look_up(compress(wanted, new))
        resolved = []
        for at, (statement, speaker, match) in enumerate(zip(statements, speakers, matches, strict=True)):
            themes = [slug for theme in statement.themes if (slug := self.themes.slug_of(theme, debate))]
            others = [slug for person in statement.others if (slug := self.speakers.slug_of(person, debate))]
            appointment, is_new = self.appointment_of(statement, speaker)
            slug = match.slug if match else statement.own.get("slug")
            slug = slug or self.statement_slugs.allocate(wanted[at])
            resolved.append(
                ResolvedStatement(
                    statement, slug, titles[at], match, speaker, others, themes, appointment, is_new, positions.get(at)
                )
            )
        return resolved, moved

    def appointment_of(self, statement, speaker):
        """The slug of the speaker's appointment, or None, and whether it is new."""
        if not statement.role or not speaker or statement.own:
            return statement.role.slug if statement.role and statement.own else None, False
        if speaker not in self.appointments:
            stored = dict(Appointment.objects.filter(speaker__slug=speaker).values_list("title", "slug"))
            self.appointments[speaker] = stored, set(stored), Slugs(stored.values())
        by_title, stored, slugs = self.appointments[speaker]
        title = statement.role.name
        if title not in by_title:
            by_title[title] = slugs.allocate(slugify(title) or "appointment")
        return by_title[title], title not in stored


def wanted_slug(statement, title, conference):
    """The slug of a new statement, made as the model makes it."""
    name = statement.speaker.name if statement.speaker else statement.label or title
    return slugify(f"{name} {conference}") or "statement"


def title_of(statement, section):
    """The title of a statement, made from its text if the file has none."""
    if statement.title or statement.own:
        return statement.title
    return markup.shortened(markup.plain(statement.text, statement.text_format), LONGEST_TITLE) or section.title

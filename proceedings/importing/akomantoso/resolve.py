"""Debates resolved to rows of the record: their conferences, sessions, statements, and the names in them."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup
from proceedings.importing.directory import Directory
from proceedings.importing.loader.errors import Problem
from proceedings.importing.slugs import Slugs
from proceedings.models import Appointment, Conference, OtherName, Speaker, Statement, Theme
from proceedings.models.columns.slugs import slugify

from .debates import Debate
from .existing import ELSEWHERE, ExistingStatement, ExistingStatements, new_positions, session_positions
from .references import Entity
from .sections import DebateStatement, Section

# The longest title, in characters, that is made from the text of a statement without one.
LONGEST_TITLE = 80


class ResolvedStatement(NamedTuple):
    """A statement with its slug, its stored row, and the slugs of what it refers to; `position` is None if it stays."""

    statement: DebateStatement
    slug: str
    title: str
    existing: ExistingStatement | None
    speaker: str | None
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

    `names` are empty for a file of our own, which has whole rows. `moved` are new positions of sessions that are not in
    the file, by slug.
    """

    debate: Debate
    slug: str
    stored_summary: str | None
    names: list[ResolvedName]
    sections: list[ResolvedSection]
    moved: dict[str, int]


class Resolver:
    """Resolves debates; `problems` are those of the debates and its own, `files` the names of files by conference."""

    def __init__(self, debates):
        self.problems = [problem for debate in debates for problem in debate.problems]
        self.speakers = Directory(Speaker, other_names=OtherName, exact=True)
        self.themes = Directory(Theme, exact=True)
        entities = [(self.speakers, debate.persons()) for debate in debates]
        entities += [(self.themes, debate.themes()) for debate in debates]
        for directory, named in entities:
            for entity in named:
                if entity.slug:
                    directory.assign(entity.name, entity.slug)
        self.conference_slugs = Slugs(Conference.objects.values_list("slug", flat=True))
        self.statement_slugs = Slugs()
        # {speaker: ({title: slug} of the stored and the new appointments, titles of the stored ones, Slugs)}
        self.appointments = {}
        self.files = {}
        self.debates = [resolved for debate in debates if (resolved := self.resolve(debate))]

    def resolve(self, debate):
        """The ResolvedDebate; None, with a problem, if another file has the same conference."""
        slug, is_new = self.conference_of(debate)
        if slug in self.files:
            message = _("this is the same debate as %s: leave one of the two files out.") % self.files[slug]
            self.problems.append(Problem(debate.place(), "debate", message))
            return None
        self.files[slug] = debate.file
        summary = None if is_new else Conference.objects.values_list("summary", flat=True).get(slug=slug)
        names = [] if debate.own else self.names_of(debate)
        return ResolvedDebate(debate, slug, summary, names, *self.sections_of(debate, slug))

    def conference_of(self, debate):
        """The slug of the conference, and whether it is new."""
        if slug := debate.own.get("slug"):
            return slug, slug not in self.conference_slugs.taken
        if stored := Conference.objects.filter(source=debate.identity).order_by("pk").first():
            return stored.slug, False
        source = Conference(title=debate.title, starts_on=debate.date).slug_source()
        return self.conference_slugs.allocate(slugify(source) or "conference"), True

    def names_of(self, debate):
        """A ResolvedName for each person and theme."""
        entities = [(self.speakers, entity) for entity in debate.persons()]
        entities += [(self.themes, entity) for entity in debate.themes()]
        names = []
        for directory, entity in entities:
            slug = self.slug_of(directory, entity, debate)
            names.append(ResolvedName(entity, directory.noun, slug, slug not in directory.labels))
        return names

    def slug_of(self, directory, entity, debate):
        """The slug of the row that a name means; if it means several, add a problem and return one of them."""
        if slug := entity.slug or directory.resolve(entity.name):
            return slug
        slugs = [slug for slug, _label in directory.question(entity.name).candidates]
        message = _('"%(name)s" is the name of several: %(all)s. Say which with href="/%(page)s/%(one)s/".')
        params = {"name": entity.name, "all": ", ".join(slugs), "page": f"{directory.noun}s", "one": slugs[0]}
        noun = str(directory.model._meta.verbose_name)
        problem = Problem(debate.place(entity.element), noun, message % params)
        if problem not in self.problems:
            self.problems.append(problem)
        return slugs[0]

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
        speakers = [each.speaker and self.slug_of(self.speakers, each.speaker, debate) for each in statements]
        keys = [(each.own.get("slug"), slug, each.text) for each, slug in zip(statements, speakers, strict=True)]
        matches = existing.match_session(session, keys)
        left = [slug for slug, row in existing.left.items() if row.session == session]
        stored = [row and (row.position if row.session == session else ELSEWHERE) for row in matches]
        positions, moved = new_positions(stored, left)
        resolved = []
        for at, (statement, speaker, match) in enumerate(zip(statements, speakers, matches, strict=True)):
            themes = [self.slug_of(self.themes, theme, debate) for theme in statement.themes]
            appointment, is_new = self.appointment_of(statement, speaker)
            title = statement.title if match else title_of(statement, section)
            slug = match.slug if match else statement.own.get("slug")
            slug = slug or self.allocate_slug(statement, title, conference)
            position = positions.get(at)
            resolved.append(
                ResolvedStatement(statement, slug, title, match, speaker, themes, appointment, is_new, position)
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

    def allocate_slug(self, statement, title, conference):
        """A slug for a new statement, made as the model makes it, without a query for each statement."""
        name = statement.speaker.name if statement.speaker else title
        wanted = slugify(f"{name} {conference}") or "statement"
        if wanted not in self.statement_slugs.last:
            taken = Statement.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
            self.statement_slugs.taken |= set(taken)
        return self.statement_slugs.allocate(wanted)


def title_of(statement, section):
    """The title of a statement, made from its text if the file has none."""
    if statement.title or statement.own:
        return statement.title
    return markup.excerpt(statement.text, LONGEST_TITLE) or section.title

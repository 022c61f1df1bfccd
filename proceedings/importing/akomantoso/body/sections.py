"""The sections of a debate, and the statements in each, in order."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import HEADINGS, NARRATIVE_ELEMENTS, SECTIONS, SPEECHES, own
from proceedings.importing.akomantoso.extension import own_fields
from proceedings.importing.akomantoso.inline_markdown import inline_markdown
from proceedings.importing.akomantoso.references import LONGEST

from .headings import heading_of, headings, name_in_words, shortened, starting_times
from .pieces import Part, Pieces, Text
from .statements import DebateStatement, StatementParser
from .structure import PARTS, SECTION_PARTS


@dataclass
class Section:
    """A session; `name` is the kind of section, as its editors call it."""

    line: int
    title: str
    name: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    summary: str = ""
    own: dict = field(default_factory=dict)
    statements: list[DebateStatement] = field(default_factory=list)


class SectionParser:
    """Parses the body of a debate: sections at the top are sessions, the headings inside are titles of statements."""

    def __init__(self, debate, body):
        self.debate = debate
        self.references = debate.references
        self.statements = StatementParser(debate)
        self.parent = parent_of_sessions(body)

    def outer_heading(self):
        """The heading of the section that holds the sessions, unless it is the debate's title."""
        heading = heading_of(self.parent)
        return inline_markdown([(heading, ())]) if heading != self.debate.title else ""

    def sections(self):
        """A list of Section; statements between sections are a Section too."""
        sections, loose = [], None
        for piece in self.pieces(self.parent, SECTION_PARTS, HEADINGS):
            if isinstance(piece, Part) and piece.element.tag in SECTIONS:
                loose = None
                if not self.is_empty(piece.element):
                    sections.append(self.section(piece.element))
                continue
            between = loose or Section(piece.line, self.debate.title)
            self.add(piece, self.parent, between, "", None)
            if between.statements and loose is None:
                loose = between
                sections.append(loose)
        return sections

    def is_empty(self, element):
        """Return whether a section has no content: our own export writes one where the standard requires a section."""
        return bool(self.debate.own) and not element.get(own("slug")) and not len(element)

    def section(self, element):
        heading = heading_of(element) or ("" if element.tag == "debateSection" else name_in_words(element.tag))
        starts_at = self.debate.time(element, "startTime")
        if not starts_at and not self.debate.own:
            starts_at = self.debate.first_time(starting_times(headings(element)))
        section = Section(
            element.sourceline,
            shortened(heading) or self.debate.title,
            name=element.get("name", ""),
            starts_at=starts_at,
            ends_at=self.debate.time(element, "endTime"),
            summary=inline_markdown([(heading, ())]) if len(heading) > LONGEST else "",
            own=own_fields(element, "session") if self.debate.own else {},
        )
        self.add_children(section, element, "", None)
        return section

    def pieces(self, element, parts, without):
        pieces = Pieces(element, self.references.notes, parts, without)
        for odd in pieces.oddities:
            self.debate.note(odd, _("<%s> holds the words of several: they are taken apart.") % odd.tag)
        return pieces.content

    def add_children(self, section, element, path, group):
        """Add the statements of an element; blocks of text one after another are one narrative.

        `path` is the heading for them, `group` the speechGroup around the element.
        """
        for piece in self.pieces(element, SECTION_PARTS, HEADINGS):
            self.add(piece, element, section, path, group)

    def add(self, piece, parent, section, path, group):
        """Add the statements of a piece of `parent`."""
        if isinstance(piece, Text):
            self.add_text(section, self.statements.block(parent, path, piece.line), piece)
        elif not piece.is_known:
            name = piece.element.tag.rpartition("}")[2]
            self.debate.note(piece.element, _("<%s> is not known: its words are kept as a narrative.") % name)
            self.add_children(section, piece.element, path, group)
        elif piece.element.tag in SPEECHES:
            self.add_words(section, piece.element, self.statements.speech(piece.element, path, group), path, group)
        elif piece.element.tag in NARRATIVE_ELEMENTS:
            self.add_words(section, piece.element, self.statements.narrative(piece.element, path), path, group)
        else:
            self.add_part(section, piece.element, path, group)

    def add_part(self, section, element, path, group):
        heading, before = heading_of(element), len(section.statements)
        below = " · ".join(filter(None, (path, heading)))
        self.add_children(section, element, below, element if element.tag == "speechGroup" else group)
        if heading and len(section.statements) == before:
            # A heading without content becomes a statement without words.
            statement = self.statements.block(element, below, element.sourceline)
            section.statements.append(self.statements.with_words(statement))

    def add_text(self, section, statement, text, *, is_first=True):
        if text.writer.blocks:
            section.statements.append(self.statements.with_words(statement, text, is_first=is_first))
        return is_first and not text.writer.blocks

    def add_words(self, section, element, statement, path, group):
        """Add a speech or a narrative.

        Interruptions by others become statements of their own, and the words after each become a further statement.
        """
        pieces = self.pieces(element, PARTS, (*HEADINGS, "from"))
        texts = [piece for piece in pieces if isinstance(piece, Text)]
        is_first = True
        if not any(text.writer.blocks for text in texts) and (len(texts) == len(pieces) or statement.label):
            # There are no words, or only a name is printed before others speak.
            section.statements.append(self.statements.with_words(statement, *texts[:1]))
            is_first = False
        for piece in pieces:
            if isinstance(piece, Text):
                is_first = self.add_text(section, statement, piece, is_first=is_first)
            else:
                self.add(piece, element, section, path, group)


def parent_of_sessions(body):
    """The element that holds the sessions: the body, or its only section if that has nothing but several sections."""
    while len(inner := [child for child in body if child.tag not in HEADINGS]) == 1 and inner[0].tag in SECTIONS:
        below = [child for child in inner[0] if child.tag not in HEADINGS]
        if len(below) == 1 or not all(child.tag in SECTIONS for child in below) or not below or has_words(body):
            break
        body = inner[0]
    return body


def has_words(element):
    """Return whether an element has text between its children."""
    return bool("".join([element.text or "", *(child.tail or "" for child in element)]).strip())

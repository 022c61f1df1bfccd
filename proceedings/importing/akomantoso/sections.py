"""The sections of a debate, and the statements in each, in order."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import HEADINGS, NARRATIVE_ELEMENTS, SECTIONS, SPEECHES, XML, own

from . import dates
from .extension import own_fields
from .inline_markdown import inline_markdown
from .references import LONGEST, Entity
from .to_markdown import MarkdownWriter, markdown, plain_text

# Elements that divide a section; the others are text.
PARTS = {*SECTIONS, *SPEECHES, *NARRATIVE_ELEMENTS, "speechGroup", "container"}


@dataclass
class DebateStatement:
    """A speech or a narrative; `title`, `form` and `language` are empty if the file has none.

    `own`, `in_reply_to` and `published_at` are only in files of our own.
    """

    line: int
    kind: str
    text: str
    title: str = ""
    form: str = ""
    language: str = ""
    speaker: Entity | None = None
    role: Entity | None = None
    themes: list[Entity] = field(default_factory=list)
    delivered_at: datetime | None = None
    own: dict = field(default_factory=dict)
    in_reply_to: str = ""
    published_at: str = ""


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
        self.parent = parent_of_sessions(body)

    def outer_heading(self):
        """The heading of the section that holds the sessions, unless it is the debate's title."""
        heading = heading_of(self.parent)
        return inline_markdown([(heading, ())]) if heading != self.debate.title else ""

    def sections(self):
        """A list of Section; statements between sections are a Section too."""
        sections, loose = [], None
        for child in self.parent:
            if child.tag in SECTIONS:
                loose = None
                sections.append(self.section(child))
            elif child.tag not in HEADINGS:
                if loose is None:
                    loose = Section(child.sourceline, self.debate.title)
                    sections.append(loose)
                self.add(child, loose, "", None)
        return sections

    def section(self, element):
        heading = heading_of(element) or ("" if element.tag == "debateSection" else name_in_words(element.tag))
        section = Section(
            element.sourceline,
            shortened(heading) or self.debate.title,
            name=element.get("name", ""),
            starts_at=self.time(element, "startTime"),
            ends_at=self.time(element, "endTime"),
            summary=inline_markdown([(heading, ())]) if len(heading) > LONGEST else "",
            own=own_fields(element, "session") if self.debate.own else {},
        )
        self.add_children(section, element, "", None)
        return section

    def add_children(self, section, element, path, group):
        """Add the statements of an element; blocks of text one after another are one narrative.

        `path` is the heading for them, `group` the speechGroup around the element.
        """
        before, writer, line = len(section.statements), MarkdownWriter(self.references.notes), element.sourceline
        writer.add(element.text, ())
        for child in element:
            if child.tag in PARTS:
                self.add_text(section, writer, line, element, path)
                writer, line = MarkdownWriter(self.references.notes), child.sourceline
                self.add(child, section, path, group)
            elif child.tag not in HEADINGS:
                line = line if writer.blocks else child.sourceline
                writer.write(child, ())
            writer.add(child.tail, ())
        self.add_text(section, writer, line, element, path)
        if path and len(section.statements) == before:
            # A heading and nothing below it.
            self.add_narrative(section, line, element, path, "")

    def add_text(self, section, writer, line, element, path):
        if text := writer.finish():
            self.add_narrative(section, line, element, path, text)

    def add_narrative(self, section, line, element, path, text):
        statement = DebateStatement(line, "narrative", **titled(path, text), language=language_at(element))
        section.statements.append(statement)

    def add(self, element, section, path, group):
        if element.tag in SPEECHES:
            section.statements.append(self.speech(element, path, group))
        elif element.tag in NARRATIVE_ELEMENTS:
            section.statements.append(self.narrative(element, path))
        else:
            below = " · ".join(filter(None, (path, heading_of(element))))
            self.add_children(section, element, below, element if element.tag == "speechGroup" else group)

    def speech(self, element, path, group):
        text = markdown(element, self.references.notes, without=(*HEADINGS, "from"))
        speaking = element.find("from")
        speaker = self.references.person(element, group)
        if speaker is None:
            self.debate.note(element, _("no speaker is named in by or <from>: imported as a narrative."))
        # <from> can have more than the name: courtesies, a capacity, even the beginning of the speech.
        if speaking is not None and not self.debate.own and not (speaker and speaker.has_name(plain_text(speaking))):
            text = "\n\n".join(filter(None, (markdown(speaking, self.references.notes), text)))
        return DebateStatement(
            element.sourceline,
            SPEECHES[element.tag] if speaker else "narrative",
            speaker=speaker,
            role=self.references.role(element, group),
            **titled(heading_of(element) or path, text),
            **self.attributes(element),
        )

    def narrative(self, element, path):
        text = markdown(element, self.references.notes, without=HEADINGS)
        form = "summary" if element.tag == "summary" else ""
        title = heading_of(element) or path
        attributes = self.attributes(element)
        return DebateStatement(element.sourceline, "narrative", form=form, **titled(title, text), **attributes)

    def attributes(self, element):
        """The fields that both speeches and narratives can have."""
        recorded = element.find(".//recordedTime")
        return {
            "language": language_at(element),
            "themes": self.references.themes(element),
            "delivered_at": self.time(element, "startTime")
            or self.time(element, own("delivered_at"))
            or (None if recorded is None else self.time(recorded, "time")),
            "own": own_fields(element, "statement") if self.debate.own else {},
            "in_reply_to": element.get(own("in_reply_to"), ""),
            "published_at": element.get(own("published_at"), ""),
        }

    def time(self, element, name):
        written = element.get(name, "")
        if not written.strip():
            return None
        value = dates.parse_time(written, self.debate.zone, self.debate.date)
        if value is None:
            message = _('%(name)s: "%(time)s" is not a time; write it as 2020-09-28T10:00:00+03:00.')
            self.debate.problem(element, message % {"name": name, "time": written})
        return value


def parent_of_sessions(body):
    """The element that holds the sessions: the body, or its only section if that has nothing but several sections."""
    while len(inner := [child for child in body if child.tag not in HEADINGS]) == 1 and inner[0].tag in SECTIONS:
        below = [child for child in inner[0] if child.tag not in HEADINGS]
        if len(below) == 1 or not all(child.tag in SECTIONS for child in below) or not below:
            break
        body = inner[0]
    return body


def heading_of(element):
    headings = [plain_text(child) for name in HEADINGS for child in element.iterchildren(name)]
    return " ".join(filter(None, headings)) or " ".join(element.get("title", "").split())


def language_at(element):
    """The language of an element or of those around it, but for the debate's own; empty if there is none."""
    while element is not None and element.tag != "debate":
        if language := element.get(f"{{{XML}}}lang"):
            return language
        element = element.getparent()
    return ""


def titled(title, text):
    """The fields title and text; a title that is too long is shortened, and begins the text as a whole."""
    if len(title) > LONGEST:
        text = "\n\n".join(filter(None, (inline_markdown([(title, ())]), text)))
    return {"title": shortened(title), "text": text}


def shortened(title):
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def name_in_words(tag):
    """An element's name as words: "Point of order" for "pointOfOrder"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in tag).strip().capitalize()

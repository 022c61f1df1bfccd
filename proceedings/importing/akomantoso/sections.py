"""A debate's sections, and what was said and told in each, in order."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import HEADINGS, SECTIONS, SPEECHES, TOLD, XML, own

from . import dates
from .extension import own_fields
from .inline_markdown import marked
from .references import LONGEST, Named
from .to_markdown import Flow, markdown, words

# What parts a section; anything else in it is text.
PARTS = {*SECTIONS, *SPEECHES, *TOLD, "speechGroup", "container"}


@dataclass
class Said:
    """A speech, or what the record tells. `title`, `form` and `language` are empty where the file says nothing."""

    line: int
    kind: str
    text: str
    title: str = ""
    form: str = ""
    language: str = ""
    by: Named | None = None
    role: Named | None = None
    themes: list[Named] = field(default_factory=list)
    delivered_at: datetime | None = None
    # What only our own files say.
    own: dict = field(default_factory=dict)
    in_reply_to: str = ""
    published_at: str = ""


@dataclass
class Section:
    """A session; `name` is what its editors call that sort of section."""

    line: int
    title: str
    name: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    summary: str = ""
    own: dict = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)


class Sections:
    """Sections at the top are sessions. The headings of those inside are the titles of what is said there."""

    def __init__(self, debate, body):
        self.debate = debate
        self.references = debate.references
        self.top = top_of(body)

    def heading_above(self):
        """The heading of the section that holds the sessions, unless it is the title."""
        heading = heading_of(self.top)
        return marked([(heading, ())]) if heading != self.debate.title else ""

    def sections(self):
        """A list of Section; what stands between sections is one too."""
        found, loose = [], None
        for child in self.top:
            if child.tag in SECTIONS:
                loose = None
                found.append(self.section(child))
            elif child.tag not in HEADINGS:
                if loose is None:
                    loose = Section(child.sourceline, self.debate.title)
                    found.append(loose)
                self.take(child, loose, "", None)
        return found

    def section(self, element):
        heading = heading_of(element) or ("" if element.tag == "debateSection" else spelled(element.tag))
        section = Section(
            element.sourceline,
            shortened(heading) or self.debate.title,
            name=element.get("name", ""),
            starts_at=self.time(element, "startTime"),
            ends_at=self.time(element, "endTime"),
            summary=marked([(heading, ())]) if len(heading) > LONGEST else "",
            own=own_fields(element, "session") if self.debate.own else {},
        )
        self.fill(section, element, "", None)
        return section

    def fill(self, section, element, path, group):
        """Take what an element holds; blocks that stand by themselves one after another are told together."""
        before, flow, line = len(section.said), Flow(self.references.notes), element.sourceline
        flow.add(element.text, ())
        for child in element:
            if child.tag in PARTS:
                self.tell(section, flow, line, element, path)
                flow, line = Flow(self.references.notes), child.sourceline
                self.take(child, section, path, group)
            elif child.tag not in HEADINGS:
                line = line if flow.blocks else child.sourceline
                flow.take(child, ())
            flow.add(child.tail, ())
        self.tell(section, flow, line, element, path)
        if path and len(section.said) == before:
            # A heading and nothing below it.
            section.said.append(Said(line, "narrative", **titled(path, ""), language=language_at(element)))

    def tell(self, section, flow, line, element, path):
        if text := flow.text():
            section.said.append(Said(line, "narrative", **titled(path, text), language=language_at(element)))

    def take(self, element, section, path, group):
        if element.tag in SPEECHES:
            section.said.append(self.speech(element, path, group))
        elif element.tag in TOLD:
            section.said.append(self.told(element, path))
        else:
            below = " · ".join(filter(None, (path, heading_of(element))))
            self.fill(section, element, below, element if element.tag == "speechGroup" else group)

    def speech(self, element, path, group):
        text = markdown(element, self.references.notes, without=(*HEADINGS, "from"))
        speaking = element.find("from")
        by = self.references.person(element, group)
        if by is None:
            self.debate.note(element, _("nobody is named in by or <from>: this is told, and is nobody's words."))
        # Words of courtesy, a capacity, even the beginning of the speech can stand there beside the name.
        if speaking is not None and not self.debate.own and not (by and by.is_called(words(speaking))):
            text = "\n\n".join(filter(None, (markdown(speaking, self.references.notes), text)))
        return Said(
            element.sourceline,
            SPEECHES[element.tag] if by else "narrative",
            by=by,
            role=self.references.role(element, group),
            **titled(heading_of(element) or path, text),
            **self.around(element),
        )

    def told(self, element, path):
        text = markdown(element, self.references.notes, without=HEADINGS)
        form = "summary" if element.tag == "summary" else ""
        title = heading_of(element) or path
        return Said(element.sourceline, "narrative", form=form, **titled(title, text), **self.around(element))

    def around(self, element):
        """What both a speech and what is told can say besides their words."""
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
        found = dates.moment(written, self.debate.zone, self.debate.date)
        if found is None:
            message = _('%(name)s: "%(time)s" is not a time; write it as 2020-09-28T10:00:00+03:00.')
            self.debate.problem(element, message % {"name": name, "time": written})
        return found


def top_of(body):
    """What holds the sessions: the body, or a section in it that is all there is and has several sections only."""
    while len(inner := [child for child in body if child.tag not in HEADINGS]) == 1 and inner[0].tag in SECTIONS:
        below = [child for child in inner[0] if child.tag not in HEADINGS]
        if len(below) == 1 or not all(child.tag in SECTIONS for child in below) or not below:
            break
        body = inner[0]
    return body


def heading_of(element):
    found = [words(child) for name in HEADINGS for child in element.iterchildren(name)]
    return " ".join(filter(None, found)) or " ".join(element.get("title", "").split())


def language_at(element):
    """The language that an element or what is around it says, below the debate as a whole."""
    while element is not None and element.tag != "debate":
        if language := element.get(f"{{{XML}}}lang"):
            return language
        element = element.getparent()
    return ""


def titled(title, text):
    """The title and the text; a title that is too long for one begins the text."""
    if len(title) > LONGEST:
        text = "\n\n".join(filter(None, (marked([(title, ())]), text)))
    return {"title": shortened(title), "text": text}


def shortened(told):
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"


def spelled(tag):
    """An element's name as words: "pointOfOrder" is "Point of order"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in tag).strip().capitalize()

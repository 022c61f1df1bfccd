"""A debate as its file has it, parsed without a query."""

from pathlib import PurePath
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import SECTIONS, XML, own
from proceedings.importing.loader.errors import Place, Problem
from proceedings.models.columns.identifiers import validate_time_zone

from . import dates
from .extension import own_fields
from .references import LONGEST, References
from .sections import SectionParser
from .to_markdown import markdown, plain_text

# The elements that may have the title, the most reliable first.
TITLES = [(part, name) for name in ("docTitle", "session", "shortTitle") for part in ("coverPage", "preface")]


class Debate:
    """A debate; `problems` must be corrected in the file, `notes` are for the user to know.

    `own` are the conference's fields in a file of our own, and empty for all others.
    """

    def __init__(self, element, file, *, time_zone="UTC", language=""):
        self.file, self.element = file, element
        self.problems, self.notes = [], []
        extension = element.find(f"meta/proprietary/{own('conference')}")
        self.own = {} if extension is None else own_fields(extension, "conference")
        self.published_at = "" if extension is None else extension.get(own("published_at"), "")
        self.references = References(element)
        self.zone = self.parse_zone(self.own.get("time_zone") or time_zone)
        self.date = dates.parse_date(self.own["starts_on"]) if self.own else self.parse_date()
        self.language = self.parse_language() or language
        self.title = self.own.get("title") or self.parse_title()
        parser = SectionParser(self, element.find("debateBody"))
        self.sections = parser.sections()
        self.summary = "\n\n".join(filter(None, (parser.outer_heading(), self.parse_summary())))

    def problem(self, element, message):
        self.problems.append(Problem(self.place(element), element.tag, message))

    def note(self, element, message):
        self.notes.append(f"{self.place(element)}  {message}")

    def place(self, element=None):
        """The Place of an element, or of the debate."""
        return Place(self.file, 0, (self.element if element is None else element).sourceline)

    def persons(self):
        """All persons that are referenced, whether they speak or not, and the speakers without a reference."""
        speakers = [each.speaker for section in self.sections for each in section.statements if each.speaker]
        return self.references.entities("TLCPerson") + speakers

    def themes(self):
        """The concepts that statements refer to."""
        return [theme for section in self.sections for each in section.statements for theme in each.themes]

    @property
    def identity(self):
        """The identifier of the debate: its address as a work, or else the file's name."""
        for name in ("FRBRuri", "FRBRthis"):
            for element in self.element.iterfind(f"meta/identification/FRBRWork/{name}"):
                if value := element.get("value", "").strip():
                    return value[:LONGEST]
        return PurePath(self.file).name[:LONGEST]

    def parse_zone(self, name):
        try:
            validate_time_zone(name)
        except ValidationError as error:
            self.problem(self.element, error.messages[0])
            return ZoneInfo("UTC")
        return ZoneInfo(name)

    def parse_date(self):
        elements = list(self.element.iterfind("meta/identification/FRBRWork/FRBRdate"))
        for part in ("coverPage", "preface"):
            elements += self.element.iterfind(f"{part}//docDate")
        # A title may begin with the date, as those of transcripts do.
        texts = [element.get("date", "") for element in elements] + [self.parse_title()]
        return next(filter(None, map(dates.parse_date, texts)), None)

    def parse_language(self):
        if language := self.element.get(f"{{{XML}}}lang", ""):
            return language
        element = self.element.find("meta/identification/FRBRExpression/FRBRlanguage")
        return "" if element is None else element.get("language", "").strip()

    def parse_title(self):
        elements = [element for part, name in TITLES for element in self.element.iterfind(f"{part}//{name}")]
        sections = [child for child in self.element.find("debateBody") if child.tag in SECTIONS]
        if len(sections) == 1:
            elements += sections[0].iterchildren("heading")
        name = PurePath(self.file).name.removesuffix(".xml").removesuffix(".an")
        return next(filter(None, map(plain_text, elements)), name)[:LONGEST]

    def parse_summary(self):
        """The text before the debate. The cover of a file of our own only repeats the conference's fields."""
        parts = ["preface"] if self.own else ["coverPage", "preface"]
        texts = [markdown(element, self.references.notes) for part in parts for element in self.element.iterfind(part)]
        for part in ("conclusions", "attachments", "components"):
            for element in self.element.iterfind(part):
                self.note(element, _("<%s> is not imported.") % part)
        return "\n\n".join(filter(None, texts))

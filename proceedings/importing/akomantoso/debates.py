"""A debate as its file tells it, before anything is asked of the database: what stands around its sections."""

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
from .sections import Sections
from .to_markdown import markdown, words

# Where a file tells what it is, the surest first.
TITLES = [(part, name) for name in ("docTitle", "session", "shortTitle") for part in ("coverPage", "preface")]


class Debate:
    """What a file says of a conference; `problems` are for its author to mend, `notes` for who imports it to know.

    `own` are the conference's fields where the file is one of ours, and empty for all others.
    """

    def __init__(self, element, file, *, time_zone="UTC", language=""):
        self.file, self.element = file, element
        self.problems, self.notes = [], []
        ours = element.find(f"meta/proprietary/{own('conference')}")
        self.own = {} if ours is None else own_fields(ours, "conference")
        self.published_at = "" if ours is None else ours.get(own("published_at"), "")
        self.references = References(element)
        self.zone = self.zone_of(self.own.get("time_zone") or time_zone)
        self.date = dates.day(self.own["starts_on"]) if self.own else self.day_of()
        self.language = self.language_of() or language
        self.title = self.own.get("title") or self.title_of()
        body = Sections(self, element.find("debateBody"))
        self.sections = body.sections()
        self.summary = "\n\n".join(filter(None, (body.heading_above(), self.summary_of())))

    def problem(self, element, message):
        self.problems.append(Problem(self.place(element), element.tag, message))

    def note(self, element, message):
        self.notes.append(f"{self.place(element)}  {message}")

    def place(self, element=None):
        """Where an element begins, or the debate."""
        return Place(self.file, 0, (self.element if element is None else element).sourceline)

    def persons(self):
        """All who are referred to, whether they speak or not, and those who speak without a reference."""
        spoken = [said.by for section in self.sections for said in section.said if said.by]
        return self.references.all("TLCPerson") + spoken

    def themes(self):
        """The concepts that something said refers to."""
        return [theme for section in self.sections for said in section.said for theme in said.themes]

    @property
    def identity(self):
        """What tells this debate from all others: its address as a work, or else the file's name."""
        for name in ("FRBRuri", "FRBRthis"):
            for found in self.element.iterfind(f"meta/identification/FRBRWork/{name}"):
                if value := found.get("value", "").strip():
                    return value[:LONGEST]
        return PurePath(self.file).name[:LONGEST]

    def zone_of(self, name):
        try:
            validate_time_zone(name)
        except ValidationError as error:
            self.problem(self.element, error.messages[0])
            return ZoneInfo("UTC")
        return ZoneInfo(name)

    def day_of(self):
        elements = [*self.element.iterfind("meta/identification/FRBRWork/FRBRdate")]
        for part in ("coverPage", "preface"):
            elements += self.element.iterfind(f"{part}//docDate")
        # A title may begin with the day, as those of transcripts do.
        written = [*(element.get("date", "") for element in elements), self.title_of()]
        return next(filter(None, map(dates.day, written)), None)

    def language_of(self):
        if language := self.element.get(f"{{{XML}}}lang", ""):
            return language
        found = self.element.find("meta/identification/FRBRExpression/FRBRlanguage")
        return "" if found is None else found.get("language", "").strip()

    def title_of(self):
        found = [one for part, name in TITLES for one in self.element.iterfind(f"{part}//{name}")]
        sections = [child for child in self.element.find("debateBody") if child.tag in SECTIONS]
        if len(sections) == 1:
            found += sections[0].iterchildren("heading")
        name = PurePath(self.file).name.removesuffix(".xml").removesuffix(".an")
        return next(filter(None, map(words, found)), name)[:LONGEST]

    def summary_of(self):
        """What stands before the debate; of our own files the preface alone, for their cover repeats what we have."""
        parts = ["preface"] if self.own else ["coverPage", "preface"]
        texts = [markdown(found, self.references.notes) for part in parts for found in self.element.iterfind(part)]
        for part in ("conclusions", "attachments", "components"):
            for found in self.element.iterfind(part):
                self.note(found, _("<%s> is not imported.") % part)
        return "\n\n".join(filter(None, texts))

"""The content of a debate's file, parsed without a query."""

from pathlib import PurePath
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup
from proceedings.akomantoso.vocabulary import NARRATIVE_ELEMENTS, SPEECHES, XML, own
from proceedings.importing.loader.errors import Place, Problem, UnreadableError
from proceedings.models.columns.identifiers import validate_time_zone

from . import dates
from .body.headings import shortened
from .body.sections import SectionParser
from .extension import extension_rows, own_fields
from .front.days import day_of
from .front.titles import title_of
from .front.zones import zone_of
from .languages import canonical
from .references import LONGEST, Reference, References
from .to_markdown import markdown

NO_TIME = "0001-"
# The longest sittings of parliaments have a tenth of this.
MOST_STATEMENTS = 20_000
# How many labels a note lists, and how many characters of each.
LISTED, SHOWN = 5, 60


class Debate:
    """A debate. `problems` must be corrected in the file; `notes` only inform the user.

    A file of our own is one that this site exported: `own` are its fields of the conference, and empty for any other
    file; `rows` are its further rows, as (place, noun, fields).
    """

    def __init__(self, element, file, *, time_zone="", language=""):
        if sum(1 for _statement in element.iter(*SPEECHES, *NARRATIVE_ELEMENTS)) > MOST_STATEMENTS:
            message = _("the debate has more than %d speeches and narratives: divide it into several files.")
            raise UnreadableError(element.sourceline, message % MOST_STATEMENTS)
        self.file, self.element = file, element
        self.problems, self.notes = [], []
        # The speeches whose speaker is not referenced: (element, label).
        self.unnamed = []
        extension = element.find(f"meta/proprietary/{own('conference')}")
        self.own = {} if extension is None else own_fields(extension, "conference")
        self.published_at = "" if extension is None else extension.get(own("published_at"), "")
        self.identity = self.parse_identity()
        self.references = References(element)
        self.authors = [
            author.get("href", "") for author in element.iterfind("meta/identification/FRBRWork/FRBRauthor")
        ]
        self.language = self.parse_language() or language
        self.zone = self.parse_zone(self.own.get("time_zone") or time_zone)
        self.date = dates.parse_date(self.own["starts_on"]) if self.own else self.parse_date()
        self.title = self.own.get("title") or self.parse_title()
        self.far = []
        parser = SectionParser(self, element.find("debateBody"))
        self.sections = parser.sections()
        self.summary = "\n\n".join(filter(None, (parser.outer_heading(), self.parse_summary())))
        self.note_unnamed()
        self.note_far()
        self.rows = [(self.place(row), noun, fields) for row, noun, fields in extension_rows(self)] if self.own else []
        self.discard_tree()

    def discard_tree(self):
        """Drop all references to the XML tree, which cannot be sent to another process."""
        self.element, self.references.notes, self.unnamed, self.far = Reference(self.element), {}, [], []

    def problem(self, element, message):
        self.problems.append(Problem(self.place(element), element.tag, message))

    def note(self, element, message):
        self.notes.append(f"{self.place(element)}  {message}")

    def place(self, element=None):
        """The Place of an element, or of the debate."""
        return Place(self.file, 0, (self.element if element is None else element).sourceline)

    def statements(self):
        return [statement for section in self.sections for statement in section.statements]

    def persons(self):
        """All persons that are referenced, whether they speak or not."""
        return self.references.persons()

    def organisations(self):
        """The organisations that the file names as authors of the debate; a file of our own has whole rows instead."""
        if self.own:
            return []
        return self.references.organisations(self.authors)

    def themes(self):
        """The concepts that statements refer to."""
        return [theme for each in self.statements() for theme in each.themes]

    def parse_identity(self):
        """The identifier of the debate: its address as a work, or else the file's name."""
        for name in ("FRBRuri", "FRBRthis"):
            for element in self.element.iterfind(f"meta/identification/FRBRWork/{name}"):
                if value := element.get("value", "").strip():
                    return value[:LONGEST]
        return PurePath(self.file).name[:LONGEST]

    def parse_zone(self, name):
        if not name:
            name, note = zone_of(self.element)
            if note:
                self.note(self.element, note)
        try:
            validate_time_zone(name)
        except ValidationError as error:
            self.problem(self.element, error.messages[0])
            return ZoneInfo("UTC")
        return ZoneInfo(name)

    def parse_date(self):
        # A title may begin with the date, as in transcripts.
        date, notes = day_of(self.element, title_of(self.element, self.language, None))
        for element, message in notes:
            self.note(element, message)
        return date

    def parse_language(self):
        if language := self.element.get(f"{{{XML}}}lang", "").strip():
            return canonical(language)
        element = self.element.find("meta/identification/FRBRExpression/FRBRlanguage")
        return "" if element is None else canonical(element.get("language", ""))

    def parse_title(self):
        name = PurePath(self.file).name.removesuffix(".xml").removesuffix(".an")
        return shortened(title_of(self.element, self.language, self.date) or name)

    def parse_summary(self):
        """The text before the debate. The cover of a file of our own only repeats the conference's fields."""
        parts = ["preface"] if self.own else ["coverPage", "preface"]
        texts = [markdown(element, self.references.notes) for part in parts for element in self.element.iterfind(part)]
        for part in ("conclusions", "attachments", "components"):
            for element in self.element.iterfind(part):
                self.note(element, _("<%s> is not imported.") % part)
        return "\n\n".join(filter(None, texts))

    # Times

    def time(self, element, name):
        """The moment in an attribute, or None; one that is not a time is a problem."""
        written = element.get(name, "").strip()
        # Some programs write an unknown time as one in the year 1.
        if not written or written.startswith(NO_TIME):
            return None
        try:
            value = dates.parse_time(written, self.zone, self.date)
        except dates.ClockChangeError as error:
            message = _("%(name)s: %(error)s Write it with its offset.")
            self.problem(element, message % {"name": name, "error": error})
            return None
        if value is None:
            message = _('%(name)s: "%(time)s" is not a time; write it as 2020-09-28T10:00:00+03:00.')
            self.problem(element, message % {"name": name, "time": written})
        elif self.date and not self.own and abs((value.astimezone(self.zone).date() - self.date).days) > 1:
            self.far.append((element, written))
        return value

    def first_time(self, elements):
        """The first moment in the attribute `time` of some elements, or None."""
        return next(filter(None, (self.time(element, "time") for element in elements)), None)

    # Notes about many places at once

    def note_far(self):
        if self.far:
            element, written = self.far[0]
            message = ngettext(
                "%(time)s is not on the day of the sitting, %(day)s.",
                "%(time)s and further times, %(number)d in all, are not on the day of the sitting, %(day)s.",
                len(self.far),
            )
            self.note(element, message % {"time": written, "number": len(self.far), "day": self.date})

    def note_unnamed(self):
        if self.unnamed and not self.own:
            labels = list(dict.fromkeys(label for _element, label in self.unnamed))
            listed = [f"“{markup.shortened(label, SHOWN)}”" for label in labels[:LISTED]]
            listed += ["…"] * (len(labels) > LISTED)
            message = ngettext(
                "%(number)d statement is by nobody whom the file identifies, and is kept as by %(labels)s.",
                "%(number)d statements are by nobody whom the file identifies, and are kept as by %(labels)s.",
                len(self.unnamed),
            )
            self.note(
                self.unnamed[0][0],
                message % {"number": len(self.unnamed), "labels": ", ".join(listed)},
            )

"""The mistakes of a sheet, by row and column."""

from collections.abc import Callable
from dataclasses import dataclass

from proceedings.importing.loader.model_fields import nouns
from proceedings.text import terminal_text

# {(noun, field): column}, where the column of a field has another name or the field is not a statement's.
COLUMNS = {
    ("statement", "appointment"): "post",
    ("session", "title"): "session",
    ("session", "slug"): "session",
    ("session", "conference"): "conference",
    ("conference", "title"): "conference",
    ("speaker", "name"): "speaker",
    ("speaker", "country"): "country",
    ("appointment", "title"): "post",
    ("appointment", "organisation"): "organisation",
    ("organisation", "name"): "organisation",
    ("speaker", "orcid"): "speaker_identifier",
    ("speaker", "wikidata"): "speaker_identifier",
    ("speakeridentifier", "scheme"): "speaker_identifier",
    ("speakeridentifier", "value"): "speaker_identifier",
    ("organisation", "ror"): "organisation_identifier",
    ("organisation", "wikidata"): "organisation_identifier",
    ("organisationidentifier", "scheme"): "organisation_identifier",
    ("organisationidentifier", "value"): "organisation_identifier",
    ("cospeaker", "label"): "label",
    ("theme", "name"): "themes",
    ("cospeaker", "speaker"): "speaker",
    ("cospeaker", "appointment"): "post",
}
# (column of other people's sheets, the column of ours that it replaces or is a part of).
PARTS = (
    ("date", "delivered_at"),
    ("time", "delivered_at"),
    ("family", "speaker"),
    ("given", "speaker"),
    ("middle", "speaker"),
    ("abstract", "text"),
)


@dataclass(order=True)
class Mistake:
    """An error to correct. Row 0 is the sheet as a whole; `hint` is called only when it is shown."""

    row: int
    column: str
    message: str
    hint: Callable[[], str] = str

    @property
    def text(self):
        return terminal_text(f"{self.message}{self.hint()}")


class Mistakes:
    """All mistakes of a sheet so far; `broken` are the numbers of the rows that have one."""

    def __init__(self, headings):
        self.headings = {}
        for heading in headings:
            self.headings.setdefault(heading.column.name, heading)
        for part, whole in PARTS:
            if part in self.headings:
                self.headings.setdefault(whole, self.headings[part])
        self.all, self.broken = [], set()

    def add(self, row, column, message, hint=str):
        heading = self.headings.get(column)
        self.all.append(Mistake(row, heading.name if heading else "", message, hint))
        self.broken.add(row)

    def add_problem(self, problem):
        """Add a problem that the loader has with a record of the sheet."""
        models = ((noun.name, noun.model._meta.model_name) for noun in nouns())
        model = next((model for name, model in models if problem.noun.startswith(name)), "")
        column = COLUMNS.get((model, problem.field), problem.field if model == "statement" else "")
        message = problem.message.removeprefix(f"{problem.field}: ") if column in self.headings else problem.message
        self.add(problem.place.number, column, message, problem.hint)

    def sorted(self):
        return sorted(self.all)

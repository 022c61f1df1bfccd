"""What is wrong with a sheet, told by its rows and columns."""

from collections.abc import Callable
from dataclasses import dataclass

from proceedings.text import terminal_text

# Where a sheet has what a problem with a record is about, if it is not the statement's own field of that name.
COLUMNS = {
    ("statement", "appointment"): "post",
    ("session", "title"): "session",
    ("session", "slug"): "session",
    ("session", "conference"): "conference",
    ("speaker", "name"): "speaker",
    ("speaker", "country"): "country",
    ("appointment", "title"): "post",
    ("appointment", "organisation"): "organisation",
    ("organisation", "name"): "organisation",
    ("theme", "name"): "themes",
}


@dataclass(order=True)
class Mistake:
    """One thing to mend; row 0 is the sheet as such, and `hint` is looked for only when it is shown."""

    row: int
    column: str
    message: str
    hint: Callable[[], str] = str

    @property
    def text(self):
        return terminal_text(f"{self.message}{self.hint()}")


def mistake_of(problem, headings, nouns):
    """A problem of the records that a sheet became; `headings` by column, `nouns` are the models by their names."""
    model = next((model for name, model in nouns.items() if problem.noun.startswith(name)), "")
    name = COLUMNS.get((model, problem.field), problem.field if model == "statement" else "")
    heading = headings.get(name)
    message = problem.message.removeprefix(f"{problem.field}: ") if heading else problem.message
    return Mistake(problem.place.number, heading.name if heading else "", message, problem.hint)

"""The conflict that arises when an editor saves a form after somebody else has saved the same rows."""

from dataclasses import dataclass, field
from typing import NamedTuple

from proceedings.differences import Line


class ChangedField(NamedTuple):
    """A field that another editor changed.

    `changed_by_both` says whether this editor changed it, too; `lines` are how the two values differ; `stored` is the
    stored text to copy from, empty for anything but a long text.
    """

    label: str
    changed_by_both: bool
    lines: list[Line]
    stored: str


@dataclass
class Conflict:
    """The work of another editor that a form has not seen.

    `rows` are sentences on rows that the editor has to look at; `notes` are sentences on rows that need no decision.
    A Conflict without fields and rows is false: there is nothing to decide.
    """

    message: str = ""
    fields: list[ChangedField] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.fields or self.rows)

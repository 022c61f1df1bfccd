"""The summary of a load, or of a dry run."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.text import terminal_text

# Characters of a value that a change shows.
SHOWN = 60


class Change(NamedTuple):
    """A stored row that a file changes. `fields` are (name, old value, new value)."""

    place: str
    row: str
    fields: list

    def __str__(self):
        return "\n".join(
            f"{self.place}  {self.row}: {name}: {shortened(old)} → {shortened(new)}" for name, old, new in self.fields
        )


class Tally:
    """The number of rows by noun, the changes if the comparison explained them, and notes for the user."""

    def __init__(self, comparisons):
        self.by_noun = [
            (noun.name, len(comparison.created), len(comparison.updated), comparison.unchanged)
            for noun, comparison in comparisons.items()
            if comparison.created or comparison.updated or comparison.unchanged
        ]
        self.changes = [
            Change(str(row.place), str(row), row.changes)
            for comparison in comparisons.values()
            for row in comparison.updated
            if row.changes
        ]
        self.notes = [note for comparison in comparisons.values() for note in comparison.notes]

    def __str__(self):
        return count_text(*(sum(line[at] for line in self.by_noun) for at in (1, 2, 3)))

    def lines(self):
        """Return a line for each noun."""
        return [f"{name}: {count_text(*numbers)}" for name, *numbers in self.by_noun]


def count_text(created, updated, unchanged):
    return _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged") % {
        "created": created,
        "updated": updated,
        "unchanged": unchanged,
    }


def shortened(value):
    if value is None or value == "":
        return _("(empty)")
    text = terminal_text(" ".join((", ".join(value) if isinstance(value, list) else str(value)).split()))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

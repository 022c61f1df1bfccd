"""What a load did, or would do."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.text import terminal_text

# Enough of a text to know it by.
SHOWN = 60


class Change(NamedTuple):
    """A stored row that a file changes; `fields` are (name, old value, new value)."""

    place: str
    row: str
    fields: list

    def __str__(self):
        return "\n".join(
            f"{self.place}  {self.row}: {name}: {shortened(old)} → {shortened(new)}" for name, old, new in self.fields
        )


class Tally:
    """Numbers by noun, and the changes where the comparison explained them."""

    def __init__(self, comparisons):
        self.by_noun = [
            (noun.name, len(found.created), len(found.updated), found.unchanged)
            for noun, found in comparisons.items()
            if found.created or found.updated or found.unchanged
        ]
        self.changes = [
            Change(str(row.place), str(row), row.changes)
            for found in comparisons.values()
            for row in found.updated
            if row.changes
        ]

    def __str__(self):
        return counted(*(sum(line[at] for line in self.by_noun) for at in (1, 2, 3)))

    def lines(self):
        """The same for each noun."""
        return [f"{name}: {counted(*numbers)}" for name, *numbers in self.by_noun]


def counted(created, updated, unchanged):
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

"""A spreadsheet as what it says: its headings and rows, every cell a text."""

from typing import NamedTuple

from django.utils.translation import gettext as _

# A statement is a row; more than these belong into several files.
MOST_ROWS = 20_000
MOST_COLUMNS = 100
# A whole transcript can stand in one.
LONGEST_CELL = 10_000_000


class UnreadableSheetError(Exception):
    """The file as a whole cannot be read; its text says why, and what to do."""


class Fault(NamedTuple):
    """A cell that has no value to read: its row as the spreadsheet counts it, its column from 0, and why."""

    row: int
    column: int
    message: str


class Sheet(NamedTuple):
    """`rows` are (number as the spreadsheet shows it, texts); those without any text are left out."""

    name: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[Fault]


def gathered(name, rows, faults=()):
    """A Sheet of rows of texts; the first that has any is the headings."""
    headings, found = [], []
    for number, row in rows:
        while row and not row[-1].strip():
            row.pop()
        if not row:
            continue
        if len(row) > MOST_COLUMNS:
            raise UnreadableSheetError(
                _("Row %(row)d has more than %(most)d columns: is this the right file?")
                % {"row": number, "most": MOST_COLUMNS}
            )
        if max(map(len, row)) > LONGEST_CELL:
            message = _("Row %(row)d has a cell of more than %(most)d characters.")
            raise UnreadableSheetError(message % {"row": number, "most": LONGEST_CELL})
        if not headings:
            headings = row
            continue
        found.append((number, row))
        if len(found) > MOST_ROWS:
            raise UnreadableSheetError(_("The sheet has more than %d rows: divide it into several files.") % MOST_ROWS)
    if not headings:
        raise UnreadableSheetError(_("The sheet is empty: its first row must name the columns."))
    return Sheet(name, headings, found, [*faults])


def letter(column):
    """A column's letters as a spreadsheet shows them.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found

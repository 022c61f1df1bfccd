"""A spreadsheet as texts: its headings, and its rows of cells."""

from typing import NamedTuple

from django.utils.translation import gettext as _

# One row is one statement; more rows belong in several files.
MOST_ROWS = 20_000
MOST_COLUMNS = 100
# A cell can hold a whole transcript.
LONGEST_CELL = 10_000_000


class UnreadableSheetError(Exception):
    """The file cannot be read; the text of the error says why, and what to do."""


class Fault(NamedTuple):
    """A cell without a readable value: the number of its row in the spreadsheet, its column from 0, and the reason."""

    row: int
    column: int
    message: str


class Sheet(NamedTuple):
    """`rows` are (number in the spreadsheet, texts); empty rows are left out.

    `heading_row` is the number of the row with the headings, and `above` are the rows before it. `others` are the
    names of the sheets of the workbook that were not read. `hidden` are the numbers of the rows that the spreadsheet
    hides or strikes through, and `notes` are sentences about other content of the file that the rows lack. `spans` are
    the first and last columns of merged cells, by row, until the headings are known.
    """

    name: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[Fault]
    heading_row: int = 1
    above: list[tuple[int, list[str]]] = []
    others: list[str] = []
    hidden: list[int] = []
    notes: list[str] = []
    spans: dict[int, list[tuple[int, int]]] = {}
    width: int = 0


def sheet_from_rows(name, rows, faults=()):
    """A Sheet of numbered rows of texts; the first row that is not empty has the headings."""
    headings, heading_row, filled, widths = [], 1, [], set()
    for number, row in rows:
        widths.add(len(row))
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
            headings, heading_row = row, number
            continue
        filled.append((number, row))
        if len(filled) > MOST_ROWS:
            raise UnreadableSheetError(_("The sheet has more than %d rows: divide it into several files.") % MOST_ROWS)
    if not headings:
        raise UnreadableSheetError(_("The sheet is empty: its first row must name the columns."))
    # A spreadsheet writes as many cells in each row as its table has columns, with or without headings.
    width = widths.pop() if len(widths) == 1 else 0
    return Sheet(name, headings, filled, list(faults), heading_row, width=width)


def column_letter(column):
    """The letters of a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701), column_letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

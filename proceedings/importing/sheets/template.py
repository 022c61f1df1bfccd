"""The sheet that editors fill in, and the record's own statements in it."""

from math import ceil

from django.db.models import Max
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from openpyxl.worksheet.datavalidation import DataValidation

from proceedings.batches import rows_in_order
from proceedings.models import Conference, Statement

from .columns import COLUMNS, NEEDED, TEXT
from .existing import fetched, texts
from .sheet import MOST_ROWS, letter
from .workbook import STATEMENTS
from .writing import LONGEST, Book

# Offered before the record has a conference.
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


def headings(pieces=1):
    """The columns' headings; a text that is longer than a cell goes on in further columns."""
    found = []
    for column in COLUMNS:
        found.append(column.heading)
        if column.name == TEXT:
            found += [f"{column.heading} {number}" for number in range(2, pieces + 1)]
    return found


def pieces_of(statements):
    """How many cells the longest text of a QuerySet takes."""
    longest = statements.order_by().aggregate(longest=Max(Length(TEXT)))["longest"] or 0
    # The apostrophe before what could be a formula may come on top.
    return max(1, ceil(longest / (LONGEST - 1)))


def rows(statements, pieces=1):
    """Yield the cells of the statements of a QuerySet, in its order, in bounded memory."""
    return (cells_of(row, pieces) for row in rows_in_order(statements, cell_texts))


def cell_texts(keys):
    return {row["pk"]: texts(row) for row in fetched(Statement.objects.filter(pk__in=keys))}


def cells_of(told, pieces):
    found = []
    for column in COLUMNS:
        text = told[column.name]
        if column.name == TEXT and pieces > 1:
            found += [text[at * (LONGEST - 1) : (at + 1) * (LONGEST - 1)] for at in range(pieces)]
        else:
            found.append(text)
    return found


def book(statements=None):
    """The workbook, empty or with the statements of a QuerySet, and with the sheet that explains it."""
    pieces = pieces_of(statements) if statements is not None else 1
    filled = rows(statements, pieces) if statements is not None else ()
    columns = headings(pieces)
    by_heading = {column.heading: column for column in COLUMNS}
    widths = [by_heading[heading].width if heading in by_heading else 20 for heading in columns]
    made = Book()
    made.add(STATEMENTS, columns, filled, widths=widths, validations=validations(columns, by_heading))
    made.add(
        "Read me",
        [_("Column"), _("For a new statement"), _("What it says"), _("It can be"), _("Example")],
        explained(),
        widths=[20, 20, 80, 50, 30],
    )
    return made


def validations(columns, by_heading):
    """Lists to choose from in the cells of some columns; any other language can be typed."""
    for at, heading in enumerate(columns):
        column = by_heading.get(heading)
        if column and column.choices:
            yield chosen_from(at, column.choices.labels, strict=True)
        elif column and column.name == "language":
            known = Conference.objects.order_by("language").values_list("language", flat=True).distinct()
            yield chosen_from(at, dict.fromkeys([*known[:20], *LANGUAGES]), strict=False)


def chosen_from(at, words, *, strict):
    found = DataValidation("list", formula1=f'"{",".join(map(str, words))}"', allow_blank=True, showErrorMessage=strict)
    found.add(f"{letter(at)}2:{letter(at)}{MOST_ROWS + 1}")
    return found


def explained():
    for column in COLUMNS:
        needed = _("needed") if column.name in NEEDED else ""
        choices = ", ".join(map(str, column.choices.labels)) if column.choices else ""
        yield [column.heading, needed, str(column.meaning), choices, column.example]
    for note in (
        _("One row is one statement, on the first sheet. This sheet is for reading: it is not uploaded."),
        _("New statements come as drafts. A sheet changes no statement that readers have seen."),
        _("An empty cell empties what a statement has; a column that you delete leaves it as it is."),
        _("An apostrophe before = + - or @ keeps a spreadsheet from computing; it is taken away again."),
        _("A text that is longer than a cell holds goes on in columns called Text 2, Text 3, and so on."),
    ):
        yield ["", "", note, "", ""]

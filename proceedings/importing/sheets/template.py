"""The sheet template, empty or filled with statements of the record."""

from itertools import chain
from math import ceil

from django.db.models import Max
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from openpyxl.worksheet.datavalidation import DataValidation

from proceedings.batches import rows_in_order
from proceedings.models import Conference, Organisation, Speaker, Statement

from .existing import ORGANISATION, SPEAKER, aligned_cell, cell_texts, statement_values
from .files.sheet import MOST_ROWS, column_letter
from .files.workbook import STATEMENTS
from .files.writer import LONGEST, Book
from .identifiers import identifier_cells
from .parsing.columns import COLUMNS, REQUIRED, TEXT

# Suggested languages, while the record has no conference.
LANGUAGES = ("en", "ru", "zh", "fr", "es", "ar")


def headings(pieces=1):
    """The columns' headings; a text that is longer than a cell continues in further columns."""
    names = []
    for column in COLUMNS:
        names.append(column.heading)
        if column.name == TEXT:
            names += [f"{column.heading} {number}" for number in range(2, pieces + 1)]
    return names


def text_columns(statements):
    """The number of cells that the longest text of a QuerySet takes."""
    longest = statements.order_by().aggregate(longest=Max(Length(TEXT)))["longest"] or 0
    # One character less, because an apostrophe may be added before a formula.
    return max(1, ceil(longest / (LONGEST - 1)))


def rows(statements, pieces=1):
    """Yield the texts of the statements of a QuerySet, in its order, in bounded memory."""
    return (row_of(texts, pieces) for texts in rows_in_order(statements, texts_by_key))


def texts_by_key(keys):
    rows = statement_values(Statement.objects.filter(pk__in=keys))
    return {row["pk"]: cell_texts(row) | identifiers for row, identifiers in with_identifiers(rows)}


def with_identifiers(rows):
    """Yield each row of statement values with the texts of the cells of identifiers."""
    speakers = [[row[SPEAKER], *(each["speaker"] for each in row["further"])] for row in rows]
    bodies = [[row[ORGANISATION], *(each["organisation"] for each in row["further"])] for row in rows]
    of_speakers = identifier_cells(Speaker, {*chain(*speakers)} - {None})
    of_bodies = identifier_cells(Organisation, {*chain(*bodies)} - {None})
    for row, slugs, organisations in zip(rows, speakers, bodies, strict=True):
        first, *further = (of_speakers.get(slug, "") for slug in slugs)
        body, *others = (of_bodies.get(slug, "") for slug in organisations)
        yield (
            row,
            {
                "speaker_identifier": aligned_cell(first, further),
                "organisation_identifier": aligned_cell(body, others),
            },
        )


def row_of(texts, pieces):
    row = []
    for column in COLUMNS:
        text = texts[column.name]
        if column.name == TEXT and pieces > 1:
            row += [text[at * (LONGEST - 1) : (at + 1) * (LONGEST - 1)] for at in range(pieces)]
        else:
            row.append(text)
    return row


def book(statements=None):
    """The workbook, empty or with the statements of a QuerySet, with a second sheet that explains the columns."""
    pieces = text_columns(statements) if statements is not None else 1
    filled = rows(statements, pieces) if statements is not None else ()
    columns = headings(pieces)
    by_heading = {column.heading: column for column in COLUMNS}
    widths = [by_heading[heading].width if heading in by_heading else 20 for heading in columns]
    workbook = Book()
    workbook.add(STATEMENTS, columns, filled, widths=widths, validations=validations(columns, by_heading))
    workbook.add(
        "Read me",
        [_("Column"), _("For a new statement"), _("Meaning"), _("Values"), _("Example")],
        explanations(),
        widths=[20, 20, 80, 50, 30],
    )
    return workbook


def validations(columns, by_heading):
    """Yield the lists to choose from for some columns; languages that are not listed can be typed."""
    for at, heading in enumerate(columns):
        column = by_heading.get(heading)
        if column and column.choices:
            yield choice_list(at, column.choices.labels, strict=True)
        elif column and column.name == "language":
            known = Conference.objects.order_by("language").values_list("language", flat=True).distinct()
            yield choice_list(at, dict.fromkeys([*known[:20], *LANGUAGES]), strict=False)


def choice_list(at, words, *, strict):
    validation = DataValidation(
        "list", formula1=f'"{",".join(map(str, words))}"', allow_blank=True, showErrorMessage=strict
    )
    letters = column_letter(at)
    validation.add(f"{letters}2:{letters}{MOST_ROWS + 1}")
    return validation


def explanations():
    for column in COLUMNS:
        required = _("required") if column.name in REQUIRED else ""
        choices = ", ".join(map(str, column.choices.labels)) if column.choices else ""
        yield [column.heading, required, str(column.description), choices, column.example]
    for note in (
        _("Write one statement a row, on the first sheet. This second sheet is not imported."),
        _("New statements are drafts. A sheet cannot change a statement that has been published."),
        _("An empty cell clears the field of a statement. A column that you delete leaves the field as it is."),
        _("An apostrophe before = + - or @ keeps a spreadsheet from computing the cell. It is removed on import."),
        _("A text that is too long for a cell continues in columns called Text 2, Text 3, and so on."),
    ):
        yield ["", "", note, "", ""]

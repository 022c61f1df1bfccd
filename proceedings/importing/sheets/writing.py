"""Rows of texts as CSV and XLSX files in which nothing is a formula."""

import csv
import io
import re
from itertools import chain

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from proceedings.importing.formulas import defused

from .sheet import letter

# What XML cannot carry, or would change, and what looks like the way in which the format writes it.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# Excel takes a file without this mark for one in its country's old encoding.
MARK = "\ufeff"
# A cell holds 32,767 units of sixteen bits, and some characters take two.
LONGEST = 16_000
HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E8EDF2")}


def csv_lines(headings, rows):
    """The text of a CSV file, line by line."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(MARK)
    for row in chain([headings], rows):
        writer.writerow([defused(text) for text in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


class Book:
    """A workbook that is written row by row; `add` a sheet, then `save`."""

    def __init__(self):
        self.book = Workbook(write_only=True)

    def add(self, title, headings, rows, *, widths=(), validations=()):
        """Rows of texts under headings that stay in sight; `widths` in characters."""
        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for at, width in enumerate(widths):
            sheet.column_dimensions[letter(at)].width = width
        for validation in validations:
            sheet.data_validations.append(validation)
        sheet.append([styled(WriteOnlyCell(sheet), heading, **HEAD) for heading in headings])
        # One cell for each column, used again: making and styling one takes longer than writing it.
        cells = [
            styled(WriteOnlyCell(sheet), "", alignment=Alignment(vertical="top", wrap_text=True)) for _one in headings
        ]
        for row in rows:
            sheet.append([filled(cell, text) for cell, text in zip(cells, row, strict=False)])

    def save(self, stream):
        self.book.save(stream)


def styled(cell, text, **style):
    for name, value in style.items():
        setattr(cell, name, value)
    return filled(cell, text)


def filled(cell, text):
    """The cell with a text, past openpyxl's own guess, which sees formulas and errors in some."""
    text = defused(text)
    if len(text) > LONGEST:
        left = len(text) - LONGEST
        text = text[:LONGEST] + " … " + _("[%d more characters do not fit: the CSV file has them]") % left
    cell._value = UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    cell.data_type = "s"
    return cell

"""Write rows of texts as CSV and XLSX files without formulas."""

import csv
import io
import re
from itertools import chain

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from proceedings.importing.formulas import escape_formula

from .sheet import column_letter

# Characters that XML cannot carry or would change, and texts that look like the format's escape for them.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# Without this mark, Excel reads the file in a legacy encoding.
BYTE_ORDER_MARK = "\ufeff"
# Characters; a cell holds 32,767 units of sixteen bits, and some characters take two.
LONGEST = 16_000
HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E8EDF2")}


def csv_lines(headings, rows):
    """The text of a CSV file, line by line."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    for row in chain([headings], rows):
        writer.writerow([escape_formula(text) for text in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


class Book:
    """A workbook that is written row by row: `add` each sheet, then `save`."""

    def __init__(self):
        self.book = Workbook(write_only=True)

    def add(self, title, headings, rows, *, widths=(), validations=()):
        """Add a sheet of rows of texts, with its headings frozen; `widths` are in characters."""
        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for at, width in enumerate(widths):
            sheet.column_dimensions[column_letter(at)].width = width
        for validation in validations:
            sheet.data_validations.append(validation)
        sheet.append([set_style(WriteOnlyCell(sheet), heading, **HEAD) for heading in headings])
        # One cell for each column is used for all rows: styling a cell takes longer than writing it.
        cells = [
            set_style(WriteOnlyCell(sheet), "", alignment=Alignment(vertical="top", wrap_text=True))
            for _heading in headings
        ]
        for row in rows:
            sheet.append([set_text(cell, text) for cell, text in zip(cells, row, strict=False)])

    def save(self, stream):
        self.book.save(stream)


def set_style(cell, text, **style):
    for name, value in style.items():
        setattr(cell, name, value)
    return set_text(cell, text)


def set_text(cell, text):
    """Set the text of a cell and return the cell. openpyxl's setter would take some texts for formulas or errors."""
    text = escape_formula(text)
    if len(text) > LONGEST:
        left = len(text) - LONGEST
        text = text[:LONGEST] + " … " + _("[%d more characters do not fit: the CSV file has them]") % left
    cell._value = UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    cell.data_type = "s"
    return cell

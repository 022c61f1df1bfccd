"""XLSX, never trusted: measured before it is unpacked, its formulas never computed, its links never followed."""

import datetime
import io
import re
import warnings
import zipfile

import openpyxl
from django.utils.translation import gettext as _

from .sheet import MOST_COLUMNS, Fault, UnreadableSheetError, gathered

# Ten thousand statements of two pages are a tenth of it.
MOST_UNPACKED = 200 * 2**20
MOST_PARTS = 1000
# Beside the cells and their texts there are formats and names, which are read as a whole.
MOST_AROUND = 10 * 2**20
# Twenty thousand rows of thirty columns: each takes some of the reader's time.
MOST_CELLS = 600_000
XML, LONG = (".xml", ".rels"), ("xl/worksheets/", "xl/sharedStrings", "xl/media/")
# As the format writes characters that XML cannot have; a text that looks so has its underscore written so.
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
STATEMENTS = "Statements"
PIECE = 1 << 20
# A row of a number that no sheet has, or a format put on every row, would be waited for.
LAST_ROW = 200_000


def read(name, data):
    """The Sheet called “Statements”, or else the first one."""
    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out (drawings, extensions, conditional formats) has no values.
            warnings.simplefilter("ignore")
            with_formulas = measured(data)
            return read_values(name, data, with_formulas=with_formulas)
    except UnreadableSheetError:
        raise
    except Exception as error:
        # A file that was damaged, or made to do damage, can fail anywhere in its reader.
        raise UnreadableSheetError(
            _("This workbook cannot be read: open it in a spreadsheet and save it as .xlsx again.")
        ) from error


def measured(data):
    """Whether some cell may hold a formula; raises UnreadableSheetError for what would fill the memory.

    zipfile unpacks no more of a part than the part says it has.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        around = [part for part in parts if part.filename.endswith(XML) and not part.filename.startswith(LONG)]
        if (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > MOST_UNPACKED
            or sum(part.file_size for part in around) > MOST_AROUND
        ):
            raise UnreadableSheetError(
                _("This workbook unpacks to more than %d MB: divide it into several files.") % (MOST_UNPACKED // 2**20)
            )
        with_formulas, cells = False, 0
        for part in parts:
            if part.filename.endswith(XML):
                with archive.open(part) as stream:
                    found = looked_through(stream)
                with_formulas = with_formulas or found[0]
                cells += found[1]
                if cells > MOST_CELLS:
                    message = _("This workbook has more than %d cells: delete the empty ones, or divide it.")
                    raise UnreadableSheetError(message % MOST_CELLS)
        return with_formulas


def looked_through(stream):
    """Whether a part has formulas, and how many cells and texts of cells."""
    with_formulas, cells, before = False, 0, b""
    while piece := stream.read(PIECE):
        # A word can lie across the border of two pieces.
        window = before + piece
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise UnreadableSheetError(_("This workbook has a document type, which none should have."))
        with_formulas = with_formulas or b"<f>" in window or b"<f " in window
        window = before[-2:] + piece
        cells += window.count(b"<c ") + window.count(b"<si")
        before = piece[-16:]
    return with_formulas, cells


def read_values(name, data, *, with_formulas):
    faults = []
    values = open_sheet(data, data_only=True)
    formulas = open_sheet(data, data_only=False) if with_formulas else None
    try:
        return gathered(name, texts(values, formulas, faults), faults)
    finally:
        for sheet in filter(None, (values, formulas)):
            sheet.parent.close()


def open_sheet(data, *, data_only):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=data_only)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise UnreadableSheetError(_("This workbook has no visible sheet."))
    sheet = next((sheet for sheet in sheets if sheet.title == STATEMENTS), sheets[0])
    # What a file says of its own size need not be so.
    sheet.reset_dimensions()
    return sheet


def texts(values, formulas, faults):
    """Yield (number, texts), and note the cells that show an error, or a formula that was never computed."""
    written = rows_of(formulas) if formulas else None
    for number, row in enumerate(rows_of(values), 1):
        if number > LAST_ROW:
            raise UnreadableSheetError(
                _("The sheet goes on after row %d: delete the empty rows below the last one.") % LAST_ROW
            )
        told = next(written) if written else ()
        found = []
        for column, cell in enumerate(row):
            if cell.data_type == "e":
                faults.append(Fault(number, column, _("the cell shows the error %s.") % cell.value))
                found.append("")
                continue
            if cell.value is None and column < len(told) and told[column].data_type == "f":
                faults.append(
                    Fault(number, column, _("the formula here has no value: open and save the file in a spreadsheet."))
                )
            found.append(as_text(cell))
        yield number, found


def rows_of(sheet):
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=None)


def as_text(cell):
    """A cell's value in the words in which a CSV file would have it."""
    match cell.value:
        case None:
            text = ""
        case str(value):
            text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
        case bool(value):
            text = str(value).upper()
        case float(value) if value.is_integer():
            text = str(int(value))
        case datetime.datetime() as moment:
            # A day is stored as its first moment; its format tells that nobody wrote a time.
            is_day = not re.search("h", cell.number_format, re.IGNORECASE) and moment.time() == datetime.time.min
            text = moment.date().isoformat() if is_day else rounded(moment).isoformat(" ")
        case datetime.timedelta() as length:
            text = str(int(length.total_seconds()))
        case datetime.date() | datetime.time() as value:
            text = value.isoformat()
        case value:
            text = str(value)
    return text


def rounded(moment):
    """To the second: a spreadsheet's times are fractions of a day."""
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)

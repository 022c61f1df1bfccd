"""Read XLSX files safely: check sizes before unpacking, compute no formulas, follow no links."""

import datetime
import io
import re
import warnings
import zipfile

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.read_only import EMPTY_CELL

from .sheet import MOST_COLUMNS, Fault, UnreadableSheetError, sheet_from_rows

# Bytes; ten thousand statements of two pages are a tenth of it.
MOST_UNPACKED = 200 * 2**20
MOST_PARTS = 1000
# Bytes of formats and names, which are read as a whole.
MOST_METADATA = 10 * 2**20
# Twenty thousand rows of thirty columns; each cell takes time to read.
MOST_CELLS = 600_000
XML, LARGE_PARTS = (".xml", ".rels"), ("xl/worksheets/", "xl/sharedStrings", "xl/media/")
# The format's escape for characters that XML cannot have; in other texts the underscore is escaped.
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
STATEMENTS = "Statements"
CHUNK = 1 << 20
# A row with an enormous number, or a format on every row, would take forever to read.
LAST_ROW = 200_000


def read_workbook(name, data):
    """The sheet named “Statements” as a Sheet, or else the first one."""
    try:
        with warnings.catch_warnings():
            # The parts that openpyxl leaves out (drawings, extensions, conditional formats) have no values.
            warnings.simplefilter("ignore")
            with_formulas = check_size(data)
            return read_values(name, data, with_formulas=with_formulas)
    except UnreadableSheetError:
        raise
    except Exception as error:
        # A damaged or malicious file can fail anywhere in its reader.
        raise UnreadableSheetError(
            _("This workbook cannot be read: open it in a spreadsheet and save it as .xlsx again.")
        ) from error


def check_size(data):
    """Whether some cell may hold a formula; raise UnreadableSheetError if the file would fill the memory.

    zipfile unpacks no more of a part than the size that the part declares.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        metadata = [part for part in parts if part.filename.endswith(XML) and not part.filename.startswith(LARGE_PARTS)]
        if (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > MOST_UNPACKED
            or sum(part.file_size for part in metadata) > MOST_METADATA
        ):
            raise UnreadableSheetError(
                _("This workbook unpacks to more than %d MB: divide it into several files.") % (MOST_UNPACKED // 2**20)
            )
        with_formulas, cells = False, 0
        for part in parts:
            if part.filename.endswith(XML):
                with archive.open(part) as stream:
                    part_has_formulas, part_cells = scan_part(stream)
                with_formulas = with_formulas or part_has_formulas
                cells += part_cells
                if cells > MOST_CELLS:
                    message = _("This workbook has more than %d cells: delete the empty ones, or divide it.")
                    raise UnreadableSheetError(message % MOST_CELLS)
        return with_formulas


def scan_part(stream):
    """Whether a part has formulas, and its number of cells and texts of cells."""
    with_formulas, cells, before = False, 0, b""
    while chunk := stream.read(CHUNK):
        # A tag can lie across the border of two chunks.
        window = before + chunk
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise UnreadableSheetError(_("This workbook contains a document type, which is not allowed."))
        with_formulas = with_formulas or b"<f>" in window or b"<f " in window
        window = before[-2:] + chunk
        cells += window.count(b"<c ") + window.count(b"<si")
        before = chunk[-16:]
    return with_formulas, cells


def read_values(name, data, *, with_formulas):
    faults = []
    values = open_sheet(data, data_only=True)
    formulas = open_sheet(data, data_only=False) if with_formulas else None
    try:
        return sheet_from_rows(name, texts(values, formulas, faults), faults)
    finally:
        for sheet in filter(None, (values, formulas)):
            sheet.parent.close()


def open_sheet(data, *, data_only):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=data_only)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise UnreadableSheetError(_("This workbook has no visible sheet."))
    sheet = next((sheet for sheet in sheets if sheet.title == STATEMENTS), sheets[0])
    # The size that a file declares can be wrong.
    sheet.reset_dimensions()
    return sheet


def texts(values, formulas, faults):
    """Yield (number, texts), and add the cells that show an error or an uncomputed formula to the faults."""
    formula_rows = rows_of(formulas) if formulas else None
    for number, row in enumerate(rows_of(values), 1):
        if number > LAST_ROW:
            raise UnreadableSheetError(
                _("The sheet continues after row %d: delete the empty rows below the last one.") % LAST_ROW
            )
        formula_cells = next(formula_rows) if formula_rows else ()
        if all(cell is EMPTY_CELL for cell in row):
            # A file can leave out many rows. No loop over the columns of each.
            yield number, []
            continue
        row_texts = []
        for column, cell in enumerate(row):
            if cell.data_type == "e":
                faults.append(Fault(number, column, _("the cell shows the error %s.") % cell.value))
                row_texts.append("")
                continue
            if cell.value is None and column < len(formula_cells) and formula_cells[column].data_type == "f":
                faults.append(
                    Fault(number, column, _("the formula here has no value: open and save the file in a spreadsheet."))
                )
            row_texts.append(cell_text(cell))
        yield number, row_texts


def rows_of(sheet):
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=None)


def cell_text(cell):
    """The value of a cell as a CSV file has it."""
    match cell.value:
        case None:
            text = ""
        case str(value):
            text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
        case bool(value):
            text = str(value).upper()
        case float(value) if value.is_integer():
            text = str(int(value))
        case datetime.datetime() as moment:
            # A day is stored as midnight; its number format shows that it has no time.
            is_day = not re.search("h", cell.number_format, re.IGNORECASE) and moment.time() == datetime.time.min
            text = moment.date().isoformat() if is_day else round_to_second(moment).isoformat(" ")
        case datetime.timedelta() as length:
            text = str(int(length.total_seconds()))
        case datetime.date() | datetime.time() as value:
            text = value.isoformat()
        case value:
            text = str(value)
    return text


def round_to_second(moment):
    """The moment without the error that a spreadsheet's fractions of a day bring."""
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)

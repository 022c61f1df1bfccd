"""Read XLSX files safely: count their parts before they are read, compute no formulas, follow no links."""

import datetime
import io
import re
import warnings
import zipfile
from collections import defaultdict

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.cell import range_boundaries

from .parts import count_parts
from .sheet import MOST_COLUMNS, Fault, UnreadableSheetError, sheet_from_rows

# The format's escape for characters that XML cannot have; in other texts the underscore is escaped.
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
STATEMENTS = "Statements"
# A row with an enormous number, or a format on every row, would take forever to read.
LAST_ROW = 200_000
MERGED = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
# Half of a character, and the character that no database stores.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def read_workbook(name, data):
    """The sheet named “Statements” as a Sheet, or else the first one."""
    try:
        with warnings.catch_warnings():
            # The parts that openpyxl leaves out (drawings, extensions, conditional formats) have no values.
            warnings.simplefilter("ignore")
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                contents = count_parts(archive)
            return read_values(name, data, contents)
    except (UnreadableSheetError, MemoryError):
        raise
    except Exception as error:
        # A damaged or malicious file can fail anywhere in its reader.
        raise UnreadableSheetError(
            _("This workbook cannot be read: open it in a spreadsheet and save it as .xlsx again.")
        ) from error


def read_values(name, data, contents):
    faults = []
    values = open_sheet(data, data_only=True)
    formulas = open_sheet(data, data_only=False) if contents.with_formulas else None
    try:
        # openpyxl tells no merged cells of a sheet that it reads row by row.
        merged = contents.merged.get(values._worksheet_path.lstrip("/"), ())
        sheet = sheet_from_rows(name, filled_down(texts(values, formulas, faults), merged), faults)
        # The template has another sheet, which explains it.
        others = [] if values.title == STATEMENTS else [each.title for each in visible(values.parent)[1:]]
        return sheet._replace(others=others)
    finally:
        for sheet in filter(None, (values, formulas)):
            sheet.parent.close()


def open_sheet(data, *, data_only):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=data_only)
    sheets = visible(book)
    if not sheets:
        raise UnreadableSheetError(_("This workbook has no visible sheet."))
    sheet = next((sheet for sheet in sheets if sheet.title == STATEMENTS), sheets[0])
    # The size that a file declares can be wrong.
    sheet.reset_dimensions()
    return sheet


def visible(book):
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


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
            text = cell_text(cell)
            if UNSTORABLE.search(text):
                faults.append(Fault(number, column, _("the cell has half a character, shown as �: type it again.")))
                text = UNSTORABLE.sub(REPLACEMENT, text)
            row_texts.append(text)
        yield number, row_texts


def filled_down(rows, merged):
    """Yield the rows with the text of merged cells in all of their rows, as a reader of the sheet sees it."""
    starts, open_until = defaultdict(list), {}
    for area in filter(MERGED.fullmatch, merged):
        column, first, _last_column, last = range_boundaries(area)
        if last > first and column <= MOST_COLUMNS:
            starts[first].append((column - 1, min(last, LAST_ROW)))
    for number, row in rows:
        is_filled = any(cell.strip() for cell in row)
        for column, (last, text) in list(open_until.items()):
            if number > last:
                del open_until[column]
            elif is_filled:
                row.extend([""] * (column + 1 - len(row)))
                row[column] = row[column] or text
        for column, last in starts.get(number, ()):
            if column < len(row) and row[column].strip():
                open_until[column] = last, row[column]
        yield number, row


def rows_of(sheet):
    return sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=None)


def cell_text(cell):
    """The value of a cell as a CSV file has it."""
    match cell.value:
        case None:
            text = ""
        case str(value):
            text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
            # A character beyond the first 65,536 can be escaped as its two halves.
            text = text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
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

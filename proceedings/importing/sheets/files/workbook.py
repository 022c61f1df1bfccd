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
from .sheet import MOST_COLUMNS, Fault, UnreadableSheetError, column_letter, sheet_from_rows

# The format's escape for characters that XML cannot have; in other texts the underscore is escaped.
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
STATEMENTS = "Statements"
# Without a limit, a file with an enormous row number, or with formats in every row, would take for ever to read.
LAST_ROW = 200_000
# A sheet is a table if one of this many first rows has at least this many cells.
FIRST_ROWS, FEWEST_CELLS = 20, 3
MERGED = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
# NUL, which PostgreSQL cannot store, and lone surrogates.
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
        # A damaged or malicious file can raise any exception.
        raise UnreadableSheetError(
            _("This workbook cannot be read: open it in a spreadsheet and save it as .xlsx again.")
        ) from error


def read_values(name, data, contents):
    faults = []
    values = open_sheet(data, data_only=True)
    formulas = open_sheet(data, data_only=False) if contents.with_formulas else None
    try:
        # In read-only mode, openpyxl does not give merged cells, so they come from the counted part.
        part = contents.parts.get(values._worksheet_path.lstrip("/"))
        merged = part.merged if part else ()
        if part and part.far_row:
            message = _("Row %(row)d has more than %(most)d columns: is this the right file?")
            raise UnreadableSheetError(message % {"row": part.far_row, "most": MOST_COLUMNS})
        struck = []
        sheet = sheet_from_rows(name, filled_down(texts(values, formulas, faults, struck), merged), faults)
        width = max(len(row) for row in (sheet.headings, *(texts for _number, texts in sheet.rows)))
        # The second sheet of our template only explains the columns.
        hidden_sheets = [each.title for each in values.parent.worksheets if each.sheet_state != "visible"]
        others = [each.title for each in visible(values.parent) if each.title not in {STATEMENTS, values.title}]
        return sheet._replace(
            others=[] if values.title == STATEMENTS else others,
            hidden=sorted({*(part.hidden_rows if part else ()), *struck} & {number for number, _texts in sheet.rows}),
            notes=notes(part, width, hidden_sheets, contents.with_comments),
            spans=spans(merged),
            width=width,
        )
    finally:
        for sheet in filter(None, (values, formulas)):
            sheet.parent.close()


def notes(part, width, hidden_sheets, with_comments):
    """Sentences about hidden columns and sheets, links and comments, which the rows do not show."""
    ranges = part.hidden_columns if part else ()
    columns = [column_letter(at) for first, last in ranges for at in range(first - 1, min(last, width))]
    sentences = []
    if columns:
        sentences.append(
            _("The spreadsheet hides these columns, which are read all the same: %s.") % ", ".join(columns)
        )
    if part and part.with_links:
        sentences.append(_("The addresses behind linked cells are not imported: write them into cells of their own."))
    if hidden_sheets:
        sentences.append(_("The workbook hides these sheets, which are not read: %s.") % ", ".join(hidden_sheets))
    if with_comments:
        sentences.append(_("The comments on cells of the spreadsheet are not imported."))
    return sentences


def spans(merged):
    """The first and last columns of merged cells, from 0, by row."""
    by_row = defaultdict(list)
    for area in filter(MERGED.fullmatch, merged):
        column, row, last_column, _last = range_boundaries(area)
        if column < last_column <= MOST_COLUMNS:
            by_row[row].append((column - 1, last_column - 1))
    return dict(by_row)


def open_sheet(data, *, data_only):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=data_only)
    sheets = visible(book)
    if not sheets:
        raise UnreadableSheetError(_("This workbook has no visible sheet."))
    for sheet in sheets:
        # The size that a file declares can be wrong.
        sheet.reset_dimensions()
    return next((sheet for sheet in sheets if sheet.title == STATEMENTS), None) or next(
        filter(is_table, sheets), sheets[0]
    )


def is_table(sheet):
    """Whether one of the first rows has several cells, as the headings of a table and not as a cover."""
    rows = sheet.iter_rows(max_row=FIRST_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
    return any(sum(value is not None for value in row) >= FEWEST_CELLS for row in rows)


def visible(book):
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def texts(values, formulas, faults, struck):
    """Yield (number, texts), and add the cells that show an error or an uncomputed formula to the faults.

    The numbers of rows that are struck through are added to `struck`.
    """
    book = values.parent
    striking = {at for at, style in enumerate(book._cell_styles) if book._fonts[style.fontId].strike}
    formula_rows = rows_of(formulas) if formulas else None
    for number, row in enumerate(rows_of(values), 1):
        if number > LAST_ROW:
            raise UnreadableSheetError(
                _("The sheet continues after row %d: delete the empty rows below the last one.") % LAST_ROW
            )
        formula_cells = next(formula_rows) if formula_rows else ()
        if all(cell is EMPTY_CELL for cell in row):
            # A file can skip many rows, so do not loop over the columns of empty ones.
            yield number, []
            continue
        if striking and all(cell.value is None or cell._style_id in striking for cell in row):
            struck.append(number)
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
    """Yield the rows; the text of cells merged over several rows is in each of these rows."""
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
            # A character above U+FFFF can be escaped as two surrogates: combine them.
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
            minutes, seconds = divmod(round(length.total_seconds()), 60)
            text = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case datetime.time() as hour:
            text = round_to_second(datetime.datetime.combine(datetime.date.min, hour)).time().isoformat()
        case datetime.date() as day:
            text = day.isoformat()
        case value:
            text = str(value)
    return text


def round_to_second(moment):
    """The moment rounded to the second: spreadsheets store times as inexact fractions of a day."""
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)

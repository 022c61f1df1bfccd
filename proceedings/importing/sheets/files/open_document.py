"""Read spreadsheets of OpenDocument (ODS), as LibreOffice writes them.

https://docs.oasis-open.org/office/OpenDocument/v1.3/
"""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from .parts import MOST_CELLS, count_parts
from .sheet import MOST_COLUMNS, MOST_ROWS, Fault, UnreadableSheetError, column_letter, sheet_from_rows
from .workbook import FEWEST_CELLS, FIRST_ROWS, STATEMENTS, filled_down, notes, spans

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{{{NAMES}{each}:1.0}}" for each in ("office", "table", "text", "style"))
ROW, CELLS = f"{TABLE}table-row", {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
SPACE, LINK, COMMENT = f"{TEXT}s", f"{TEXT}a", f"{OFFICE}annotation"
MARKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
READ = (f"{STYLE}style", f"{TABLE}table", f"{TABLE}table-column", ROW)
LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
# The most spaces that one element may stand for.
MOST_SPACES = 1000


@dataclass
class Table:
    """One table: its rows of texts with their numbers, and facts for notes; `merged` are ranges such as A2:A4."""

    name: str
    is_visible: bool = True
    rows: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    hidden_rows: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)
    with_links: bool = False
    with_comments: bool = False
    # The numbers of the last row and the last column so far.
    last_row: int = 0
    last_column: int = 0

    @property
    def is_table(self):
        first = (row for number, row in self.rows if number <= FIRST_ROWS)
        return any(sum(map(bool, row)) >= FEWEST_CELLS for row in first)


def read_open_document(name, data):
    """The Sheet of the table named “Statements”, or else of the first one. Raise UnreadableSheetError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            count_parts(archive)
            with archive.open("content.xml") as stream:
                tables = read_tables(stream)
    except (UnreadableSheetError, MemoryError):
        raise
    except Exception as error:
        # A damaged or malicious file can raise any exception.
        message = _("This spreadsheet is damaged or has a password: save it without one, or as Excel (.xlsx).")
        raise UnreadableSheetError(message) from error
    return sheet_of(name, tables)


def sheet_of(name, tables):
    visible = [table for table in tables if table.is_visible]
    if not visible:
        raise UnreadableSheetError(_("This workbook has no visible sheet."))
    table = next((each for each in visible if each.name == STATEMENTS), None)
    table = table or next((each for each in visible if each.is_table), visible[0])
    sheet = sheet_from_rows(name, filled_down(table.rows, table.merged), table.faults)
    width = max(len(row) for row in (sheet.headings, *(texts for _number, texts in sheet.rows)))
    others = [each.name for each in visible if each is not table and each.name != STATEMENTS]
    hidden_sheets = [each.name for each in tables if not each.is_visible]
    return sheet._replace(
        others=[] if table.name == STATEMENTS else others,
        hidden=sorted({*table.hidden_rows} & {number for number, _texts in sheet.rows}),
        notes=notes(table, width, hidden_sheets, table.with_comments),
        spans=spans(table.merged),
        width=width,
    )


def read_tables(stream):
    """The Tables of a content.xml, which is read row by row."""
    tables, struck, undisplayed, cells = [], set(), set(), 0
    options = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "remove_comments": True,
        "remove_pis": True,
    }
    for event, element in etree.iterparse(stream, events=("start", "end"), tag=READ, **options):
        if event == "start":
            if element.tag == f"{TABLE}table":
                is_visible = element.get(f"{TABLE}style-name") not in undisplayed
                tables.append(Table(element.get(f"{TABLE}name", ""), is_visible))
            continue
        if element.tag == f"{STYLE}style":
            add_style(element, struck, undisplayed)
        elif tables and element.tag == f"{TABLE}table-column":
            add_column(tables[-1], element)
        elif tables and element.tag == ROW:
            cells += add_row(tables[-1], element, struck)
            element.clear()
            if cells > MOST_CELLS:
                message = _("This spreadsheet has more than %d filled cells: divide it into several files.")
                raise UnreadableSheetError(message % MOST_CELLS)
    return tables


def add_style(element, struck, undisplayed):
    """Add the name of a style to `struck` if it strikes cells through, or to `undisplayed` if it hides tables."""
    for properties in element:
        if properties.get(f"{STYLE}text-line-through-style", "none") != "none":
            struck.add(element.get(f"{STYLE}name"))
        if properties.get(f"{TABLE}display") == "false":
            undisplayed.add(element.get(f"{STYLE}name"))


def add_column(table, element):
    number = repeated(element, "columns")
    if element.get(f"{TABLE}visibility") in {"collapse", "filter"}:
        table.hidden_columns.append((table.last_column + 1, table.last_column + number))
    table.last_column += number


def add_row(table, element, struck):
    """Add a row to the table as often as it is repeated, unless it is empty. Return the number of its cells."""
    number, texts, are_struck = table.last_row + 1, [], []
    for cell in element:
        if cell.tag not in CELLS:
            continue
        text = "" if cell.tag.endswith("covered-table-cell") else cell_text(table, cell, number, len(texts))
        if text and len(texts) > MOST_COLUMNS:
            message = _("Row %(row)d has more than %(most)d columns: is this the right file?")
            raise UnreadableSheetError(message % {"row": number, "most": MOST_COLUMNS})
        if text:
            are_struck.append(cell.get(f"{TABLE}style-name") in struck)
        add_merged(table, cell, number, len(texts))
        texts += [text] * min(repeated(cell, "columns"), MOST_COLUMNS + 1 - len(texts))
    while texts and not texts[-1]:
        texts.pop()
    times = repeated(element, "rows")
    is_hidden = element.get(f"{TABLE}visibility") in {"collapse", "filter"} or (are_struck and all(are_struck))
    for at in range(number, number + min(times, MOST_ROWS + 2)) if texts else ():
        table.rows.append((at, [*texts]))
        if is_hidden:
            table.hidden_rows.append(at)
    if len(table.rows) > MOST_ROWS + FIRST_ROWS:
        raise UnreadableSheetError(_("The sheet has more than %d rows: divide it into several files.") % MOST_ROWS)
    table.last_row += times
    return len(texts) * min(times, MOST_ROWS)


def add_merged(table, cell, row, column):
    width, height = (number_of(cell, f"{TABLE}number-{noun}-spanned") for noun in ("columns", "rows"))
    if (width > 1 or height > 1) and column <= MOST_COLUMNS:
        last = min(column + width - 1, MOST_COLUMNS)
        table.merged.append(f"{column_letter(column)}{row}:{column_letter(last)}{row + height - 1}")


def cell_text(table, cell, row, column):
    """The value of a cell as a CSV file has it. Errors and formulas without a value become faults of the table."""
    kind = cell.get(f"{OFFICE}value-type", "")
    paragraphs = cell.findall(f"{TEXT}p")
    shown = "\n".join(map(words_of, paragraphs))
    table.with_comments |= cell.find(COMMENT) is not None
    table.with_links |= any(each.find(f".//{LINK}") is not None for each in paragraphs)
    if any(value == "error" and key.endswith("}value-type") for key, value in cell.attrib.items()):
        table.faults.append(Fault(row, column, _("the cell shows the error %s.") % shown))
        return ""
    if not kind and not shown and cell.get(f"{TABLE}formula"):
        message = _("the formula here has no value: open and save the file in a spreadsheet.")
        table.faults.append(Fault(row, column, message))
    value = cell.get(f"{OFFICE}value", "")
    match kind:
        case "float" | "percentage" | "currency":
            return value.removesuffix(".0")
        case "date":
            return written_date(cell.get(f"{OFFICE}date-value", "")) or shown
        case "time":
            return written_length(cell.get(f"{OFFICE}time-value", "")) or shown
        case "boolean":
            return cell.get(f"{OFFICE}boolean-value", "").upper()
    return cell.get(f"{OFFICE}string-value") or shown


def words_of(paragraph):
    """The text of a paragraph, with the spaces, tabs and line breaks that are elements, and without comments."""
    texts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == SPACE:
            texts.append(" " * min(number_of(child, f"{TEXT}c"), MOST_SPACES))
        elif child.tag in MARKS:
            texts.append(MARKS[child.tag])
        elif child.tag != COMMENT:
            texts.append(words_of(child))
        texts.append(child.tail or "")
    return "".join(texts)


def written_date(text):
    """A day, or a day and an hour to the second, in the form of a CSV file; "" for another text."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return ""
    if "T" not in text:
        return text
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0).isoformat(" ")


def written_length(text):
    """An hour such as 09:30:00, or a longer time; "" for another text."""
    match = LENGTH.fullmatch(text)
    if not match:
        return ""
    hours, minutes, seconds = (float((each or "0").replace(",", ".")) for each in match.groups())
    minutes, seconds = divmod(round(hours * 3600 + minutes * 60 + seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def repeated(element, noun):
    return number_of(element, f"{TABLE}number-{noun}-repeated")


def number_of(element, name):
    """The number in an attribute, at least 1; 1 without the attribute, and for anything but a number."""
    text = element.get(name, "1")
    return max(1, int(text)) if re.fullmatch(r"[0-9]{1,7}", text) else 1

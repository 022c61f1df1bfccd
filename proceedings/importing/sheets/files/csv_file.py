"""Read CSV files with commas, semicolons or tabs, in the encodings that spreadsheets write."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from .sheet import LONGEST_CELL, UnreadableSheetError, sheet_from_rows

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    # The longer mark begins with the shorter one.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Encodings of files without a mark. The content does not distinguish them for certain, so the editor chooses.
ENCODINGS = {"": "UTF-8", "cp1251": "Windows-1251", "cp1252": "Windows-1252", "gb18030": "GBK", "big5": "Big5"}
SEPARATORS = ",;\t"
# The headings end before this many characters.
LONGEST_LINE = 10_000


def read_csv(name, data, *, encoding=""):
    text = decode(data, encoding)
    if "\0" in text:
        raise UnreadableSheetError(
            _("This is neither an .xlsx workbook nor text: save the sheet as .xlsx or as CSV in UTF-8.")
        )
    return sheet_from_rows(name, rows(text))


def decode(data, encoding):
    mark = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    codec = BYTE_ORDER_MARKS[mark] if mark else encoding or "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if mark or encoding:
            message = _("Line %(line)d is not in %(encoding)s: choose another encoding, or save the sheet as .xlsx.")
        else:
            message = _("Line %(line)d is not in UTF-8: choose the encoding in the form, or save the sheet as .xlsx.")
        raise UnreadableSheetError(message % {"line": line, "encoding": ENCODINGS.get(codec, codec)}) from error


def rows(text):
    """Yield (number, texts), counting records as a spreadsheet does, not lines of the file."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        # Excel reads the separator from a first line such as "sep=;".
        yield from ((number, row) for number, row in enumerate(reader, 1) if number > 1 or not is_separator_line(row))
    except csv.Error as error:
        raise UnreadableSheetError(
            _("This is not valid CSV from line %(line)d on: %(error)s.") % {"line": reader.line_num, "error": error}
        ) from error
    finally:
        csv.field_size_limit(before)


def is_separator_line(row):
    return len("".join(row)) <= len("sep=;") and row[:1] and row[0].lower().startswith("sep=")


def separator_of(text):
    """The most frequent separator in the headings, outside quotation marks."""
    for line in text[:LONGEST_LINE].splitlines():
        outside = "".join(line.split('"')[::2])
        if outside.strip():
            return max(SEPARATORS, key=outside.count)
    return ","

"""CSV, with commas, semicolons or tabs, in the encodings that spreadsheets write."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from .sheet import LONGEST_CELL, UnreadableSheetError, gathered

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    # The longer mark begins with the shorter one.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What a file without a mark can be in, if its editor says so: nothing in it tells these apart for certain.
ENCODINGS = {"": "UTF-8", "cp1251": "Windows-1251", "cp1252": "Windows-1252", "gb18030": "GBK", "big5": "Big5"}
SEPARATORS = ",;\t"
# The headings are before its end.
LONGEST_LINE = 10_000


def read(name, data, *, encoding=""):
    text = decoded(data, encoding)
    if "\0" in text:
        raise UnreadableSheetError(
            _("This is neither an .xlsx workbook nor text: save the sheet as .xlsx or as CSV in UTF-8.")
        )
    return gathered(name, rows(text))


def decoded(data, encoding):
    mark = next((mark for mark in MARKS if data.startswith(mark)), None)
    codec = MARKS[mark] if mark else encoding or "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if mark or encoding:
            message = _("Line %(line)d is not in %(encoding)s: choose another encoding, or save the sheet as .xlsx.")
        else:
            message = _("Line %(line)d is not in UTF-8: choose the encoding above, or save the sheet as .xlsx.")
        raise UnreadableSheetError(message % {"line": line, "encoding": ENCODINGS.get(codec, codec)}) from error


def rows(text):
    """Yield (number, texts); a row is a record, as a spreadsheet counts, not a line of the file."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise UnreadableSheetError(
            _("This is no CSV from line %(line)d on: %(error)s.") % {"line": reader.line_num, "error": error}
        ) from error
    finally:
        csv.field_size_limit(before)


def separator_of(text):
    """The separator that the headings have most of; within quotation marks it separates nothing."""
    for line in text[:LONGEST_LINE].splitlines():
        outside = "".join(line.split('"')[::2])
        if outside.strip():
            return max(SEPARATORS, key=outside.count)
    return ","

"""Read CSV files with commas, semicolons, tabs or vertical lines, in the encodings that spreadsheets write."""

import codecs
import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from django.utils.translation import gettext as _

from .sheet import LONGEST_CELL, UnreadableSheetError, sheet_from_rows

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    # UTF-32 first: its mark begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Encodings of files without a byte order mark. The content cannot tell them apart reliably, so the editor chooses.
ENCODINGS = {"": "UTF-8", "cp1251": "Windows-1251", "cp1252": "Windows-1252", "gb18030": "GBK", "big5": "Big5"}
SEPARATORS = ",;\t|"
# Excel reads the separator from a first line such as “sep=;”.
SEPARATOR_LINE = re.compile(r"\ufeff?[\"']?sep=(.)[\"']?\s*(?:\r\n?|\n|$)", re.IGNORECASE)
# The separator is inferred from this many records, in at most this many characters.
FIRST_RECORDS, FIRST_CHARACTERS = 20, 100_000
PROGRAMME = re.compile(r"\s*(?:BEGIN:VCALENDAR|\{|\[\s*\{)")
# With this many letters outside ASCII, valid UTF-8 is no accident.
FEWEST_LETTERS = 4


def read_csv(name, data, *, encoding=""):
    text = decode(data, encoding)
    if "\0" in text:
        raise UnreadableSheetError(
            _("This is neither an .xlsx workbook nor text: save the sheet as .xlsx or as CSV in UTF-8.")
        )
    if PROGRAMME.match(text):
        raise UnreadableSheetError(_("This is no sheet. If it is a programme, choose “Draft from a document” for it."))
    if text.lstrip()[:1] == "<":
        raise UnreadableSheetError(
            _("This is a web page or XML and no sheet: open it in a spreadsheet, and save it as .xlsx.")
        )
    return sheet_from_rows(name, rows(text))


def decode(data, encoding):
    mark = next((mark for mark in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    codec = BYTE_ORDER_MARKS[mark] if mark else encoding or "utf-8"
    if encoding and not mark and is_utf8(data):
        message = _("This file is in UTF-8 and not in %s: choose UTF-8.")
        raise UnreadableSheetError(message % ENCODINGS.get(encoding, encoding))
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if mark or encoding:
            message = _("Line %(line)d is not in %(encoding)s: choose another encoding, or save the sheet as .xlsx.")
        else:
            message = _("Line %(line)d is not in UTF-8: choose the encoding in the form, or save the sheet as .xlsx.")
        raise UnreadableSheetError(message % {"line": line, "encoding": ENCODINGS.get(codec, codec)}) from error


def is_utf8(data):
    """Whether data is certainly in UTF-8: it is valid, and has FEWEST_LETTERS letters outside ASCII."""
    try:
        return sum(not letter.isascii() for letter in data.decode()) >= FEWEST_LETTERS
    except UnicodeDecodeError:
        return False


def rows(text):
    """Yield (number, texts), counting records as a spreadsheet does, not lines of the file."""
    before = csv.field_size_limit(LONGEST_CELL)
    with_separator = SEPARATOR_LINE.match(text)
    separator = with_separator[1] if with_separator else separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from ((number, row) for number, row in enumerate(reader, 1) if number > 1 or not with_separator)
    except csv.Error as error:
        raise UnreadableSheetError(
            _(
                "This is not valid CSV from line %(line)d on: %(error)s. Write each quotation mark within a cell "
                "twice, or save the sheet as .xlsx."
            )
            % {"line": reader.line_num, "error": error}
        ) from error
    finally:
        csv.field_size_limit(before)


def separator_of(text):
    """The separator that gives most of the first records the same number of cells; of several, the most cells."""
    start = text[:FIRST_CHARACTERS]

    def regularity(separator):
        records = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        widths = Counter()
        # Ignored here: with the right separator, the error is raised again when all records are read.
        with suppress(csv.Error):
            widths.update(len(record) for record in islice(records, FIRST_RECORDS))
        return max(((number / widths.total(), width) for width, number in widths.items() if width > 1), default=(0, 0))

    return max(SEPARATORS, key=regularity)

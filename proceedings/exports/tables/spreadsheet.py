"""Records as CSV (RFC 4180): for spreadsheets, which take some cells for formulas, and for programs."""

import csv
import re
from datetime import date

# What spreadsheets look at to decide that a cell is a formula, or to move into the next one.
FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
DEFUSED = re.compile(rf"'{FORMULA.pattern}")
# Excel takes a file without this mark for one in its country's old encoding.
MARK = "\ufeff"
INCOMPLETE = "INCOMPLETE: the server failed here and the rest is missing. Please download the file again."


def lines(names, records):
    """The text of a CSV file, line by line; a failure is told in the last one, because not every server tells it."""
    write = csv.writer(Echo).writerow
    yield MARK + write(names)
    try:
        for record in records:
            yield write([cell(value) for value in record.values()])
    except Exception:
        yield write([INCOMPLETE])
        raise


class Echo:
    """A file for the csv module that gives back what is written into it."""

    @staticmethod
    def write(text):
        return text


def cell(value):
    """A value as a cell; a list is its parts with semicolons between them."""
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return defused(value)
    return value.isoformat() if isinstance(value, date) else value


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what could be one.

    >>> defused("=1+1"), defused("'=1+1"), defused("'t Hooft")
    ("'=1+1", "''=1+1", "'t Hooft")
    """
    return f"'{text}" if FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that a cell was made from: without the apostrophe that `defused` puts before it."""
    return text[1:] if DEFUSED.match(text) else text

"""Records as CSV (RFC 4180): for spreadsheets, which take some cells for formulas, and for programs."""

import csv
from datetime import date

from proceedings.importing.formulas import escape_formula

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
        return escape_formula(value)
    return value.isoformat() if isinstance(value, date) else value

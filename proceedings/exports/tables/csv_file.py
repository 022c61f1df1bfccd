"""Records as CSV (RFC 4180). Cells that spreadsheets would take for formulas are escaped."""

import csv
from datetime import date

from proceedings.importing.formulas import escape_formula

# Without a byte order mark Excel assumes an old encoding.
BYTE_ORDER_MARK = "\ufeff"
INCOMPLETE = "INCOMPLETE: the server failed here and the rest is missing. Please download the file again."


def lines(names, records):
    """Yield the lines of a CSV file. After a failure, the last line says so, because not every server reports it."""
    write = csv.writer(Echo).writerow
    yield BYTE_ORDER_MARK + write(names)
    try:
        for record in records:
            yield write([cell(value) for value in record.values()])
    except Exception:
        yield write([INCOMPLETE])
        raise


class Echo:
    """A file object that returns the text written to it."""

    @staticmethod
    def write(text):
        return text


def cell(value):
    """The value of a cell; the items of a list are separated by semicolons."""
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return escape_formula(value)
    return value.isoformat() if isinstance(value, date) else value

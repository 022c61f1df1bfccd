"""Sheets for tests: rows of named cells as the bytes of an XLSX or CSV file, and their import."""

import csv
import io

from openpyxl import Workbook

from proceedings.importing import sheets
from proceedings.importing.directory import name_key
from proceedings.importing.sheets.parsing.columns import BY_NAME


def headings(rows):
    return list(dict.fromkeys(name for row in rows for name in row))


def shown(name):
    return BY_NAME[name].heading if name in BY_NAME else name


def xlsx(*rows, names=None):
    """Cells keep their types: times, numbers, texts; a text that begins with = is a formula."""
    book = Workbook()
    names = names or headings(rows)
    book.active.append([shown(name) for name in names])
    for row in rows:
        book.active.append([row.get(name) for name in names])
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(*rows, separator=",", encoding="utf-8", names=None):
    """A CSV file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    names = names or headings(rows)
    writer.writerow([shown(name) for name in names])
    for row in rows:
        writer.writerow([row.get(name, "") for name in names])
    return stream.getvalue().encode(encoding)


def sheet(*rows, **options):
    return sheets.read_sheet("sheet.xlsx", xlsx(*rows, **options))


def preview_rows(*rows, conference=None, **answers):
    return sheets.preview_sheet(
        sheet(*rows), conference=conference.slug if conference else "", answers=answered(answers)
    )


def answered(answers):
    """{"speaker": {name: slug}} by the names' keys."""
    return {noun: {name_key(name): slug for name, slug in slugs.items()} for noun, slugs in answers.items()}


def load_rows(*rows, conference=None, **answers):
    """Load the rows; the Outcome."""
    options = {"conference": conference.slug if conference else "", "answers": answered(answers)}
    read = sheet(*rows)
    seen = sheets.preview_sheet(read, **options)
    assert mistakes_of(seen) == []
    assert seen.questions == []
    return sheets.load_sheet(read, seen=seen.fingerprint, **options)


def mistakes_of(outcome):
    """The mistakes as (row, column, message)."""
    return [(one.row, one.column, one.text) for one in outcome.mistakes]

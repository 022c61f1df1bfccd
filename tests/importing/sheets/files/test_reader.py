"""Archives that are no Excel workbooks are refused with what to do."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from proceedings.importing.sheets.files.reader import read_sheet
from proceedings.importing.sheets.files.sheet import UnreadableSheetError
from tests.support.sheets import saved


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("content.xml", "Draft from a document"),
        ("xl/workbook.bin", r"\.xlsb or Numbers"),
        ("word/document.xml", "Draft from a document"),
        ("day1.CSV", "Take the sheets out of it"),
        ("notes.txt", "open it in a spreadsheet and save it as"),
    ],
)
def test_another_archive_is_refused_with_what_to_do(part, message):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "<x/>")
    with pytest.raises(UnreadableSheetError, match=message):
        read_sheet("list.xlsx", stream.getvalue())


def test_a_value_behind_the_columns_that_are_read_is_not_lost():
    book = Workbook()
    book.active.append(["Title"])
    book.active["EZ2"] = "x"
    with pytest.raises(UnreadableSheetError, match="Row 2 has more than 100 columns"):
        read_sheet("list.xlsx", saved(book))

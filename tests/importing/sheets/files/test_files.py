"""Spreadsheet files: they are read and written, and nothing in them is ever computed."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from proceedings.importing.formulas import unescape_formula
from proceedings.importing.sheets import UnreadableSheetError, read_sheet
from proceedings.importing.sheets.files import reader, writer
from proceedings.importing.sheets.parsing import cells
from proceedings.importing.sheets.parsing.columns import COLUMNS
from proceedings.importing.sheets.preview import change
from proceedings.models import Kind
from tests.conftest import ROOT
from tests.support.sheets import saved, written, xlsx

# Texts that a database can store: no NUL, no lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
FORMULAS = [st.sampled_from("=+-@\t\r\n'＝ "), TEXTS]


def cell(sheet):
    return unescape_formula(sheet.rows[0][1][0]) if sheet.rows else ""


def as_csv(text):
    return "".join(writer.csv_lines(["Text", "End"], [[text, "."]])).encode()


def as_xlsx(text):
    book, stream = writer.Book(), io.BytesIO()
    book.add("List", ["Text", "End"], [[text, "."]])
    book.save(stream)
    return stream.getvalue()


# The time that a workbook takes depends on the load of the machine.
@given(TEXTS | st.tuples(*FORMULAS).map("".join))
@example("=1+1")
@example("'=1+1")
@example("_x000D_")
@example("#N/A")
@example("\ufffe\uffff\x0b")
@example("\t-1")
def test_a_written_text_is_read_back_unchanged(text):
    # In this process, because there are hundreds of them.
    assert cell(reader.read_sheet("list.csv", as_csv(text))) == text
    assert cell(reader.read_sheet("list.xlsx", as_xlsx(text))) == text


@given(st.tuples(*FORMULAS).map("".join))
def test_a_written_cell_is_never_a_formula(text):
    with zipfile.ZipFile(io.BytesIO(as_xlsx(text))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet.replace(b"<formula", b"")
    assert not as_csv(text).decode("utf-8-sig").splitlines()[1].lstrip('" ').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_with_any_separator_and_unicode_encoding(separator, encoding):
    data = written({"speaker": "Норов; 唐鳳", "text": 'a,b\r\n"c"\t;'}, separator=separator, encoding=encoding)
    sheet = read_sheet("list.csv", data)
    assert (sheet.headings, sheet.rows) == (["Speaker", "Text"], [(2, ["Норов; 唐鳳", 'a,b\r\n"c"\t;'])])


@pytest.mark.parametrize(("encoding", "text"), [("cp1251", "Норов"), ("gb18030", "唐鳳"), ("big5", "唐鳳")])
def test_an_old_encoding_must_be_chosen(encoding, text):
    data = written({"title": "a"}, {"title": text}, encoding=encoding)
    with pytest.raises(UnreadableSheetError, match=r"Line 3 is not in UTF-8: choose the encoding in the form"):
        read_sheet("list.csv", data)
    assert read_sheet("list.csv", data, encoding=encoding).rows[1] == (3, [text])


def test_rows_have_the_numbers_that_the_spreadsheet_shows():
    rows = [{"title": "one\nline\nmore"}, {}, {"title": "two"}]
    expected = [(2, ["one\nline\nmore"]), (4, ["two"])]
    assert read_sheet("list.csv", written(*rows)).rows == read_sheet("list.xlsx", xlsx(*rows)).rows == expected


def test_cells_are_read_as_they_are_shown():
    moment = datetime(2020, 9, 28, 10, 30, 0, 400)  # noqa: DTZ001 - a sheet's times have no zone
    row = {"a": 3, "b": 2.5, "c": True, "d": moment, "e": date(2020, 9, 28), "f": time(1, 2, 3), "g": " x ", "h": 4.0}
    expected = ["3", "2.5", "TRUE", "2020-09-28 10:30:00", "2020-09-28", "01:02:03", " x ", "4"]
    assert read_sheet("list.xlsx", xlsx(row)).rows == [(2, expected)]


def with_formula(cached):
    """A workbook whose cell A2 has a formula, and its cached value, which may be empty."""
    data = xlsx({"title": "=WEBSERVICE(1)"})
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"<v></v>", b"<v>%s</v>" % cached)
                part = part.replace(b'<c r="A2">', b'<c r="A2" t="str">')
            new.writestr(name, part)
    return changed.getvalue()


def test_a_formula_is_read_as_its_cached_value():
    assert read_sheet("list.xlsx", with_formula(b"On health")).rows == [(2, ["On health"])]


def test_a_formula_without_a_value_is_a_fault():
    sheet = read_sheet("list.xlsx", xlsx({"title": "=1+1", "text": "x"}))
    assert [tuple(fault) for fault in sheet.faults] == [
        (2, 0, "the formula here has no value: open and save the file in a spreadsheet.")
    ]


def test_the_sheet_named_statements_is_read_in_any_place():
    book = Workbook()
    book.active.append(["Read me"])
    book.create_sheet("Statements").append(["Title"])
    sheet = read_sheet("list.xlsx", saved(book))
    assert (sheet.headings, sheet.others) == (["Title"], [])


def test_the_names_of_other_sheets_are_kept():
    book = Workbook()
    book.active.append(["Title"])
    for title in ("Hidden", "Second day"):
        book.create_sheet(title).append(["Title"])
    book["Hidden"].sheet_state = "hidden"
    assert read_sheet("list.xlsx", saved(book)).others == ["Second day"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_line_that_tells_excel_the_separator_is_no_row(separator):
    sheet = read_sheet("list.csv", f"sep={separator}\r\nTitle{separator}Text\r\nOne{separator}a\r\n".encode())
    assert (sheet.headings, sheet.above, sheet.rows) == (["Title", "Text"], [], [(3, ["One", "a"])])


def test_a_file_in_utf8_is_not_read_in_an_older_encoding_that_was_chosen():
    with pytest.raises(UnreadableSheetError, match="in UTF-8 and not in Windows-1251: choose UTF-8"):
        read_sheet("list.csv", "Title\nРека\n".encode(), encoding="cp1251")


def test_columns_behind_the_headings_are_those_of_all_rows():
    assert read_sheet("list.csv", b"Title,Text,\nOne,a,b\n").headings == ["Title", "Text", ""]
    assert read_sheet("list.csv", b"Title,Text\nOne,a,b\n").headings == ["Title", "Text"]


def test_hidden_sheets_and_addresses_behind_cells_are_noted():
    book = Workbook()
    book.active.append(["Title", "Text"])
    book.active["B1"].hyperlink = "https://example.org/"
    book.create_sheet("Old").sheet_state = "veryHidden"
    assert read_sheet("list.xlsx", saved(book)).notes == [
        "The addresses behind linked cells are not imported: write them into cells of their own.",
        "The workbook hides these sheets, which are not read: Old.",
    ]


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)
    return stream.getvalue()


def replaced(data, old, new):
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return changed.getvalue()


CELL = "<c r='A1'/>"
ROWS = xlsx({"title": "x"})
REFUSED = {
    "not a sheet": (b"\0\1\2", "neither an .xlsx workbook nor text"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
    "nothing": (b"", "The sheet is empty"),
    "half a workbook": (ROWS[:500], "cannot be read"),
    "another archive": (packed(a="x"), "cannot be read"),
    "an entity": (replaced(ROWS, b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"), "document type"),
    "a row of no sheet": (replaced(ROWS, b'<row r="2"', b'<row r="99999999999"'), "continues after row 200000"),
    "a quotation that does not end": (b'Title,Text\n"x,y\n', "This is not valid CSV from line 2 on"),
    "styles without end": (packed(**{"xl/styles": " " * (11 * 2**20)}), "most of them in xl/styles.xml: copy"),
    "cells without end": (
        packed(**{"xl/worksheets/sheet1": f"<worksheet>{CELL * 600_001}</worksheet>"}),
        "more than 600000 cells",
    ),
    "too many columns": (xlsx({str(number): "x" for number in range(101)}), "more than 100 columns"),
    "a quotation mark in a cell": (b'Title\tText\n"A" b\tc\n', "Write each quotation mark within a cell twice"),
    "a list of JSON": (b'[{"Title": "x"}]', "This is no sheet"),
    "too many rows": (b"Title\n" + b"x\n" * 20_001, "more than 20000 rows"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_unreadable_file_is_refused_with_a_remedy(what):
    data, message = REFUSED[what]
    with pytest.raises(UnreadableSheetError, match=message):
        read_sheet("list", data)


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    bomb = packed(**{f"part{number}": bytes(30 * 2**20) for number in range(7)})
    assert len(bomb) < 300_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(UnreadableSheetError, match="unpacks to more than 200 MB"):
        reader.read_sheet("list.xlsx", bomb)


# Cells


MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    "text",
    ["2020-09-28 10:00", "2020-09-28T10:00:00", "28.09.2020 10:00", "2020-09-28 07:00Z", "2020-09-28 12:00 +05:00"],
)
def test_a_time_is_in_the_conferences_zone_unless_it_has_an_offset(text):
    assert cells.time_or_date(text, MOSCOW) == datetime(2020, 9, 28, 7, tzinfo=UTC)


@pytest.mark.parametrize("text", ["9/28/2020 10:00", "2020-13-01 10:00", "morning", "28.09.20 10:00", "9999999999999"])
def test_a_text_that_is_not_a_time_is_refused(text):
    with pytest.raises(ValidationError, match="is not a day and a time; write it as 2020-09-28 10:00"):
        cells.time_or_date(text, MOSCOW)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-09-28", "2020-09-28"),
        ("28.09.2020", "2020-09-28"),
        ("2020-9-8", "2020-09-08"),
        ("2020-9", "2020-09"),
        ("2020", "2020"),
    ],
)
def test_a_day_a_month_or_a_year_without_a_time_is_as_it_is_known(text, date):
    assert cells.time_or_date(text, MOSCOW) == date


@pytest.mark.parametrize(("text", "seconds"), [("75", 75), ("1:15", 75), ("01:02:03", 3723)])
def test_a_start_in_a_recording_is_seconds_or_a_clock_time(text, seconds):
    assert cells.seconds(text) == seconds


@pytest.mark.parametrize("text", ["Uzbekistan", "uz", " UZ "])
def test_a_country_is_given_by_name_or_code(text):
    assert cells.country(text) == "UZ"


@pytest.mark.parametrize("text", ["opening_remarks", "Opening remarks", "OPENING  REMARKS"])
def test_a_choice_is_given_by_label_or_value(text):
    assert cells.choice(text, Kind) == "opening_remarks"


@pytest.mark.parametrize("text", ["-1", "1.5", "99999999999", "٣", "1e3"])
def test_a_text_that_is_not_a_whole_number_is_refused(text):
    with pytest.raises(ValidationError, match="is not a whole number"):
        cells.number(text)


# Changes


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("One word.", "One other word.", ("One ", "", "other ", "word.")),
        ("", "New", ("", "", "New", "")),
        ("a\r\nb", "a\nc", ("a ¶ ", "b", "c", "")),
        ("x" * 100, "x" * 100 + " y", ("…" + "x" * 40, "", " y", "")),
        ("aa", "aaa", ("", "aa", "aaa", "")),
    ],
)
def test_a_change_is_shown_with_its_context(old, new, parts):
    assert tuple(change("text", old, new))[1:] == parts


def test_the_documentation_lists_every_column():
    page = (ROOT / "docs" / "spreadsheets.md").read_text()
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert rows == ["Column", *(column.heading for column in COLUMNS)]

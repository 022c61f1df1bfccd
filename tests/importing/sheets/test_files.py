"""Spreadsheets as files: what is read of them, and that nothing in them is ever computed."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from proceedings.importing.formulas import restored
from proceedings.importing.sheets import UnreadableSheetError, cells, read, workbook, writing
from proceedings.importing.sheets.columns import COLUMNS, recognised
from proceedings.importing.sheets.directory import Directory, likeness, spelled
from proceedings.importing.sheets.preview import change
from proceedings.models import Kind, Speaker
from tests.conftest import ROOT
from tests.support.factories import a_speaker
from tests.support.sheets import saved, written, xlsx

# What a database keeps: no NUL, no half of a character.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
FORMULAS = [st.sampled_from("=+-@\t\r\n'＝ "), TEXTS]


def cell(sheet):
    return restored(sheet.rows[0][1][0]) if sheet.rows else ""


def as_csv(text):
    return "".join(writing.csv_lines(["Text", "End"], [[text, "."]])).encode()


def as_xlsx(text):
    book, stream = writing.Book(), io.BytesIO()
    book.add("List", ["Text", "End"], [[text, "."]])
    book.save(stream)
    return stream.getvalue()


@given(TEXTS | st.tuples(*FORMULAS).map("".join))
@example("=1+1")
@example("'=1+1")
@example("_x000D_")
@example("#N/A")
@example("\ufffe\uffff\x0b")
@example("\t-1")
def test_a_text_goes_out_and_comes_in_again_as_it_was(text):
    assert cell(read("list.csv", as_csv(text))) == text
    assert cell(read("list.xlsx", as_xlsx(text))) == text


@given(st.tuples(*FORMULAS).map("".join))
def test_no_cell_that_goes_out_is_a_formula(text):
    with zipfile.ZipFile(io.BytesIO(as_xlsx(text))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet.replace(b"<formula", b"")
    assert not as_csv(text).decode("utf-8-sig").splitlines()[1].lstrip('" ').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_however_a_spreadsheet_wrote_it(separator, encoding):
    data = written({"speaker": "Норов; 唐鳳", "text": 'a,b\r\n"c"\t;'}, separator=separator, encoding=encoding)
    sheet = read("list.csv", data)
    assert (sheet.headings, sheet.rows) == (["Speaker", "Text"], [(2, ["Норов; 唐鳳", 'a,b\r\n"c"\t;'])])


@pytest.mark.parametrize(("encoding", "text"), [("cp1251", "Норов"), ("gb18030", "唐鳳"), ("big5", "唐鳳")])
def test_an_old_encoding_must_be_told(encoding, text):
    data = written({"title": "a"}, {"title": text}, encoding=encoding)
    with pytest.raises(UnreadableSheetError, match=r"Line 3 is not in UTF-8: choose the encoding above"):
        read("list.csv", data)
    assert read("list.csv", data, encoding=encoding).rows[1] == (3, [text])


def test_rows_are_counted_as_the_spreadsheet_counts_them():
    rows = [{"title": "one\nline\nmore"}, {}, {"title": "two"}]
    expected = [(2, ["one\nline\nmore"]), (4, ["two"])]
    assert read("list.csv", written(*rows)).rows == read("list.xlsx", xlsx(*rows)).rows == expected


def test_cells_are_read_as_they_are_shown():
    moment = datetime(2020, 9, 28, 10, 30, 0, 400)  # noqa: DTZ001 - a sheet's times have no zone
    row = {"a": 3, "b": 2.5, "c": True, "d": moment, "e": date(2020, 9, 28), "f": time(1, 2, 3), "g": " x ", "h": 4.0}
    expected = ["3", "2.5", "TRUE", "2020-09-28 10:30:00", "2020-09-28", "01:02:03", " x ", "4"]
    assert read("list.xlsx", xlsx(row)).rows == [(2, expected)]


def with_formula(cached):
    """A workbook whose cell A2 has a formula, and perhaps a value that it had once."""
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


def test_of_a_formula_the_value_is_read_that_it_had():
    assert read("list.xlsx", with_formula(b"On health")).rows == [(2, ["On health"])]


def test_a_formula_without_a_value_is_told():
    sheet = read("list.xlsx", xlsx({"title": "=1+1", "text": "x"}))
    assert [tuple(fault) for fault in sheet.faults] == [
        (2, 0, "the formula here has no value: open and save the file in a spreadsheet.")
    ]


def test_the_sheet_of_statements_is_read_wherever_it_stands():
    book = Workbook()
    book.active.append(["Read me"])
    book.create_sheet("Statements").append(["Title"])
    assert read("list.xlsx", saved(book)).headings == ["Title"]


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


ROWS = xlsx({"title": "x"})
REFUSED = {
    "not a sheet": (b"\0\1\2", "neither an .xlsx workbook nor text"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
    "nothing": (b"", "The sheet is empty"),
    "half a workbook": (ROWS[:500], "cannot be read"),
    "another archive": (packed(a="x"), "cannot be read"),
    "an entity": (replaced(ROWS, b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"), "document type"),
    "a row of no sheet": (replaced(ROWS, b'<row r="2"', b'<row r="99999999999"'), "goes on after row 200000"),
    "a quotation that does not end": (b'Title,Text\n"x,y\n', "This is no CSV from line 2 on"),
    "styles without end": (packed(**{"xl/styles": " " * (11 * 2**20)}), "unpacks to more than"),
    "cells without end": (packed(**{"xl/worksheets/sheet1": "<c r='A1'/>" * 600_001}), "more than 600000 cells"),
    "too many columns": (xlsx({str(number): "x" for number in range(101)}), "more than 100 columns"),
    "too many rows": (b"Title\n" + b"x\n" * 20_001, "more than 20000 rows"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_told_with_a_remedy(what):
    data, message = REFUSED[what]
    with pytest.raises(UnreadableSheetError, match=message):
        read("list", data)


def test_a_bomb_is_not_unpacked(monkeypatch):
    bomb = packed(**{f"part{number}": bytes(30 * 2**20) for number in range(7)})
    assert len(bomb) < 300_000
    monkeypatch.setattr(workbook.openpyxl, "load_workbook", None)
    with pytest.raises(UnreadableSheetError, match="unpacks to more than 200 MB"):
        read("list.xlsx", bomb)


# Headings and cells


def test_headings_are_known_however_they_are_written():
    found, complaints = recognised([" speaker ", "DELIVERED  at", "source_url", "Text", "Text 2"])
    assert complaints == []
    assert [heading.column.name for heading in found] == ["speaker", "delivered_at", "source_url", "text", "text"]


def test_headings_that_say_nothing_are_told():
    _found, complaints = recognised(["Speeker", "Title", "title", ""])
    assert complaints == [
        (0, "there is no column “Speeker”. Did you mean “Speaker”?"),
        (2, "“title” stands twice, here and in column B: remove one."),
        (3, "the column has no heading: name it, or delete it."),
    ]


MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    "text",
    ["2020-09-28 10:00", "2020-09-28T10:00:00", "28.09.2020 10:00", "2020-09-28 07:00Z", "2020-09-28 12:00 +05:00"],
)
def test_a_time_is_of_the_conferences_zone_unless_it_says_another(text):
    assert cells.moment(text, MOSCOW) == datetime(2020, 9, 28, 7, tzinfo=UTC)


@pytest.mark.parametrize("text", ["9/28/2020 10:00", "2020-13-01 10:00", "morning", "28.09.20 10:00", "9999999999999"])
def test_what_is_no_time_is_told(text):
    with pytest.raises(ValidationError, match="is not a day and a time; write it as 2020-09-28 10:00"):
        cells.moment(text, MOSCOW)


@pytest.mark.parametrize("text", ["2020-09-28", "28.09.2020", "2020-9-28"])
def test_a_day_alone_is_no_time(text):
    with pytest.raises(ValidationError, match="a day without a time"):
        cells.moment(text, MOSCOW)


@pytest.mark.parametrize(("text", "seconds"), [("75", 75), ("1:15", 75), ("01:02:03", 3723)])
def test_the_start_in_a_recording_is_seconds_or_a_clock(text, seconds):
    assert cells.seconds(text) == seconds


@pytest.mark.parametrize("text", ["Uzbekistan", "uz", " UZ "])
def test_a_country_is_a_name_or_a_code(text):
    assert cells.country(text) == "UZ"


@pytest.mark.parametrize("text", ["opening_remarks", "Opening remarks", "OPENING  REMARKS"])
def test_a_choice_is_its_label_or_its_value(text):
    assert cells.choice(text, Kind) == "opening_remarks"


@pytest.mark.parametrize("text", ["-1", "1.5", "99999999999", "٣", "1e3"])
def test_what_is_no_number_is_told(text):
    with pytest.raises(ValidationError, match="is not a whole number"):
        cells.number(text)


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сергей Лавров", "Sergey Lavrov"),
        ("Lavrov, Sergei", "Sergey Lavrov"),
        ("S. Lavrov", "Sergey Lavrov"),
        ("唐鳳", "Tang Feng"),
        ("Jose Garcia", "José García"),
    ],
)
def test_names_are_near_across_scripts_and_spellings(one, other):
    assert likeness(spelled(one), spelled(other)) >= 0.74


@pytest.mark.django_db
def test_only_the_very_name_is_taken_without_asking():
    a_speaker(name="José García", slug="jose")
    a_speaker(name="Li Wei", sort_name="Wei, Li", slug="li-wei")
    a_speaker(name="Tang, Feng", slug="tang-feng")
    a_speaker(name="Feng Tang", slug="feng-tang")
    directory = Directory(Speaker, names=("name", "sort_name"))
    names = ["JOSÉ  GARCÍA", "Jose Garcia", "Wei, Li", "Li Wei", "jose", "Jos", "Feng Tang", "Tang Feng"]
    found = ["jose", None, "li-wei", "li-wei", "jose", None, "feng-tang", "tang-feng"]
    assert [directory.resolve(name) for name in names] == found
    assert directory.near("Jose Garcia") == ["jose"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("One word.", "One other word.", ("One ", "", "other ", "word.")),
        ("", "New", ("", "", "New", "")),
        ("a\r\nb", "a\nc", ("a ¶ ", "b", "c", "")),
        ("x" * 100, "x" * 100 + " y", ("…" + "x" * 40, "", " y", "")),
        ("aa", "aaa", ("", "aa", "aaa", "")),
    ],
)
def test_a_change_is_shown_with_what_stands_around_it(old, new, told):
    assert tuple(change("text", old, new))[1:] == told


def test_the_documentation_names_every_column():
    page = (ROOT / "docs" / "spreadsheets.md").read_text()
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert rows == ["Column", *(column.heading for column in COLUMNS)]

"""Spreadsheets of LibreOffice."""

import io
import zipfile

import pytest

from proceedings.importing.sheets.files.reader import read_sheet
from proceedings.importing.sheets.files.sheet import UnreadableSheetError

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
ERROR = (
    'calcext:value-type="error" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def cell(words="", kind="string", **attributes):
    more = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    words = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n")) if words else ""
    return f'<table:table-cell office:value-type="{kind}"{more}>{words}</table:table-cell>'


def row(*cells, more=""):
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows, name="Talks", more=""):
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def spreadsheet(*tables, styles=""):
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>{''.join(tables)}"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {NAMES}>{content}</office:document-content>")
    return stream.getvalue()


def read(*tables, styles=""):
    return read_sheet("list.ods", spreadsheet(*tables, styles=styles))


def texts_of(*cells):
    return read(table(row(*(cell("Name") for _each in cells)), row(*cells))).rows[0][1]


def test_cells_have_their_values_and_not_what_is_shown():
    assert texts_of(
        cell("One\nTwo<text:s text:c='3'/>three<text:tab/>four<text:line-break/>five"),
        cell("03.04.21", kind="date", office__date_value="2021-04-03"),
        cell("x", kind="date", office__date_value="2021-04-03T09:29:59.9999"),
        cell("9:30", kind="time", office__time_value="PT09H29M59.9999S"),
        cell("1,50", kind="float", office__value="1.5"),
        cell("25 %", kind="percentage", office__value="0.25"),
        cell("WAHR", kind="boolean", office__boolean_value="true"),
    ) == ["One\nTwo   three\tfour\nfive", "2021-04-03", "2021-04-03 09:30:00", "09:30:00", "1.5", "0.25", "TRUE"]


def test_repeated_cells_and_rows_are_there_each_time_and_the_empty_ones_at_the_end_are_not():
    end = row(cell(table__number_columns_repeated="16384"), more='table:number-rows-repeated="1048573"')
    twice = row(cell("a", table__number_columns_repeated="2"), more='table:number-rows-repeated="2"')
    sheet = read(table(row(cell("One"), cell("Two")), twice, end))
    assert sheet.rows == [(2, ["a", "a"]), (3, ["a", "a"])]


def test_merged_cells_count_for_all_of_their_rows():
    covered = "<table:covered-table-cell/>"
    rows = row(cell("A", table__number_rows_spanned="2"), cell("x")), row(covered, cell("y"))
    assert read(table(row(cell("One"), cell("Two")), *rows)).rows == [(2, ["A", "x"]), (3, ["A", "y"])]


def test_hidden_rows_columns_and_tables_and_struck_rows_are_told():
    styles = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="c"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        row(cell("One"), cell("Two")),
        row(cell("hidden"), more='table:visibility="filter"'),
        row(cell("struck", table__style_name="c")),
        row(cell("seen"), cell("<text:a>here</text:a>")),
    )
    old = table(row(cell("x")), name="Old", more='table:style-name="t"')
    sheet = read(old, table(*rows), table(row(cell("x")), name="Second"), styles=styles)
    assert (sheet.hidden, sheet.others) == ([2, 3], ["Second"])
    assert sheet.notes == [
        "The spreadsheet hides these columns, which are read all the same: B.",
        "The addresses behind linked cells are not imported: write them into cells of their own.",
        "The workbook hides these sheets, which are not read: Old.",
    ]


def test_errors_and_formulas_without_a_value_are_faults():
    broken = f"<table:table-cell {ERROR}><text:p>#REF!</text:p></table:table-cell>"
    faults = read(
        table(row(cell("One"), cell("Two")), row(broken, cell(kind="", table__formula="of:=1"), cell("x")))
    ).faults
    assert [(fault.column, fault.message[:26]) for fault in faults] == [
        (0, "the cell shows the error #"),
        (1, "the formula here has no va"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (spreadsheet(), "no visible sheet"),
        (spreadsheet(table(row(cell("x"), more='table:number-rows-repeated="30000"'))), "more than 20000 rows"),
        (spreadsheet(table(row(cell("x", table__number_columns_repeated="16384")))), "more than 100 columns"),
        (spreadsheet(table(row(cell(table__number_columns_repeated="500"), cell("x")))), "more than 100 columns"),
        (spreadsheet(table(row(cell("x")))).replace(b"</office:doc", b"</offices:do"), "damaged or has a password"),
        (spreadsheet("<!DOCTYPE a>"), "damaged"),
    ],
)
def test_a_spreadsheet_that_is_too_large_or_damaged_is_refused(data, message):
    with pytest.raises(UnreadableSheetError, match=message):
        read_sheet("list.ods", data)

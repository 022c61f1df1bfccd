"""The headings of a sheet."""

from openpyxl import Workbook

from proceedings.importing.sheets import read_sheet
from proceedings.importing.sheets.parsing.headings import parse_headings
from tests.support.sheets import saved


def test_headings_are_recognised_in_any_case_and_punctuation():
    headings, problems, unknown = parse_headings([" speaker ", "DELIVERED  at", "source_url", "Text", "Text 2"])
    assert (problems, unknown) == ([], [])
    assert [heading.column.name for heading in headings] == ["speaker", "delivered_at", "source_url", "text", "text"]


def test_double_and_empty_headings_are_reported_and_unknown_ones_returned():
    _headings, problems, unknown = parse_headings(["Speeker", "Title", "title", ""])
    assert problems == [
        (2, "“title” is the column Title, as is column B: remove one."),
        (3, "the column has no heading: name it, or delete it."),
    ]
    assert unknown == [0]


def test_an_editors_choice_makes_a_heading_known_or_leaves_it_out():
    choices = {"speeker": "speaker", "room": ""}
    headings, problems, unknown = parse_headings(["Speeker", "Room", "Title"], choices)
    assert ([(one.at, one.column.name) for one in headings], problems, unknown) == (
        [(0, "speaker"), (2, "title")],
        [],
        [],
    )


def test_two_headings_chosen_as_one_column_are_reported():
    _headings, problems, _unknown = parse_headings(["Who", "Speaker"], {"who": "speaker"})
    assert problems == [(1, "“Speaker” is the column Speaker, as is column A: remove one.")]


def test_merged_cells_are_filled_down_and_other_empty_cells_are_not():
    book = Workbook()
    for row in (["Session", "Title"], ["Opening", "One"], [None, "Two"], [None, "Three"], [None, "Four"]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    rows = read_sheet("list.xlsx", saved(book)).rows
    assert [texts for _number, texts in rows] == [
        ["Opening", "One"],
        ["Opening", "Two"],
        ["Opening", "Three"],
        ["", "Four"],
    ]


def test_a_merged_area_makes_no_rows_of_its_own():
    book = Workbook()
    for row in (["Session", "Title"], ["Opening", "One"]):
        book.active.append(row)
    book.active.merge_cells("A2:A900")
    assert read_sheet("list.xlsx", saved(book)).rows == [(2, ["Opening", "One"])]


def test_a_title_above_the_headings_is_passed_over_and_kept_to_show():
    rows = b"Forum 2021: all talks\n\nSession,Speaker,Title\nOpening,Ann Lee,On water\n"
    sheet = read_sheet("list.csv", rows)
    assert sheet.headings == ["Session", "Speaker", "Title"]
    assert (sheet.heading_row, sheet.above) == (3, [(1, ["Forum 2021: all talks"])])
    assert sheet.rows == [(4, ["Opening", "Ann Lee", "On water"])]


def test_headings_in_other_words_are_found_below_a_title_too():
    sheet = read_sheet("list.csv", b"Our talks\nname,abstract,track\nAnn Lee,Water.,Opening\n")
    assert sheet.headings == ["name", "abstract", "track"]

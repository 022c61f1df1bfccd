"""The headings of a sheet."""

import pytest
from openpyxl import Workbook

from proceedings.importing.sheets import read_sheet
from proceedings.importing.sheets.files.sheet import Sheet
from proceedings.importing.sheets.parsing.headings import column_questions, parse_headings
from tests.support.sheets import saved


def headed(*headings, row=()):
    return Sheet("list.csv", list(headings), [(2, list(row))] if row else [], [])


def proposed(*headings, row=()):
    sheet = headed(*headings, row=row)
    return [question.proposal for question in column_questions(sheet, range(len(headings)))]


def test_headings_are_recognised_in_any_case_and_punctuation():
    headings, problems, unknown = parse_headings(headed(" speaker ", "DELIVERED  at", "source_url", "Text", "Text 2"))
    assert (problems, unknown) == ([], [])
    assert [heading.column.name for heading in headings] == ["speaker", "delivered_at", "source_url", "text", "text"]


def test_double_headings_are_reported_and_unknown_ones_returned():
    _headings, problems, unknown = parse_headings(headed("Speeker", "Title", "title"))
    assert problems == [(2, "“title” is the column Title, as is column B: remove one.")]
    assert unknown == [0]


def test_a_column_without_a_heading_is_asked_about_if_it_has_texts():
    sheet = headed("Title", "", "", row=["On water", "", "check"])
    assert parse_headings(sheet)[1:] == ([], [2])
    assert [one.key for one in column_questions(sheet, [2])] == [":C"]
    assert parse_headings(sheet, {":C": ""})[1:] == ([], [])


def test_several_columns_may_be_those_of_speakers():
    headings, problems, _unknown = parse_headings(
        headed("Speaker 1", "Speaker 2"), {"speaker1": "speaker", "speaker2": "speaker"}
    )
    assert ([(one.at, one.column.name) for one in headings], problems) == ([(0, "speaker"), (1, "speaker")], [])


def test_headings_of_many_languages_are_proposed_and_numbers_of_other_systems_are_not():
    assert proposed("Referent", "Titel", "Datum", "Uhrzeit") == ["speaker", "title", "date", "time"]
    assert proposed("Name of speaker", "Title of the talk") == ["speaker", "title"]
    assert proposed("Докладчик", "Название доклада", "Аннотация") == ["speaker", "title", "abstract"]
    assert proposed("演讲人", "题目", "时间") == ["speaker", "title", "time"]
    assert proposed("Intervenant", "Résumé", "Salle") == ["speaker", "abstract", "room"]
    assert proposed("Session Id", "Track", "Level", "Speaker 1", "Speaker 2") == [
        "",
        "session",
        "",
        "speaker",
        "speaker",
    ]


def test_an_editors_choice_makes_a_heading_known_or_leaves_it_out():
    choices = {"speeker": "speaker", "room": ""}
    headings, problems, unknown = parse_headings(headed("Speeker", "Room", "Title"), choices)
    assert ([(one.at, one.column.name) for one in headings], problems, unknown) == (
        [(0, "speaker"), (2, "title")],
        [],
        [],
    )


def test_two_headings_chosen_as_one_column_are_reported():
    _headings, problems, _unknown = parse_headings(headed("What", "Title"), {"what": "title"})
    assert problems == [(1, "“Title” is the column Title, as is column A: remove one.")]


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


def test_remarks_above_headings_in_other_words_are_no_headings():
    rows = "Forum 2021\nStand: 3. März,,vorläufig\nDatum,Uhrzeit,Referent,Thema\n3.4.2021,9:00,Ann Lee,On water\n"
    sheet = read_sheet("list.csv", rows.encode())
    assert (sheet.heading_row, sheet.headings) == (3, ["Datum", "Uhrzeit", "Referent", "Thema"])


def test_a_title_with_commas_does_not_decide_about_the_separator():
    sheet = read_sheet("list.csv", b"Forum, all talks, 2021, final\nSession;Speaker;Title\nOpening;Ann Lee;On water\n")
    assert sheet.headings == ["Session", "Speaker", "Title"]


@pytest.mark.parametrize(
    ("below", "headings"),
    [
        (["", "First name", "Last name", ""], ["Session", "First name", "Last name", "Title"]),
        (["", "Name", "Name", ""], ["Session", "Speaker Name", "Speaker Name", "Title"]),
        (["Opening", "Ann Lee", "Minister", "On water"], ["Session", "Speaker", "", "Title"]),
    ],
)
def test_headings_in_two_rows_are_those_of_the_merged_columns(below, headings):
    book = Workbook()
    for row in (["Session", "Speaker", "", "Title"], below, ["Opening", "Ann", "Lee", "On water"]):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    sheet = read_sheet("list.xlsx", saved(book))
    assert sheet.headings == headings
    assert len(sheet.rows) == 1 + ("Ann Lee" in below)


def test_a_text_beside_the_table_is_in_a_column_without_a_heading():
    book = Workbook()
    for row in (["Session", "Title"], ["Opening", "On water", "", "check!"]):
        book.active.append(row)
    assert read_sheet("list.xlsx", saved(book)).headings == ["Session", "Title", "", ""]


def test_the_sheet_behind_a_cover_is_read():
    book = Workbook()
    book.active.append(["Our forum"])
    table = book.create_sheet("Talks")
    for row in (["Session", "Speaker", "Title"], ["Opening", "Ann Lee", "On water"]):
        table.append(row)
    sheet = read_sheet("list.xlsx", saved(book))
    assert (sheet.headings, sheet.others) == (["Session", "Speaker", "Title"], ["Sheet"])


def test_a_type_is_proposed_only_if_its_values_are_kinds_and_the_time_of_a_form_is_not():
    assert proposed("Type", "Timestamp", row=["Workshop", "2021-01-01 10:00"]) == ["", ""]
    assert proposed("Type", row=["address"]) == ["kind"]

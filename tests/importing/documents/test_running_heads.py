"""Running heads, page numbers and numbers of lines are no words of a document."""

import pytest

from proceedings.importing.documents import pdf, read_document
from proceedings.importing.documents.running_heads import without_line_numbers, without_running_heads


def pages(*heads):
    return [
        [head, "The river rose.", f"It fell on day {number}, says the keeper.", f"- {number} -"]
        for number, head in enumerate(heads, start=1)
    ]


def test_heads_that_differ_only_in_numbers_are_left_out():
    words = [["The river rose.", f"It fell on day {number}, says the keeper."] for number in (1, 2, 3)]
    assert without_running_heads(pages("Rivers 11", "Rivers 12", "Rivers 13")) == words


def test_heads_of_left_and_right_pages_are_left_out():
    left = without_running_heads(pages("Rivers", "A. Berg", "Rivers", "A. Berg", "Rivers", "A. Berg"))
    assert [page[0] for page in left] == ["The river rose."] * 6


def test_a_first_line_of_one_page_stays():
    assert without_running_heads(pages("Rivers", "Lakes", "Seas"))[1][0] == "Lakes"


def test_a_sentence_that_begins_several_pages_stays():
    pages = [["Yes.", f"We saw them at dawn, said keeper {'ABCD'[number]}"] for number in range(4)]
    assert [page[0] for page in without_running_heads(pages)] == ["Yes."] * 4


def test_a_line_at_another_place_of_another_page_stays():
    pages = [["MS. BERG: The ferry is", "slow."], ["and old.", "MS. BERG: The ferry is", "new, I say, and"]]
    assert without_running_heads(pages) == pages


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [" 1  Q. Why?", " 2", " 3  A. Because", " 4  it rained.", " 5  Q. When?", " 6  A. In 1999."],
            ["Q. Why?", "", "A. Because", "it rained.", "Q. When?", "A. In 1999."],
        ),
        (["1 boat", "2 boats", "3 boats"], ["1 boat", "2 boats", "3 boats"]),
        (
            ["7 May", "9 June", "3 July", "2 May", "1 June", "8 May"],
            ["7 May", "9 June", "3 July", "2 May", "1 June", "8 May"],
        ),
    ],
)
def test_numbers_in_order_before_all_lines_are_left_out(lines, expected):
    assert without_line_numbers(lines) == expected


def test_a_text_with_numbers_of_lines_is_read_without_them():
    text = "".join(f"{number:2}   Line of words.\n" for number in range(1, 8))
    assert read_document("text", text.encode(), "a.txt").text == "Line of words.\n" * 7


def test_the_head_at_the_break_of_pages_is_no_words_of_a_text():
    pages = (
        f"Record of the Valley\tPage {number}\n\nRain fell on day {number}.\n\n- {number} -\n" for number in (1, 2, 3)
    )
    document = read_document("text", "\f".join(pages).encode(), "a.txt")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        f"Rain fell on day {number}." for number in (1, 2, 3)
    ]


def test_the_label_of_a_speaker_begins_a_paragraph_of_a_pdf():
    lines = ["MS. BERG: The river is as wide as the page is, and we swam.", "MR. ASH: So did I.", "Note well: we did."]
    assert [*pdf.paragraphs(lines)] == lines
    assert [*pdf.paragraphs(["MS. BERG: We asked for two", "things: boats and piers."])] == [
        "MS. BERG: We asked for two things: boats and piers."
    ]

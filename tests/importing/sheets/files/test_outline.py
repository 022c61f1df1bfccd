"""An outline: sessions and statements as plain text."""

from textwrap import dedent

import pytest

from proceedings.importing.sheets.files.outline import read_outline
from proceedings.importing.sheets.files.sheet import UnreadableSheetError

TEXT = """
    # Opening #

    Vladimir Norov, Secretary-General, SCO: On health
    Dear colleagues,

    I will say three things: health, trade and peace.
      Rivers, lakes: all of it.

    Ann de la Cruz, Head of Department, Ministry of Health, Peru: A question

    ## Discussion
    唐鳳：開放政府
    謝謝。

    Vladimir Norov: An answer: yes
    Yes.
    """


def test_an_outline_has_a_row_for_each_statement_with_its_line():
    sheet = read_outline(dedent(TEXT))
    text = "Dear colleagues,\n\nI will say three things: health, trade and peace.\n  Rivers, lakes: all of it."
    assert sheet.rows == [
        (4, ["Opening", "Vladimir Norov", "Secretary-General", "SCO", "On health", text]),
        (10, ["Opening", "Ann de la Cruz", "Head of Department, Ministry of Health", "Peru", "A question"]),
        (13, ["Discussion", "唐鳳", "", "", "開放政府", "謝謝。"]),
        (16, ["Discussion", "Vladimir Norov", "Secretary-General", "SCO", "An answer: yes", "Yes."]),
    ]
    assert sheet.headings == ["Session", "Speaker", "Post", "Organisation", "Title", "Text"]


@pytest.mark.parametrize(
    "line",
    [
        "Note: we pause here.",
        " Ann Lee, Envoy: indented",
        "and so we say, friends: no",
        "At 10:30 we met.",
        "Ann Lee met Bo",
    ],
)
def test_a_paragraph_that_is_no_head_of_a_statement_is_text(line):
    [(_number, cells)] = read_outline(f"Ann Lee: Thanks\nOne.\n\n{line}\n").rows
    assert cells[-1] == f"One.\n\n{line}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no statement."),
        ("# Opening\n\n", "There is no statement."),
        ("Welcome\n\nAnn Lee: Thanks", "Line 1 belongs to no statement: “Welcome”."),
        ("Ann Lee: Thanks\n# Two\nWelcome", "Line 3 belongs to no statement: “Welcome”."),
    ],
)
def test_a_line_without_a_statement_is_refused_and_named(text, message):
    with pytest.raises(UnreadableSheetError) as caught:
        read_outline(text)
    assert str(caught.value).startswith(message)

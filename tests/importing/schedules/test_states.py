"""Events that may not take place, and persons who are not known yet."""

import pytest

from proceedings.importing.schedules.states import is_left_out, named


@pytest.mark.parametrize(
    "title", ["CANCELLED: Rivers", "[Abgesagt] Rivers", "Отменено — Rivers", "Rivers (verschoben)", "【取消】Rivers"]
)
def test_a_title_that_says_that_the_event_is_cancelled_is_noted_only(title):
    notes = []
    assert not is_left_out(title, "", notes)
    assert notes == [f"“{title}” may not take place, as its title says. It is not left out."]


@pytest.mark.parametrize("title", ["Cancelled flights of 1986", "Rivers", "Perenos"])
def test_another_title_is_not_noted(title):
    notes = []
    assert (is_left_out(title, "confirmed", notes), notes) == (False, [])


@pytest.mark.parametrize(
    ("state", "note"),
    [
        ("withdrawn", "“Rivers” was cancelled, and is left out."),
        ("submitted", "“Rivers” is not accepted (submitted), and is left out."),
        ("Accept Queue", "“Rivers” is not accepted (accept_queue), and is left out."),
    ],
)
def test_an_event_that_is_not_certain_is_left_out_with_its_state(state, note):
    notes = []
    assert is_left_out("Rivers", state, notes)
    assert notes == [note]


def test_words_in_place_of_a_name_are_left_out_with_a_note():
    notes, unknown = [], ["N.N.", "TBA", "Speaker (tbc)", "-", "to be announced", "待定", "уточняется", "???"]
    assert named(["Anna Berg", *unknown, "", "Tba Berg", "Nan Unknown", "Anna Berg"], "Rivers", notes) == [
        "Anna Berg",
        "Tba Berg",
        "Nan Unknown",
    ]
    assert notes[:-1] == [f"“Rivers”: “{name}” is nobody’s name, and is left out." for name in unknown]
    assert notes[-1] == "“Rivers” has a person whose name is not in the file."

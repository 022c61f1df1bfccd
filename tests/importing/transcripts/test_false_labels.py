"""Words before a colon that are no speakers stay words."""

import pytest

from proceedings.importing.transcripts import is_transcript

from .documents import a_document, turns_of


@pytest.mark.parametrize(
    "words",
    [
        "Next Steps: paint.",
        "Dear Madam: I write to you.",
        "United Nations: a hope.",
        "Genesis 1:1: in the beginning.",
        "The Lesson: never ask.",
        "Mr Ash. Who is he?",
        "Mr Ash — who was he?",
        "It is 10:30: late.",
        "See https://example.org/a: it is there.",
    ],
)
def test_a_line_of_a_speech_with_a_colon_is_no_label(words):
    text = f"Anna Berg: We begin.\n\n{words}\n\nOmar Diallo: I see.\n\nAnna Berg: Good."
    assert turns_of(text) == [
        ("Anna Berg", f"We begin.\n\n{words}"),
        ("Omar Diallo", "I see."),
        ("Anna Berg", "Good."),
    ]


@pytest.mark.parametrize("head", ["Roads:", "The main thing:"])
def test_bold_words_that_are_no_person_stay_in_the_speech(head):
    text = f"**Anna Berg:** We need the main thing, roads.\n\n**{head}** build them.\n\n**Omar Diallo:** Yes."
    assert [name for name, _words in turns_of(text, "markdown")] == ["Anna Berg", "Omar Diallo"]


@pytest.mark.parametrize(
    "label", ["Shout from the floor", "Director of the mill", "Question from a reader of Le Phare"]
)
def test_a_voice_without_a_name_is_a_label(label):
    text = f"**Anna Berg:** Who is next?\n\n**{label}:** I am.\n\n**Anna Berg:** Please."
    assert turns_of(text, "markdown")[1] == (f"[{label}]", "I am.")


@pytest.mark.parametrize("line", ["To be continued.", "*(To be continued)*", "The meeting rose at 1.05 p.m."])
def test_a_line_of_the_source_at_the_end_is_nobody_s_words(line):
    assert turns_of(f"**Anna Berg:** We end.\n\n**Omar Diallo:** We do.\n\n{line}", "markdown")[-1][1] == "We do."


@pytest.mark.parametrize(
    ("label", "expected"), [("Mayor Anna Berg", True), ("Anna Berg", True), ("Further Background", False)]
)
def test_one_bold_label_makes_a_transcript_if_it_is_surely_a_person(label, expected):
    story = "The mayor, Anna Berg, opened the bridge over the river on Monday, and many people came to see it. " * 3
    page = f"<p>{story}</p><p><b>{label}:</b> The bridge is open to everybody, and I hope that you like it.</p>"
    assert is_transcript(a_document(page, "html")) is expected


def test_a_recipe_in_capitals_is_no_transcript():
    text = "CLAY: three sacks of it.\n\nMOULD: mix and press.\n\nFIRE: a day and a night.\n\nGLAZE: blue or green."
    assert not is_transcript(a_document(text, "text"))


def test_a_bold_name_within_a_sentence_is_no_label():
    text = "**Anna Berg** met the mayor.\n\n**Anna Berg:** Good day.\n\n**Omar Diallo:** Welcome."
    assert turns_of(text, "markdown") == [("Anna Berg", "Good day."), ("Omar Diallo", "Welcome.")]


def test_one_word_in_capitals_makes_no_transcript():
    assert not is_transcript(a_document("JSON: a form of data that programs exchange.\n\nIt is old.", "text"))

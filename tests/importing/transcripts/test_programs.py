"""Transcripts as programs of meetings and podcasts write them."""

import pytest

from proceedings.importing.transcripts import is_transcript, read_transcript

from .documents import a_document, turns_of

TURNS = (
    ("Anna Berg", "0:03", "The bridge is open."),
    ("Omar Diallo", "1:09", "Since when?"),
    ("Anna Berg", "1:20", "Now."),
)


def starts_of(text):
    _text, proposal = read_transcript(a_document(text, "text"), "forum.txt")
    return [(each.speaker, each.text, each.starts) for each in proposal.proposals]


@pytest.mark.parametrize(
    "turn",
    [
        "[{time}] {name}\n{words}",
        "[{name}] {time}\n{words}",
        "{name}\n({time})\n{words}",
        "{name} [{time}] {words}",
        "{name}: [{time}] {words}",
        "{name} ({time}):\n{words}",
        "[{time}] - {name}\n{words}",
    ],
)
def test_a_time_beside_a_name_is_that_of_the_recording(turn):
    text = "\n\n".join(turn.format(name=name, time=time, words=words) for name, time, words in TURNS)
    assert starts_of(text) == [
        ("Anna Berg", "The bridge is open.", 3.0),
        ("Omar Diallo", "Since when?", 69.0),
        ("Anna Berg", "Now.", 80.0),
    ]


def test_a_time_in_a_table_is_that_of_the_recording():
    rows = "".join(f"<tr><td>{time}</td><td>{name}</td><td>{words}</td></tr>" for name, time, words in TURNS)
    _text, proposal = read_transcript(a_document(f"<table>{rows}</table>", "html"), "forum.html")
    assert [each.starts for each in proposal.proposals] == [3.0, 69.0, 80.0]


def test_times_of_the_day_are_no_times_in_a_recording():
    speech = "We crossed the valley on foot and came to a bridge. " * 10
    assert [starts for *_turn, starts in starts_of(f"Ms BERG (14:01): {speech}\n\nMr DIALLO (14:05): {speech}")] == [
        None,
        None,
    ]
    assert starts_of("[10:02:11] Anna Berg: Hello.\n\n[10:02:20] Omar Diallo: Hello.")[0][2] is None


@pytest.mark.parametrize(
    "line",
    [
        "00:05:00",
        "Meeting ended after 00:41:12",
        "Anna Berg stopped transcription",
        "Transcribed by https://transcripts.example",
    ],
)
def test_a_line_that_a_program_adds_is_nobody_s_words(line):
    text = f"Anna Berg: Welcome.\nOmar Diallo: Thanks.\n{line}"
    assert turns_of(text) == [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks.")]


def test_names_alone_in_their_lines_are_labels_of_a_dialogue():
    text = "ANNA BERG\n\nIs it open?\n\nOMAR DIALLO\n\nIt is.\n\nANNA BERG\n\nSince when?\n\nOMAR DIALLO\n\nSince May."
    assert turns_of(text) == [
        ("Anna Berg", "Is it open?"),
        ("Omar Diallo", "It is."),
        ("Anna Berg", "Since when?"),
        ("Omar Diallo", "Since May."),
    ]


def test_names_alone_in_the_lines_of_a_programme_are_no_labels():
    talks = "Bridges of the valley", "Boats and their crews", "Old maps", "New maps"
    people = "Anna Berg", "Omar Diallo", "Anna Berg", "Omar Diallo"
    text = "\n\n".join(f"{person}\n\n{talk}" for person, talk in zip(people, talks, strict=True))
    assert not is_transcript(a_document(text, "text"))


def test_numbers_glued_to_speaker_name_nobody():
    assert turns_of("Speaker1: Welcome.\n\nSpeaker2: Thanks.\n\nSpeaker1: Sit.") == [
        ("[Speaker1]", "Welcome."),
        ("[Speaker2]", "Thanks."),
        ("[Speaker1]", "Sit."),
    ]


def test_marks_that_nobody_sees_are_no_part_of_a_label():
    text = "\u200fAnna Berg\u200f: \u200fWelcome.\n\n\u200bOmar Diallo\u200b: Thanks."
    assert turns_of(text) == [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks.")]


def test_a_short_dialogue_behind_a_long_front_is_a_transcript():
    front = "The forum of the valley met in the old mill by the river. Many people came to see the new bridge. " * 3
    turns = "Moderator: Is it open?\n\nAnna Berg: It is, since the first of May.\n\n" * 3
    assert is_transcript(a_document(f"{front}\n\n{turns}", "text"))


def test_a_time_alone_behind_a_label_is_that_of_the_recording():
    text = "Speaker 1:  0:03\n\nWelcome.\n\nSpeaker 2:  0:09\n\nThanks.\n\nSpeaker 1:  0:12\n\nSit."
    _text, proposal = read_transcript(a_document(text, "text"), "forum.txt")
    assert [(each.text, each.starts) for each in proposal.proposals] == [("Welcome.", 3), ("Thanks.", 9), ("Sit.", 12)]


def test_calls_with_investors_have_names_and_posts_alone_in_lines():
    turns = [
        ("Operator", "Welcome to the call."),
        ("Anna Berg -- Chief Executive Officer", "We open the bridge."),
        ("Operator", "The first question is from Omar Diallo."),
        ("Omar Diallo -- Valley Bank -- Analyst", "When?"),
        ("Anna Berg -- Chief Executive Officer", "In May."),
    ]
    text = "\n\n".join(f"{name}\n\n{words}" for name, words in turns)
    names = ["[Operator]", "Anna Berg", "[Operator]", "Omar Diallo", "Anna Berg"]
    assert turns_of(text) == [*zip(names, (words for _name, words in turns), strict=True)]


@pytest.mark.parametrize("label", ["UNIDENTIFIED PERSON #1", "UNIDENTIFIED MALE"])
def test_an_unidentified_person_is_nobody(label):
    text = f"ANNA BERG, HOST: Who is it?\n\n{label}: I am.\n\nBERG: Good."
    assert turns_of(text)[1:] == [(f"[{label}]", "I am."), ("Anna Berg", "Good.")]


def test_a_line_of_a_page_between_paragraphs_is_nobody_s_words():
    text = "Anna Berg: One.\n\nAdvertisement\n\nTwo.\n\nOmar Diallo: Thanks.\n\nRead more: Boats"
    assert turns_of(text) == [("Anna Berg", "One.\n\nTwo."), ("Omar Diallo", "Thanks.")]


@pytest.mark.parametrize(
    ("kind", "line"), [("text", "{}.....: {}"), ("markdown", "*{}:* {}"), ("markdown", "_{}_: {}")]
)
def test_leaders_and_single_marks_are_no_part_of_a_label(kind, line):
    turns = [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks."), ("Anna Berg", "Sit.")]
    assert turns_of("\n\n".join(line.format(*turn) for turn in turns), kind) == turns

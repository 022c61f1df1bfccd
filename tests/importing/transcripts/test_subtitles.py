"""SRT and WebVTT become statements with their start and end in the recording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.importing.proposals import UnreadableFileError, read
from proceedings.importing.transcripts.subtitles import read_srt, read_webvtt

ROLLING = """WEBVTT
Kind: captions

00:00:00.160 --> 00:00:02.470 align:start position:0%
\N{SPACE}
hello<00:00:00.480><c> everyone</c><00:00:01.120><c> and</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
hello everyone and
\N{SPACE}

00:00:02.480 --> 00:00:04.470 align:start position:0%
hello everyone and
welcome<00:00:02.600><c> to</c><00:00:03.120><c> this</c>

00:00:04.470 --> 00:00:04.480 align:start position:0%
welcome to this
\N{SPACE}

00:00:04.480 --> 00:00:06.470 align:start position:0%
welcome to this
forum
"""


def vtt(*payloads):
    """Return a WebVTT file with a cue of two seconds for each payload."""
    cues = [
        f"{number}\n00:{2 * number:02}.000 --> 00:{2 * number + 2:02}.000\n{payload}\n"
        for number, payload in enumerate(payloads)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def turns_of(content, reader=read_webvtt):
    text, proposal = reader(content.encode(), "forum.vtt")
    assert list(proposal.violations(text)) == []
    return [(each.speaker, each.label, each.text, each.starts, each.ends) for each in proposal.proposals]


@pytest.mark.parametrize(
    "payloads",
    [
        ["<v Anna Berg>Good morning and</v>", "<v Anna Berg>welcome.</v>", "<v Li Wei>Thanks.</v>"],
        ["<v.loud Anna Berg>Good <i>morning</i> and", "<v Anna Berg>welcome.", "<v Li Wei>Thanks."],
        ["Anna Berg: Good morning and", "Anna Berg: welcome.", "Li Wei: Thanks."],
        ["Anna Berg: Good morning and", "welcome.", "Li Wei: Thanks."],
        ["<v Anna Berg>Good morning and", "<v Anna Berg>welcome.</v><v Li Wei>Thanks.</v>"],
    ],
)
def test_cues_of_a_voice_become_one_statement(payloads):
    first, second = turns_of(vtt(*payloads))
    assert first[:4] == ("Anna Berg", "Anna Berg", "Good morning and welcome.", 0)
    assert second[:3] == ("Li Wei", "Li Wei", "Thanks.")
    assert second[4] == 2 * len(payloads)


@pytest.mark.parametrize("voice", ["S04", "Speaker 2", "SPEAKER_00", "3", "Speaker"])
def test_a_voice_without_a_name_is_no_person(voice):
    assert turns_of(vtt(f"<v {voice}>I am Anna Berg.", "<v Li Wei>Hi."))[0][:2] == (None, voice)


def test_numbers_of_a_program_before_the_words_are_labels():
    assert [turn[:3] for turn in turns_of(vtt("[SPEAKER_00]: Hello.", "[SPEAKER_01]: Hi.", "SPEAKER_00: Well."))] == [
        (None, "SPEAKER_00", "Hello."),
        (None, "SPEAKER_01", "Hi."),
        (None, "SPEAKER_00", "Well."),
    ]


def test_a_file_without_voices_is_one_statement_of_a_speaker_to_be_named():
    assert turns_of(vtt("One,", "two.", "Three.")) == [(None, "Speaker", "One, two. Three.", 0, 6)]


def test_an_arrow_begins_the_words_of_another_speaker():
    assert [turn[2] for turn in turns_of(vtt(">> Hello.", "Sit down.", "&gt;&gt; Thanks."))] == [
        "Hello. Sit down.",
        "Thanks.",
    ]


def test_captions_that_roll_are_read_once():
    assert turns_of(ROLLING) == [(None, "Speaker", "hello everyone and welcome to this forum", 0.16, 6.47)]


def test_a_speaker_can_repeat_a_word():
    assert turns_of(vtt("Never.", "Never.", "We said it.", "Once."))[0][2] == "Never. Never. We said it. Once."


def test_a_sentence_after_a_pause_begins_a_paragraph():
    content = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:07.000 --> 00:08.000\nTwo,\n\n00:12.000 --> 00:13.000\nthree."
    )
    assert turns_of(content)[0][2] == "One.\n\nTwo, three."


def test_words_of_scripts_without_spaces_are_joined_without_one():
    assert turns_of(vtt("我们欢迎", "各位。"))[0][2] == "我们欢迎各位。"


def test_srt_is_read_with_and_without_empty_lines_between_its_cues():
    content = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<b>Three</b> of\r\n2\r\n00:00:02,000 --> 00:00:03,500\r\n12 &amp; you"
    )
    assert turns_of(content, read_srt) == [(None, "Speaker", "Three of 12 & you", 1, 3.5)]


def test_notes_and_styles_of_webvtt_are_no_words():
    content = "WEBVTT\n\nNOTE Made by hand\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nOne."
    assert [turn[2] for turn in turns_of(content)] == ["One."]


def test_a_file_without_times_is_refused_with_a_sentence():
    with pytest.raises(UnreadableFileError, match="no line has times such as"):
        read("srt", b"1\nHello", "a.srt")


def test_times_without_words_are_refused_with_a_sentence():
    with pytest.raises(UnreadableFileError, match="no subtitles"):
        read_webvtt(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a.vtt")


def test_bytes_in_another_encoding_are_refused():
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        read_srt("1\n00:00:01,000 --> 00:00:02,000\nÄ".encode("latin-1"), "a.srt")


PIECES = [
    *("00:01.000 --> 00:02.000", "00:00:02,5 --> 00:00:01,0", "-->", "\n", "\n\n", "\r\n", " ", "1", "NOTE", "STYLE"),
    *("<v Anna>", "</v>", "<v>", "<v S1>", "<00:00:01.000>", "<c>", "<", ">", ">> ", "&amp;", "{\\an8}", "Anna Berg: "),
    *("[S1]: ", "words", "words again", "你好", "\u2028", "\x0b"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_subtitles_give_a_valid_proposal_or_a_sentence(content):
    try:
        text, proposal = read_webvtt(content.encode(), "any")
    except UnreadableFileError:
        return
    assert list(proposal.violations(text)) == []
    assert all(each.label and each.text for each in proposal.proposals)


def test_sentences_and_the_words_after_ten_seconds_have_timestamps():
    content = vtt(
        "<v Anna Berg>Rivers cross borders.",
        "<v Anna Berg>They do not stop there.",
        *(f"<v Anna Berg>and {word} goes on" for word in ("one", "two", "three", "four", "five", "six")),
        "<v Li Wei>Thanks.",
    )
    _text, proposal = read_webvtt(content.encode(), "forum.vtt")
    assert [each.timestamps for each in proposal.proposals] == [
        "0:02 They do not stop\n0:04 and one goes on and\n0:14 and six goes on",
        "",
    ]


def test_a_place_whose_words_come_again_gets_longer_words_or_no_timestamp():
    again = "<v Anna Berg>Thank you all very much."
    _text, proposal = read_webvtt(
        vtt("<v Anna Berg>Well.", again, again, f"{again[:-1]} indeed.").encode(), "forum.vtt"
    )
    [statement] = proposal.proposals
    assert statement.timestamps.split("\n") == [
        "0:02 Thank you all very much. Thank you all very much.",
        "0:04 Thank you all very much. Thank you all very much indeed.",
        "0:06 Thank you all very much indeed.",
    ]


def test_chinese_words_of_a_timestamp_are_letters():
    _text, proposal = read_webvtt(
        vtt("<v 李伟>河流跨越国界。", "<v 李伟>湖泊不会。我们每天测量水位并公布。").encode(), "f.vtt"
    )
    assert proposal.proposals[0].timestamps == "0:02 湖泊不会。我们每天测量水位并公布"


def test_dashes_for_two_voices_in_a_cue_begin_statements_of_unknown_speakers():
    _text, proposal = read_webvtt(vtt("- Is it open?\n- It is.", "Since May.").encode(), "forum.vtt")
    assert [(each.speaker, each.text) for each in proposal.proposals] == [
        (None, "Is it open?"),
        (None, "It is. Since May."),
    ]


def test_a_cue_with_a_sound_only_is_left():
    text, proposal = read_webvtt(vtt("[Music]", "Anna Berg: Welcome.", "(Applause)", "♪ ♪").encode(), "forum.vtt")
    assert [each.text for each in proposal.proposals] == ["Welcome."]
    assert [text[start:end] for start, end in proposal.left] == ["[Music]", "(Applause)", "♪ ♪"]


def test_subtitles_with_sounds_only_are_refused():
    with pytest.raises(UnreadableFileError, match="no words"):
        read_webvtt(vtt("[Music]").encode(), "forum.vtt")


def test_a_name_in_the_order_of_a_directory_stays_whole():
    _text, proposal = read_webvtt(vtt("<v Berg, Anna (External)>Welcome.</v>").encode(), "forum.vtt")
    assert [(each.speaker, each.post) for each in proposal.proposals] == [("Berg, Anna", "")]


@pytest.mark.parametrize("payload", ["[{}] {}", "({})\n{}"])
def test_names_in_brackets_are_voices_where_they_come_again(payload):
    turns = [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks."), ("Anna Berg", "Sit.")]
    text, proposal = read_webvtt(vtt(*(payload.format(*turn) for turn in turns)).encode(), "a.vtt")
    assert [(each.speaker, each.text) for each in proposal.proposals] == turns
    assert text[slice(*proposal.proposals[0].source_span[0])] == "Anna Berg"


def test_sounds_in_brackets_are_no_voices():
    data = vtt("[Door Creaking] Welcome.", "[Crowd Murmurs] Thanks.", "[Door Creaking] Sit.").encode()
    assert [each.speaker for each in read_webvtt(data, "a.vtt")[1].proposals] == [None]


def test_a_subtitle_that_ends_before_it_begins_is_refused_with_its_line():
    data = b"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:05,000 --> 00:00:03,000\nTwo.\n"
    with pytest.raises(UnreadableFileError, match="Line 6"):
        read_srt(data, "a.srt")


def test_subtitles_without_numbers_are_srt():
    data = b"00:00:01,000 --> 00:00:02,000\nAnna Berg: One.\n\n00:00:03,000 --> 00:00:04,000\nOmar Diallo: Two.\n"
    assert [each.speaker for each in read("", data, "a.srt")[1].proposals] == ["Anna Berg", "Omar Diallo"]


@pytest.mark.parametrize(
    "start",
    [
        "0:00:01.000,0:00:02.000\nOne.",
        "[Script Info]\nTitle: One",
        "{1}{25}One.",
        "<?xml version='1.0'?>\n<tt xmlns='http://www.w3.org/ns/ttml'>",
    ],
)
def test_subtitles_of_another_kind_are_refused_with_the_remedy(start):
    with pytest.raises(UnreadableFileError, match="SRT or WebVTT"):
        read("", start.encode(), "a.txt")

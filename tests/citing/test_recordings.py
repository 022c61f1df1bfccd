"""A place in a recording: its address, its player, and the times of the words."""

import pytest

from proceedings.citing.recordings import (
    LONGEST_CUE,
    cues_of,
    ignored_timestamps,
    paragraph_times,
    player_of,
    recording_address,
)
from proceedings.models import Statement

KEY = "abcdefghijk"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (f"https://youtu.be/{KEY}", f"https://youtu.be/{KEY}?t=75"),
        (f"https://www.youtube.com/watch?v={KEY}&t=3", f"https://www.youtube.com/watch?v={KEY}&t=75"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=75s"),
        ("https://example.org/day.mp4?a=b", "https://example.org/day.mp4?a=b#t=75,90"),
        ("https://example.org/day.MP3", "https://example.org/day.MP3#t=75,90"),
        ("https://example.org/videos/1", "https://example.org/videos/1"),
    ],
)
def test_a_recording_opens_at_its_second(url, address):
    assert recording_address(url, 75, 90) == address
    assert recording_address(url, None) == url


@pytest.mark.parametrize(
    ("url", "kind", "origin"),
    [
        (f"https://youtu.be/{KEY}", "youtube", "https://www.youtube-nocookie.com"),
        (f"https://www.youtube.com/watch?v={KEY}", "youtube", "https://www.youtube-nocookie.com"),
        (f"https://www.youtube.com/live/{KEY}?si=x", "youtube", "https://www.youtube-nocookie.com"),
        ("https://vimeo.com/123", "vimeo", "https://player.vimeo.com"),
        ("https://user@example.org:8443/day.mp4", "video", "https://example.org:8443"),
        ("https://example.org/day.ogg", "audio", "https://example.org"),
    ],
)
def test_the_player_of_a_recording_has_one_origin(url, kind, origin):
    player = player_of(url, 75, 90)
    assert (player.kind, player.origin) == (kind, origin)
    assert "75" in player.address


@pytest.mark.parametrize(
    "url",
    [
        *("", "https://example.org/page", "http://example.org/day.mp4", "https://youtube.com/@channel"),
        *("https://evil.example/youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=a;script-src"),
        *("javascript:alert(1)//.mp4", "https:///day.mp4"),
    ],
)
def test_other_addresses_have_no_player(url):
    assert player_of(url) is None


def a_recorded_statement(text, start=60, end=100, **fields):
    return Statement(text=text, text_format="plain", recording_start=start, recording_end=end, **fields)


def test_sentences_share_the_time_of_a_statement_by_their_length():
    cues = cues_of(a_recorded_statement("Aaaa aaaa.\n\nBbbb bbbb. Cccc cccc cccc ccccc."))
    assert [(cue.starts, cue.ends, cue.text, cue.paragraph) for cue in cues] == [
        (60, 70, "Aaaa aaaa.", 1),
        (70, 80, "Bbbb bbbb.", 2),
        (80, 100, "Cccc cccc cccc ccccc.", 2),
    ]


def test_paragraphs_begin_with_their_first_sentence():
    statement = a_recorded_statement("Aaaa aaaa.\n\nBbbb bbbb.\n\nCccc cccc.\n\nDddd dddd.")
    assert paragraph_times(statement) == {1: 60, 2: 70, 3: 80, 4: 90}


SPEECH = "Rivers cross borders. We measure them.\n\nLakes do not. Who owns a lake?"


def test_timestamps_say_when_sentences_begin():
    statement = a_recorded_statement(SPEECH, recording_timestamps="1:04.5 We measure\n1:30 Lakes do")
    cues = cues_of(statement)
    assert [(round(cue.starts, 1), cue.text) for cue in cues[:3]] == [
        (60, "Rivers cross borders."),
        (64.5, "We measure them."),
        (90, "Lakes do not."),
    ]
    assert (cues[1].ends, cues[-1].ends) == (90, 100)
    assert paragraph_times(statement) == {1: 60, 2: 90}
    assert ignored_timestamps(statement) == []


def test_the_end_is_estimated_from_the_last_timestamp():
    cues = cues_of(a_recorded_statement(SPEECH, end=None, recording_timestamps="5:00 owns a lake"))
    assert round(cues[-1].ends, 1) == 300.7


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("Rivers cross frontiers. We measure them.\n\nLakes do not.", []),
        ("Rivers cross borders. We gauge them.\n\nLakes do not.", ["We measure"]),
        ("We measure. We measure.\n\nLakes do not.", ["We measure"]),
        ("Lakes do not.\n\nRivers cross borders. We measure them.", ["We measure", "Lakes do"]),
    ],
)
def test_timestamps_that_a_changed_text_contradicts_are_ignored(text, ignored):
    statement = a_recorded_statement(text, recording_timestamps="1:04.5 We measure\n1:30 Lakes do")
    assert ignored_timestamps(statement) == ignored
    assert (90 in paragraph_times(statement).values()) == ("Lakes do" not in ignored)


@pytest.mark.parametrize("place", [{"start": 70}, {"end": 80}, {"start": None}])
def test_timestamps_outside_of_the_statement_are_ignored(place):
    statement = a_recorded_statement(SPEECH, **place, recording_timestamps="1:04.5 We measure\n1:30 Lakes do")
    assert ignored_timestamps(statement) == ["We measure", "Lakes do"]


def test_an_unknown_end_is_estimated_and_an_unknown_start_has_no_captions():
    [cue] = cues_of(a_recorded_statement("A" * 30, end=None))
    assert (cue.starts, cue.ends) == (60, 62)
    assert cues_of(a_recorded_statement("Words.", start=None)) == []
    assert cues_of(a_recorded_statement("")) == []


@pytest.mark.parametrize("text", ["word " * 100, "字" * 300])
def test_long_sentences_are_divided_without_losing_a_letter(text):
    cues = cues_of(a_recorded_statement(text))
    assert max(len(cue.text) for cue in cues) <= LONGEST_CUE
    assert "".join(cue.text for cue in cues).replace(" ", "") == text.replace(" ", "")

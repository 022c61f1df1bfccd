"""Texts, durations and times of programmes."""

import pytest

from proceedings.importing.schedules.values import in_offset_of, language_of, minutes_of, moment_of, prose_of


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Rivers &amp; lakes", "Rivers & lakes"),
        ("<table><tr><td>One</td><td>Two</td></tr><tr><td>Three</td></tr></table>", "One Two\n\nThree"),
        ("How <script> and <p> differ; 3 < 4", "How <script> and <p> differ; 3 < 4"),
        ("<b>Why</b> vector<int> is fast", "Why vector<int> is fast"),
        ("<p>Ice</p><style>p {color: red}</style>", "Ice"),
        ('See <a href="https://example.org/a?b=1&amp;c=2">here</a>.', "See here (https://example.org/a?b=1&c=2)."),
        ('<a href="https://example.org/">https://example.org/</a>', "https://example.org/"),
        ("Salt<br>Ash<blockquote>Words</blockquote>", "Salt\n\nAsh\n\nWords"),
    ],
)
def test_html_becomes_its_words_and_no_word_is_taken_for_html(written, text):
    assert prose_of(written) == text


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("45 min", 45), ("90 Minuten", 90), ("P1DT2H", 1560), ("26:00", 1560), ("P", None), ("P1D", 1440), ("long", None)],
)
def test_a_duration_that_cannot_be_read_is_none(written, minutes):
    assert minutes_of(written) == minutes


@pytest.mark.parametrize(
    ("text", "language"), [("German/English", ""), ("de, en", ""), ("русский и английский", ""), ("German", "de")]
)
def test_several_languages_are_not_the_first_one(text, language):
    assert language_of(text) == language


def test_a_day_alone_is_no_midnight():
    assert moment_of("2021-05-03") is None


@pytest.mark.parametrize(
    ("others", "time"),
    [
        (["2021-05-03T09:00:00-05:00", ""], "2021-05-03T10:00:00-05:00"),
        (["2021-05-03T09:00:00+02:00", "2021-05-04T03:00:00+01:00"], "2021-05-03T10:00:00"),
        (["2021-05-03T09:00:00"], "2021-05-03T10:00:00"),
    ],
)
def test_a_time_has_the_offset_of_its_day_unless_that_changes(others, time):
    assert in_offset_of("2021-05-03T10:00:00", *others) == time

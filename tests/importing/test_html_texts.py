"""The words of texts with HTML."""

import pytest

from proceedings.importing.html_texts import words_of


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
        ('<a href="https://www.example.org/">Example.org</a>', "Example.org"),
        ('<a href="https://example.org/a">Example</a>', "Example (https://example.org/a)"),
        ("Salt<br>Ash<blockquote>Words</blockquote>", "Salt\n\nAsh\n\nWords"),
    ],
)
def test_html_becomes_its_words_and_no_word_is_taken_for_html(written, text):
    assert words_of(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("- one\n  - <b>two</b>\n\nA &amp; B<br>c", "- one\n  - two\n\nA & B\n\nc"),
        ("Write `<p>` and `&amp;` <b>so</b>.", "Write `<p>` and `&amp;` <b>so</b>."),
    ],
)
def test_markdown_keeps_its_lines_and_its_code(written, text):
    assert words_of(written, is_markdown=True) == text

"""Markdown that people write in records keeps its words, numbers and signs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.markup import html, paragraphs, plain, plain_paragraphs


def shown(text):
    return "\n\n".join(plain_paragraphs(text))


@pytest.mark.parametrize(
    "text",
    [
        "2019. That was the year.",
        "007. Bond\n8. Moneypenny",
        "4*5*6 and 2**3**2 and 10~~20~~30",
        "price*quantity*rate and (a)*(b)*(c)",
        "[Laughter]: loud",
        "[Laughter] [Laughter]: loud",
        "Later.[^2]\n\n[^1]: Nobody refers to this.",
        "[a]: https://a.example/ not an address alone",
        "[unused]: https://a.example/",
        "Total $$\\int_0^1 x\\,dx$$",
        "• one\n• two",
        "– Yes.\n– No.",
        "<div>\n\n<b>bold</b>\n\n<!-- note -->",
        "See https://example.org/_a_(b)?c=*d*.",
        "``` one two\n\nwords",
        "| a |\n| --- |\n| 1 | 2 |",
        "Term\n\n___",
    ],
)
def test_words_numbers_and_signs_stay(text):
    assert shown(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("    Four spaces.\n\n\tA tab.\n\n\xa0\xa0\xa0\xa0No-break.", ["Four spaces.", "A tab.", "No-break."]),
        ("a\r\n\r\nb\r\rc", ["a", "b", "c"]),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", ["a\nb", "c d e f"]),
        ("# \n\n##\n\nwords", ["words"]),
        ("Words\n---\nmore", ["Words", "---", "more"]),
        ("Two\nlines\n===", ["Two lines ==="]),
        ("Title\n===\n\nwords", ["Title", "words"]),
        ("[](https://a.example/)", ["https://a.example/"]),
        ("<https://a.example/%D0%B4>", ["https://a.example/%D0%B4"]),
    ],
)
def test_blocks_are_those_that_were_meant(text, blocks):
    assert plain_paragraphs(text) == blocks


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("*so* **it** ~~was~~ 数字*开放*政府", "<em>so</em> <strong>it</strong> <s>was</s> 数字<em>开放</em>政府"),
        ("[r]\n\n[r]: https://a.example/", '<a href="https://a.example/" rel="nofollow noopener">r</a>'),
        ("a\\\nb", "a<br>\nb"),
        ("1986\\. Another.", "1986. Another."),
        (
            "(https://example.org/a_(b).)",
            '(<a href="https://example.org/a_(b)" rel="nofollow noopener">https://example.org/a_(b)</a>.)',
        ),
        ("請看https://example.org謝謝", "請看https://example.org謝謝"),
        ("xhttps://example.org", "xhttps://example.org"),
        ("https://example.org/a\\_b", "https://example.org/a_b"),
    ],
)
def test_marks_of_markdown_work(text, page):
    assert paragraphs(text)[0].html == f"<p>{page}</p>\n"


def test_what_is_nested_deeper_than_the_parser_goes_is_shown_too():
    assert "words" in html(">" * 100 + " words")
    assert "words" in html("\n".join(" " * 2 * depth + "- x" for depth in range(100)) + "words")


# Links have an address that is not shown, and HTML entities another character.
TEXT = st.text(st.sampled_from("ab12 \n\t*_~`#>-+.)|:=\\(^"), max_size=60)


@given(TEXT)
def test_no_letter_and_no_digit_is_lost_or_changed(text):
    letters = re.findall(r"[ab12]", text)
    assert re.findall(r"[ab12]", shown(text)) == letters
    assert re.findall(r"[ab12]", plain(text)) == letters

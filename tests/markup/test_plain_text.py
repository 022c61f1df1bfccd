"""Plain text: paragraphs at empty lines, line breaks as typed, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.markup import PLAIN, escaped, html, paragraphs, plain, plain_paragraphs

SIGNS = (
    "# No heading\n\n1945. peace\n1989. walls\n\n    4*5*6 _x_ `y` ~~z~~ <b> &amp; [a](b)\n\n[Laughter]: loud\n\n---"
)


def test_signs_mean_nothing():
    assert [(block.number, block.html) for block in paragraphs(SIGNS, PLAIN)] == [
        (1, "<p># No heading</p>\n"),
        (2, "<p>1945. peace<br>\n1989. walls</p>\n"),
        (3, "<p>4*5*6 _x_ `y` ~~z~~ &lt;b&gt; &amp;amp; [a](b)</p>\n"),
        (4, "<p>[Laughter]: loud</p>\n"),
        (5, "<p>---</p>\n"),
    ]
    assert plain(SIGNS, PLAIN).split() == SIGNS.split()


def test_line_ends_of_all_systems_separate_lines_and_paragraphs():
    text = "a\r\nb\r\r c\u2028d\u2029e\n \t\n\n\x0cf"
    assert plain_paragraphs(text, PLAIN) == ["a\nb", "c\nd", "e", "f"]


def test_a_web_address_is_a_link_with_the_same_words():
    assert html("See https://a.example/b_c.", PLAIN) == (
        '<p>See <a href="https://a.example/b_c" rel="nofollow noopener">https://a.example/b_c</a>.</p>\n'
    )


def test_an_empty_text_has_no_paragraphs():
    assert paragraphs(" \r\n\u2029 ", PLAIN) == []


def commonmark(text):
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


@pytest.mark.parametrize(
    "text",
    [
        SIGNS,
        "+ 1\n- 2\n= 3\n2019. x\n6) y",
        "https://a.example/_b_*c*?d=&copy;",
        "https://a.example/%C5%84%20_b https://xn--e1afmkfd.example/*c*",
        "![i](x)\n> q\n| a |\n|---|",
        "a\n===\\",
    ],
)
def test_every_reader_of_markdown_shows_the_words_of_the_escaped_text(text):
    assert words_of(commonmark(escaped(text))) == text.split()


def test_a_line_of_spaces_at_the_end_is_no_line():
    assert plain_paragraphs("one\n \t", PLAIN) == ["one"]
    assert plain_paragraphs(" \none\n two \n", PLAIN) == ["one\ntwo"]


@given(st.text(st.sampled_from("ab1 \n*_~`#<>-+.)(|:=\\[]!&;^/"), max_size=50))
def test_escaped_text_reads_back_as_the_same_paragraphs(text):
    assert words_of(commonmark(escaped(text))) == text.split()
    assert plain_paragraphs(escaped(text)) == plain_paragraphs(text, PLAIN)


def words_of(tokens):
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    texts = [
        "".join("\n" if child.type.endswith("break") else child.content for child in token.children)
        for token in tokens
        if token.type == "inline"
    ]
    return "\n".join(texts).split()

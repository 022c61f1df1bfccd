import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.markup import PLAIN, Paragraph, excerpt, html, paragraphs, plain, plain_paragraphs


def test_paragraphs_lists_and_quotations_are_numbered_but_headings_are_not():
    text = "# Title\n\nOne.\n\n- two\n- two\n\n---\n\n> three"
    assert [(paragraph.number, paragraph.html[:4]) for paragraph in paragraphs(text)] == [
        (None, "<h2>"),
        (1, "<p>O"),
        (2, "<ul>"),
        (None, "<hr>"),
        (3, "<blo"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("a\x00b\x07c", "<p>abc</p>\n"),
    ],
)
def test_other_markup_is_escaped(text, shown):
    (paragraph,) = paragraphs(text)
    assert shown in paragraph.html


def test_an_image_becomes_a_link_so_that_reading_sends_no_request_to_another_site():
    assert html("![cat](https://a.example/cat.png)") == (
        '<p>!<a href="https://a.example/cat.png" rel="nofollow noopener">cat</a></p>\n'
    )


def test_a_link_defined_elsewhere_in_the_text_works_in_its_paragraph():
    assert paragraphs("see [r]\n\n[r]: https://a.example/") == [
        Paragraph(1, '<p>see <a href="https://a.example/" rel="nofollow noopener">r</a></p>\n')
    ]


def test_plain_text_has_the_words_without_the_markup():
    assert plain("# A\n\n*b* `c`\nd\n\n- [e](https://a.example/)") == "A b c d • e"


# Words, and signs that mean something only at the start of a line.
PROSE = [
    "one",
    " ",
    "two",
    "\n",
    "\n\n",
    ". ",
    "a-b",
    "+ ",
    "=",
    "#",
    "1. ",
    "2) ",
    "—",
    "•",
    "!",
    "(c)",
    "    ",
    "\t",
    "\u2028",
]


@given(st.lists(st.sampled_from([*PROSE, "https://a.example/b_c", "中", "\x0b", "\x00"])).map("".join))
def test_the_words_of_prose_are_those_of_its_paragraphs(text):
    lines = "\n".join(plain_paragraphs(text))
    assert plain(text) == " ".join(lines.split())


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 9, "one two…"),
        ("one, two", 5, "one…"),
        ("數位開放政府" * 10, 8, "數位開放政府數位…"),
    ],
)
def test_an_excerpt_is_cut_where_the_script_allows(text, length, cut):
    assert excerpt(text, length) == cut


@given(st.text())
def test_no_text_produces_a_forbidden_tag(text):
    allowed = re.compile(
        r"</?(?:a|blockquote|br|code|em|h[2-6]|hr|li|ol|p|pre|s|strong|sup|table|tbody|td|th|thead|tr|ul)\b"
    )
    for paragraph in paragraphs(text):
        for tag in re.findall(r"</?[a-zA-Z][a-zA-Z0-9]*", paragraph.html):
            assert allowed.fullmatch(tag)
    plain(text)


def test_the_sanitiser_keeps_numbers_of_lists_and_alignment_without_inline_style():
    assert html("3. a\n5. b") == '<ol start="3">\n<li>a</li>\n<li value="5">b</li>\n</ol>\n'
    assert '<th class="right">A</th>' in html("| A |\n| --: |\n| 1 |")
    assert "style" not in html("| A |\n| :-: |\n| 1 |")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1945. peace\n1989. walls", "1945. peace\n1989. walls"),
        ("1. a\n3. b\n7. c", "1. a\n3. b\n7. c"),
        ("6) a\n7) b\n\n   c", "6) a\n7) b\n  c"),
        ("1. a\n   - b\n\n     c\n2.", "1. a\n  • b\n    c\n2."),
        ("- 1. a", "• 1. a"),
        ("| A | B |\n|---|---|\n| 1 | |", "A\tB\n1"),
        ("___", "___"),
    ],
)
def test_plain_text_has_numbers_bullets_and_rows(text, lines):
    assert plain_paragraphs(text) == [lines]


def test_an_excerpt_has_the_numbers_of_a_list():
    assert excerpt("7) dams\n8) locks", 12) == "7) dams 8)…"


def test_the_sign_of_a_footnote_links_to_the_paragraph_with_its_text():
    blocks = paragraphs("Agreed.[^1] Not[^2].\n\n[^1]: Ibid.", anchors="ru-p")
    assert blocks == [
        (1, '<p>Agreed.<sup><a href="#ru-p2" rel="nofollow noopener">[1]</a></sup> Not[^2].</p>\n'),
        (2, "<p><sup>[1]</sup> Ibid.</p>\n"),
    ]
    assert html("Agreed.[^<b>]\n\n[^<b>]: x") == (
        "<p>Agreed.<sup>[&lt;b&gt;]</sup></p>\n<p><sup>[&lt;b&gt;]</sup> x</p>\n"
    )


@given(st.text())
def test_plain_text_has_all_letters_and_digits_in_every_form(text):
    letters = [char for char in text if char.isalnum()]
    shown = "".join(plain_paragraphs(text, PLAIN))
    assert [char for char in shown if char.isalnum()] == letters
    assert [char for char in plain(text, PLAIN) if char.isalnum()] == letters
    unmarked = re.sub(r"<[^>]*>", "", html(text, PLAIN))
    assert [char for char in unescape(unmarked) if char.isalnum()] == letters

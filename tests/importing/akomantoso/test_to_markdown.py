"""The content of a speech, as Markdown."""

import pytest
from lxml import etree

from proceedings import markup
from proceedings.importing.akomantoso.to_markdown import markdown


def text_of(inside):
    return markdown(etree.fromstring(f"<speech>{inside}</speech>"))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("", ""),
        ("<p/><p>  </p>", ""),
        ("loose <b>and</b> mixed", "loose **and** mixed"),
        ("<p>\n  one\n  two <i>three</i>\n</p>", "one\ntwo *three*"),
        ("<p>[laughs] snake_case 2*3</p>", "[laughs] snake_case 2*3"),
        ("<p># no heading</p><p>- no list</p>", "\\# no heading\n\n\\- no list"),
        ("<p><i>（笑聲）</i>然後</p>", "（*笑聲*）然後"),
        ('<p><a href="https://e.org/a(b)">x</a> <a href="javascript:x">y</a></p>', "[x](<https://e.org/a(b)>) y"),
        ('<p><img src="https://e.org/i.png" alt="Plan"/></p>', "[Plan](https://e.org/i.png)"),
        ('<p><ref href="/akn/cl/act">the Act</ref></p>', "the Act"),
        ('<p>a<authorialNote marker="*"><p>Note.</p></authorialNote> b</p><p>c</p>', "a[*] b\n\nc\n\n[*] Note."),
        ('<p>He said <quotedText startQuote="“" endQuote="”">no</quotedText>.</p>', "He said “no”."),
        (
            "<p>a<quotedStructure><p>b</p><quotedStructure><p>c</p></quotedStructure></quotedStructure>d</p>",
            "a\n\n> b\n>\n> > c\n\nd",
        ),
        ("<ul><li>a<ol><li>b</li></ol></li><li><p>c</p></li></ul>", "- a\n  1. b\n- c"),
        ("<blockList><item><num>(a)</num><p>b</p></item></blockList>", "- (a) b"),
        ("<table><tr><td><p>1|2</p></td></tr></table>", "|  |\n| --- |\n| 1\\|2 |"),
        ("<ul>a <b>b</b><li>c</li>d<li>e</li><p>f</p></ul>", "a **b**\n\n- c\n\nd\n\n- e\n\nf"),
        ("<ol><li>a</li>b<li>c</li></ol>", "1. a\n\nb\n\n2. c"),
        ("<ol><li><num>1.</num>a</li><li><num>7.</num>b</li></ol>", "1. a\n7. b"),
        ("<blockList>a<item><num>1.</num><num>b</num>c</item></blockList>", "a\n\n1. bc"),
        (
            "<table>a<tr>b<td>c</td>d</tr>e<tr><td>f</td></tr><p>g</p></table>",
            "a\n\n|  |\n| --- |\n| b c d |\n\ne\n\n|  |\n| --- |\n| f |\n\ng",
        ),
        ("<table><tr>a</tr></table>", "|  |\n| --- |\n| a |"),
        (
            "<table><tr><th>a</th></tr><tr><td>b<table><tr><td>c|</td><td>d</td></tr></table></td></tr></table>",
            "| a |\n| --- |\n| b c\\| d |",
        ),
        ("<p>a<noteRef>2</noteRef><img alt='b'>c</img></p>", "a[2]bc"),
        ("<p>a<eol/>b</p>", "a\\\nb"),
        ("<p>\u202eRTL\u202c 😀 &lt;b&gt; &amp;amp;</p>", "\u202eRTL\u202c 😀 \\<b> \\&amp;"),
    ],
)
def test_elements_become_markdown(inside, text):
    assert text_of(inside) == text


def test_plain_text_is_never_read_as_markdown():
    words = "1. *a* _b_ [c](d) `e` <f> &amp; ~~g~~ # h | i \\ j"
    element = etree.Element("speech")
    etree.SubElement(element, "p").text = words
    assert markup.plain(markdown(element)) == words

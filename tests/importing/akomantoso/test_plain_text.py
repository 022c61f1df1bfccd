"""Texts without marks come in as plain text."""

import pytest
from lxml import etree

from proceedings.importing.akomantoso.to_markdown import MarkdownWriter


def read(content):
    writer = MarkdownWriter({})
    writer.write_children(etree.fromstring(f"<speech><from>Ada</from>{content}</speech>"), (), ("from",))
    return writer.text()


def test_paragraphs_and_line_breaks_are_plain_text():
    content = "<p>1945. *peace*<br/>\n  1989.\n walls</p><p><recordedTime time='x'/>[Laughter]: loud</p>"
    assert read(content) == ("1945. *peace*\n1989. walls\n\n[Laughter]: loud", "plain")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>so <i>it</i> is</p>", "so *it* is"),
        ("<p>a<authorialNote marker='1'><p>b</p></authorialNote></p>", "a[1]\n\n[1] b"),
        ("<blockList><item><num>6)</num><p>a</p></item></blockList>", "6) a"),
    ],
)
def test_marks_lists_and_notes_need_markdown(content, text):
    assert read(content) == (text, "markdown")

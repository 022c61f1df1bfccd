"""Convert Markdown to safe HTML or plain text, paragraph by paragraph."""

from functools import cache
from typing import NamedTuple

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from .text import printable

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "ul",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
# Headings of a text are one level lower, below the heading of the page.
HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}


class Paragraph(NamedTuple):
    """A top-level block of a text: its number from 1 (None for a heading or a rule) and its safe HTML."""

    number: int | None
    html: SafeString


@cache
def parser() -> MarkdownIt:
    # Images would make the reader's browser send requests to other sites.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def paragraphs(text: str) -> list[Paragraph]:
    """The top-level blocks of a text; those that can be cited are numbered 1, 2, 3 …"""
    env: dict = {}
    tokens = parser().parse(printable(text), env)
    blocks, block, number = [], [], 0
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            html = nh3.clean(
                parser().renderer.render(block, parser().options, env), tags=TAGS, link_rel="nofollow noopener"
            )
            citable = token.type not in {"heading_close", "hr"}
            number += citable
            blocks.append(Paragraph(number if citable else None, mark_safe(html)))  # noqa: S308 - nh3 has cleaned it
            block = []
    return blocks


def html(text: str) -> SafeString:
    """A text as safe HTML."""
    return mark_safe("".join(paragraph.html for paragraph in paragraphs(text)))  # noqa: S308 - nh3 has cleaned it


def plain(text: str) -> str:
    """A text as plain text on one line."""
    words = []
    for token in parser().parse(printable(text)):
        if token.type == "inline":
            words.extend(" " if child.type.endswith("break") else child.content for child in token.children)
            words.append(" ")
        elif token.type in {"fence", "code_block"}:
            words.append(token.content + " ")
    return " ".join("".join(words).split())


def plain_paragraphs(text: str) -> list[str]:
    """Each top-level block as plain text, with a line for each list item or other part of it."""
    blocks, lines = [], []
    for token in parser().parse(printable(text)):
        if token.type == "inline":
            breaks = {"softbreak": " ", "hardbreak": "\n"}
            lines.append("".join(breaks.get(child.type, child.content) for child in token.children))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.strip("\n"))
        if token.level == 0 and token.nesting <= 0 and lines:
            blocks.append("\n".join(lines))
            lines = []
    return blocks


def excerpt(text: str, length: int) -> str:
    """The beginning of a text as plain text, cut after at most `length` characters."""
    return shortened(plain(text), length)


def shortened(words: str, length: int) -> str:
    """The beginning of a plain text of one line, cut between words if the script has spaces."""
    if len(words) <= length:
        return words
    cut = words[:length].rstrip()
    head, space, tail = cut.rpartition(" ")
    # A last "word" this long is in a script without spaces, which can be cut anywhere.
    return (head if space and len(tail) < 30 else cut).rstrip(" ,;:") + "…"  # noqa: PLR2004

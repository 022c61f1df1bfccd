"""Texts as tokens of markdown-it."""

import re

from markdown_it.token import Token

from proceedings.text import printable

from .addresses import addresses
from .dialect import parser

PLAIN, MARKDOWN = "plain", "markdown"
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85]")
EMPTY_LINES = re.compile(r"\n\s*\n")


def parse(text: str, text_format: str = MARKDOWN) -> list[Token]:
    """The tokens of a text, whose format is PLAIN or MARKDOWN."""
    return plain_tokens(plain_lines(text)) if text_format == PLAIN else parser().parse(markdown_lines(text))


def plain_lines(text):
    """The text with line feeds as its only line ends, and without control characters."""
    return printable(LINE_END.sub("\n", text)).replace("\u2028", "\n").replace("\u2029", "\n\n")


def markdown_lines(text):
    """The same for Markdown, where U+2028 separates lines that stay separate."""
    return plain_lines(text.replace("\u2028", "  \n"))


def plain_tokens(text):
    """The tokens of plain text: paragraphs with the line breaks that were typed, and links to web addresses."""
    tokens = []
    at = 0
    for part in [*EMPTY_LINES.finditer(text), None]:
        end = part.start() if part else len(text)
        if text[at:end].strip():
            first = text.count("\n", 0, at)
            tokens += paragraph(text[at:end].strip(), [first, first + text.count("\n", at, end) + 1])
        at = part.end() if part else end
    return tokens


def paragraph(text, place):
    inline = Token("inline", "", 0, content=text, children=[], map=place, level=1, block=True)
    for line in text.split("\n"):
        if inline.children:
            inline.children.append(Token("hardbreak", "br", 0))
        inline.children += line_tokens(line.strip())
    opening = Token("paragraph_open", "p", 1, map=place, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def line_tokens(line):
    at = 0
    for start, end in addresses(line):
        address = parser().normalizeLink(line[start:end])
        if parser().validateLink(address):
            yield from text_token(line[at:start])
            yield Token("link_open", "a", 1, attrs={"href": address}, markup="linkify", info="auto")
            yield from text_token(line[start:end])
            yield Token("link_close", "a", -1, markup="linkify", info="auto")
            at = end
    yield from text_token(line[at:])


def text_token(text):
    if text:
        yield Token("text", "", 0, content=text)

"""Texts as safe HTML or as plain text, paragraph by paragraph.

A text is plain or Markdown (models/columns/text_formats.py). Both become the tokens of markdown-it, which all renderers
read: `parse(text, text_format)`. Rendering never changes the words of a text, the numbers of its lists, or its signs.
"""

from .comparison import Change, changes
from .dialect import parser
from .escaping import escaped, portable
from .markers import marker
from .render import (
    Paragraph,
    excerpt,
    html,
    paragraphs,
    plain,
    plain_paragraphs,
    shortened,
)
from .tokens import MARKDOWN, PLAIN, parse

__all__ = [
    "MARKDOWN",
    "PLAIN",
    "Change",
    "Paragraph",
    "changes",
    "escaped",
    "excerpt",
    "html",
    "marker",
    "paragraphs",
    "parse",
    "parser",
    "plain",
    "plain_paragraphs",
    "portable",
    "shortened",
]

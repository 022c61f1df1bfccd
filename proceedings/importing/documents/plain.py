"""Plain text and Markdown: the text is that of the file, character by character."""

import codecs
import re

from django.utils.translation import gettext as _

from proceedings.importing.proposals.kinds import UnreadableFileError

from .document import Block, Document
from .running_heads import without_line_numbers, without_running_heads

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# An empty line separates paragraphs; in a text without empty lines, each line is a paragraph.
EMPTY_LINE, LINE = re.compile(r"\n[^\S\n]*\n\s*|\r[^\S\r\n]*\r\s*"), re.compile(r"[\r\n]+")
HEADING = re.compile(r"(#{1,6})[ \t]+")
ITEM = re.compile(r"(?:[*+-]|\d{1,3}[.)])[ \t]+")
# A table: the head and the rule below it, a row with its cells.
USUAL_HEAD = 2
TABLE_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
TABLE_ROW = re.compile(r"[ \t]*\|?(?P<cells>[^\r\n]+?)\|?[ \t]*(?=[\r\n]|\Z)")
CELL = re.compile(r"(?:\\.|[^|\r\n])+")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def decoded(data):
    """Return the text of bytes in UTF-8, or in UTF-16 with a mark. Raise UnreadableFileError for another encoding."""
    encoding = next((MARKS[mark] for mark in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError(_("The text is not in UTF-8. Save it as UTF-8 and try again.")) from None
    if "\0" in text:
        raise UnreadableFileError(_("This file is not a text."))
    return text


def read_text(data, name):
    """Return the Document of a text; it has no running heads and line numbers."""
    pages = [page.splitlines(keepends=True) for page in decoded(data).split("\f")]
    if len(pages) > 1:
        # Programs that extract the text of a PDF end each page with a form feed.
        pages = [[*page, "\n"] for page in without_running_heads(pages)]
    text = "".join(line for page in pages for line in without_line_numbers(page))
    return Document("text", text, [Block(start, end) for start, end in paragraphs(text)])


def read_markdown(data, name):
    """Return the Document, whose text keeps the marks of Markdown; blocks begin after those of headings and items."""
    text = decoded(data)
    blocks = []
    rows = 0
    # A file can be one table without an empty line.
    spans = [(0, len(text))] if is_table(text.strip()) else paragraphs(text)
    for start, end in spans:
        if is_table(text[start:end].strip()):
            for row in TABLE_ROW.finditer(text, start, end):
                rows += 1
                blocks += table_cells(text, row, rows)
            continue
        bold = [match.span(2) for match in BOLD.finditer(text, start, end)]
        if heading := HEADING.match(text, start, end):
            blocks.append(Block(heading.end(), end, "heading", len(heading[1]), bold=bold))
        elif item := ITEM.match(text, start, end):
            blocks.append(Block(item.end(), end, "item", bold=bold))
        else:
            blocks.append(Block(start, end, bold=bold))
    return Document("markdown", text, [block for block in blocks if block.start < block.end])


def is_table(paragraph):
    """Return whether a paragraph is a table of Markdown: rows between bars, a line of dashes below the first."""
    lines = paragraph.splitlines()
    return len(lines) > USUAL_HEAD and bool(TABLE_RULE.fullmatch(lines[1].strip()))


def table_cells(text, row, number):
    """Yield the cells of a row as Blocks, none for the line of dashes."""
    if TABLE_RULE.fullmatch(row[0].strip()):
        return
    for cell in CELL.finditer(text, *row.span("cells")):
        start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
        end = start + len(cell[0].strip())
        if start < end:
            bold = [match.span(2) for match in BOLD.finditer(text, start, end)]
            yield Block(start, end, "cell", row=number, bold=bold)


def paragraphs(text):
    """Return the spans of the paragraphs, without white space around them."""
    separator = EMPTY_LINE if EMPTY_LINE.search(text.strip()) else LINE
    starts_and_ends, at = [], 0
    for match in [*separator.finditer(text), None]:
        start, end = at, match.start() if match else len(text)
        at = match.end() if match else end
        stripped = text[start:end].strip()
        if stripped:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            starts_and_ends.append((start, start + len(stripped)))
    return starts_and_ends

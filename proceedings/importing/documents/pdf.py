"""PDF files with a text layer: the lines of their pages, joined into paragraphs."""

import io
import logging
import re

from django.utils.translation import gettext as _

from proceedings.importing.proposals.kinds import UnreadableFileError

from .builder import DocumentBuilder
from .limits import check_size
from .running_heads import without_line_numbers, without_running_heads

MOST_PAGES = 1000
# With fewer letters per page on average, the text layer has only stamps and page numbers.
FEWEST = 20
ENDS_SENTENCE = re.compile(r"[.!?:;。！？：；…][\"'”’»)\]」』]*$")
# The beginning of a line that can be the label of a speaker.
LABEL = re.compile(
    r"(?:[QA]\.|(?![a-zа-яё])[^\W\d_][^:：.!?。！？\n]{0,80}(?:\.[^:：.!?。！？\n]{1,60}){0,3}[:：])(?:\s|(?<=：))"
)
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")
# A line that is shorter than this share of the longest one ends a paragraph if it ends a sentence.
FULL = 0.85


def read_pdf(data, name):
    check_size(len(data))
    lines = pdf_lines(data)
    builder = DocumentBuilder()
    for paragraph in paragraphs(lines):
        builder.start("paragraph")
        builder.add(paragraph)
    return builder.document("pdf")


def pdf_lines(data):
    """Return the lines of all pages, "" between pages and where lines are empty. Raise UnreadableFileError."""
    # Imported late, because most files are not PDF.
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [page.extract_text() or "" for page in reader.pages[:MOST_PAGES]]
    except MemoryError:
        raise
    # The library raises errors of many kinds for files that are damaged.
    except Exception:
        raise UnreadableFileError(_("This PDF is damaged. Open it in a reader and save it again.")) from None
    if is_locked:
        raise UnreadableFileError(_("This PDF is protected with a password. Save it without one."))
    if sum(map(len, pages)) < FEWEST * len(pages) or not pages:
        raise UnreadableFileError(_("This PDF has no text, only pictures of it. Recognise its text (OCR) first."))
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    return [line for page in without_running_heads(lines) for line in without_line_numbers(page)]


def paragraphs(lines):
    """Join lines; an empty line ends a paragraph, and so does a short line that ends a sentence."""
    longest = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        if not line:
            if text and ENDS_SENTENCE.search(text):
                yield text
                text = ""
            continue
        if text and LABEL.match(line) and ENDS_SENTENCE.search(text):
            # A line that a speaker's label begins, even if the line before it is a full one.
            yield text
            text = ""
        text = joined(text, line)
        if len(line) < longest * FULL and ENDS_SENTENCE.search(line):
            yield text
            text = ""
    if text:
        yield text


def joined(text, line):
    """Join two lines: a word divided by a hyphen is made whole, and there are no spaces between Chinese characters."""
    if HYPHEN.search(text) and line[:1].islower():
        return text[:-1] + line
    is_wide = text[-1:] >= "\u2e80" and line[:1] >= "\u2e80"
    return text + ("" if is_wide or not text else " ") + line

"""The source of a proposal as pages: stretches of the text with the rows of their statements, and with its marks."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from .operations import first_place

# The most rows of a page, and the characters after which it ends with the next statement.
MAX_ROWS, MAX_CHARACTERS = 25, 30_000
# The colours that speakers share; a number or a dash stands beside each.
COLOURS = 8
# If marks of several kinds cover the same words, the first kind counts.
FIELDS = (("source", "source_span"), ("cue", "cue"), ("words", "content"))
# Replacements of characters that a page would not show as one character.
REPLACED = {ord("\0"): "\ufffd", ord("\r"): "\n", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def colour_of(number):
    """Return the CSS class for the colour of a speaker; number 0 means no speaker."""
    return f"s{(number - 1) % COLOURS}" if number else "nobody"


class Window(NamedTuple):
    """A page: a stretch of the text, and the rows from `first` to `last`, exclusive."""

    start: int
    end: int
    first: int
    last: int


class Mark(NamedTuple):
    start: int
    end: int
    # "words", "cue", "source" or "left".
    kind: str
    # The index of the row, or None.
    row: int | None


class Piece(NamedTuple):
    """A piece of one line with its mark, or None; `begins` is whether it is the first piece of the mark."""

    at: int
    text: str
    mark: Mark | None
    begins: bool
    ends: bool


def windows(edited):
    """Return the Windows of all pages. Joint speakers stay together, and the source is divided at the ends of lines."""
    pages, start, first, last_place = [], 0, 0, 0
    for index, row in enumerate(edited.rows):
        place = max(first_place(row.statement), last_place)
        while place - start > 2 * MAX_CHARACTERS:
            end = line_start(edited.text, start + MAX_CHARACTERS, start)
            pages.append(Window(start, end, first, index))
            start, first = end, index
        is_full = index - first >= MAX_ROWS or place - start > MAX_CHARACTERS
        if is_full and place > last_place and index > first:
            end = line_start(edited.text, place, max(start, last_place))
            pages.append(Window(start, end, first, index))
            start, first = end, index
        last_place = place
    while len(edited.text) - start > 2 * MAX_CHARACTERS:
        end = line_start(edited.text, start + MAX_CHARACTERS, start)
        pages.append(Window(start, end, first, len(edited.rows)))
        start, first = end, len(edited.rows)
    return [*pages, Window(start, len(edited.text), first, len(edited.rows))]


def line_start(text, place, after):
    """Return the start of the line of a place, or the place itself if the line begins before another place."""
    start = text.rfind("\n", after, place) + 1
    return start if start > after else place


def page_of(pages, edited, key):
    """Return the number of the page with a row, or 1."""
    index = edited.index_of(key)
    return next((number for number, page in enumerate(pages, 1) if index in range(page.first, page.last)), 1)


def marks_in(edited, window):
    """Return the Marks that touch a window, those of each kind in the order of the text."""
    marks = []
    for index, row in enumerate(edited.rows):
        if edited.is_joint(index):
            continue
        for kind, name in FIELDS:
            marks += [Mark(*span, kind, index) for span in getattr(row.statement, name)]
    marks += [Mark(*span, "left", None) for span in edited.proposal.left]
    return [mark for mark in marks if mark.start < window.end and mark.end > window.start]


def pieces(edited, window):
    """Return the Pieces of a window; together they have all its characters."""
    marks = marks_in(edited, window)
    points = {window.start, window.end}
    points.update(point for mark in marks for point in mark[:2] if window.start < point < window.end)
    points.update(line_ends(edited.text, window))
    order = [kind for kind, _name in FIELDS]
    by_kind = {kind: sorted(mark for mark in marks if mark.kind == kind) for kind in (*order, "left")}
    starts = {kind: [mark.start for mark in some] for kind, some in by_kind.items()}
    result, begun = [], set()
    for start, end in pairwise(sorted(points)):
        mark = next((mark for kind in by_kind if (mark := covering_mark(by_kind[kind], starts[kind], start))), None)
        text = edited.text[start:end].replace("\r\n", "\n").translate(REPLACED)
        result.append(
            Piece(start, text, mark, mark is not None and mark not in begun, mark is not None and end == mark.end)
        )
        begun.add(mark)
    return result


def covering_mark(marks, starts, place):
    """Return the last of the sorted marks that covers a place; marks of one kind seldom overlap."""
    number = bisect_right(starts, place)
    return next((mark for mark in reversed(marks[max(0, number - 3) : number]) if mark.end > place), None)


def line_ends(text, window):
    place = text.find("\n", window.start, window.end)
    while place >= 0:
        yield place + 1
        place = text.find("\n", place + 1, window.end)

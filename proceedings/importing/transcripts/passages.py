"""Divide a document into passages: a paragraph, or a line that a label begins, with the label of its speaker."""

import re
from dataclasses import dataclass

from proceedings.importing.documents import Block, is_speaker_class

from .forms import is_label, is_name_like
from .label import TIME, Label, Strength, in_seconds
from .labels import find_label
from .trusted_labels import TrustedLabels
from .vocabulary import is_of_program, is_unnamed

LINE = re.compile(r"[^\n]+")
# A time that stands alone in its line.
TIME_ALONE = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?")
# Characters of a cell with a speaker's name.
LONGEST_CELL = 120
# Numbers of columns and pages, and hours, alone in their line, as in printed records of parliaments.
PLACE_ALONE = re.compile(
    r"[\[(]?(?:col(?:umn|\.)|page|p\.|seite|стр\.) ?\d{1,5}(?:WH|WS|W|GC)?[\])]?|\d{1,2}[.:]\d\d ?[ap]\.?m\.?",
    re.IGNORECASE,
)
# White space, and the marks of bold letters in Markdown.
MARKS = " \t\n*_"
# A row has at most a number, a time, the speaker and the words.
CELLS = range(2, 5)


@dataclass
class Passage:
    """A span of the text with the label at its beginning, or None. `is_heading` is whether it ends a speaker's words.

    `is_added` is whether it is no part of the speech: a time alone in its line, or “Meeting ended after 41:12”.
    """

    start: int
    end: int
    block: Block
    label: Label | None = None
    is_added: bool = False

    @property
    def is_title(self):
        return self.block.role == "heading"

    @property
    def is_heading(self):
        return self.is_title and self.label is None


def passages(document):
    """Return the Passages of a document in order, with the labels that can be trusted."""
    lines = [*cells_and_paragraphs(document)]
    if not any(passage.label and passage.label.strength >= Strength.BOLD for passage in lines if not passage.is_title):
        # If no label is bold, italic letters may set off the names.
        lines = [*cells_and_paragraphs(document, "italic")]
    trusted = TrustedLabels([passage.label for passage in lines if passage.label], document.text)
    result = []
    for passage in lines:
        label = passage.label if passage.label and trusted.accepts(passage.label) else None
        line = document.text[passage.start : passage.end]
        is_added = bool(TIME_ALONE.fullmatch(line) or PLACE_ALONE.fullmatch(line)) or is_of_program(line)
        is_same = result and result[-1].block is passage.block and passage.block.role != "cell"
        if label is None and is_same and not is_added and not result[-1].is_added:
            # A further line of the same paragraph.
            result[-1].end = passage.end
        else:
            result.append(Passage(passage.start, passage.end, passage.block, label, is_added))
    return result


def cells_and_paragraphs(document, letters="bold"):
    """Yield a Passage for each line of each block, with any label, and one for each table row with a speaker."""
    rows = {}
    for block in document.blocks:
        if block.role == "cell":
            rows.setdefault(block.row, []).append(block)
    speaking = {row: cells for row, cells in rows.items() if is_row_of_speaker(document.text, cells)}
    # A single such row is no transcript.
    speaking = speaking if len(speaking) > 1 else {}
    title = title_of(document)
    for block in document.blocks:
        cells = speaking.get(block.row) if block.role == "cell" else None
        if cells is None:
            yield from lines(document.text, block, letters, is_title=block is title)
        elif block is cells[-1]:
            yield row_passage(document.text, cells)


def title_of(document):
    """Return the only heading of the first level, which is the title of the document, or None."""
    titles = [block for block in document.blocks if block.role == "heading" and block.level == 1]
    return titles[0] if len(titles) == 1 else None


def lines(text, block, letters, *, is_title=False):
    """Yield a Passage for each line of a block. The title of the document is a label only if a sign ends it."""
    for match in LINE.finditer(text, block.start, block.end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        if start < end:
            is_heading = block.role == "heading"
            if is_speaker_class(block.style) and is_name_like(text[start:end].rstrip(":： ")):
                name = text[start:end].rstrip(":： ")
                yield Passage(start, end, block, Label(start, start + len(name), end, name, Strength.VOICE))
                continue
            set_off = [(block.start, block.end)] if is_heading else getattr(block, letters)
            label = find_label(text, start, block.end, set_off)
            is_emphasis = label and letters == "italic" and label.strength == Strength.BOLD and not label.has_sign
            is_left = is_title and label and not label.has_sign
            yield Passage(start, end, block, None if is_left or (is_emphasis and not is_heading) else label)


def is_row_of_speaker(text, cells):
    if len(cells) not in CELLS:
        return False
    name = text[cells[-2].start : cells[-2].end].strip(MARKS).rstrip(":：")
    words = text[cells[-1].start : cells[-1].end].strip()
    if is_unnamed(name) and words.isalpha():
        # "Speaker" and "Words": the heading of a table.
        return False
    return len(name) <= LONGEST_CELL and is_label(name) and is_name_like(name)


def row_passage(text, cells):
    name, words = cells[-2:]
    name_start = name.end - len(text[name.start : name.end].lstrip(MARKS))
    name_end = name.start + len(text[name.start : name.end].rstrip(f":：{MARKS}"))
    times = [TIME_ALONE.fullmatch(text[cell.start : cell.end].strip()) for cell in cells[:-2]]
    seconds = next((in_seconds(time["time"]) for time in times if time), None)
    label = Label(name_start, name_end, words.start, text[name_start:name_end], Strength.VOICE, seconds=seconds)
    return Passage(name.start, words.end, words, label)

"""Build a Document block by block, with single spaces within each."""

from .document import Block, Document
from .limits import check_length


class DocumentBuilder:
    """`add` appends words to the present block, and `start` begins the next; in the text, empty lines divide blocks."""

    def __init__(self):
        self.pieces, self.length, self.blocks = [], 0, []
        # The table cell of the present block, set by readers that join the paragraphs of a cell.
        self.cell = None
        self.start("paragraph")

    def start(self, role, *, level=0, row=-1, style=""):
        """Begin a block. It replaces the present one if that is empty."""
        self.block = Block(-1, -1, role, level, row, style)
        self.needs_space = False

    def add(self, text, *, is_bold=False, is_italic=False):
        """Append words; white space of any length becomes one space, and a no-break space stays."""
        words = "".join(" " if char in " \t\r\n\f\v" else char for char in text if char != "\0")
        leads, trails, words = words[:1] == " ", words[-1:] == " ", " ".join(filter(None, words.split(" ")))
        if not words:
            self.needs_space = self.needs_space or leads
            return
        if self.block.start < 0:
            # Chinese pages indent paragraphs with ideographic spaces.
            words = words.lstrip("\u3000 ")
            if not words:
                return
            self.begin()
        elif leads or self.needs_space:
            self.append(" ")
        at = self.length
        self.append(words)
        self.needs_space = trails
        for is_marked, spans in ((is_bold, self.block.bold), (is_italic, self.block.italic)):
            if is_marked:
                spans.append((at, self.length))
        self.block.end = self.length

    def add_line_break(self):
        if self.block.start >= 0:
            self.append("\n")
            self.needs_space = False

    def begin(self):
        if self.blocks:
            self.append("\n\n")
        self.block.start = self.length
        self.blocks.append(self.block)

    def append(self, text):
        self.pieces.append(text)
        self.length += len(text)
        check_length(self.length)

    def document(self, kind, **fields):
        return Document(kind, "".join(self.pieces), self.blocks, **fields)

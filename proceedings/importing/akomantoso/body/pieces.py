"""The content of an element in order: text, and the elements between it that are not part of the text."""

from dataclasses import dataclass

from proceedings.importing.akomantoso.to_markdown import MarkdownWriter

from .structure import CONTAINERS, KNOWN, SKIPPED, TEXTS, has_parts


@dataclass
class Text:
    """Blocks one after another, which begin at a line."""

    line: int
    writer: MarkdownWriter


@dataclass
class Part:
    """An element with the words of another speaker; `is_known` if the importer knows the element."""

    element: object
    is_known: bool = True

    @property
    def line(self):
        return self.element.sourceline


class Pieces:
    """`content` are the Text and Part objects of an element; `oddities` are elements that contain a part unexpectedly.

    An element that the importer does not know is a part too, so that its words are not attributed to another speaker.
    """

    def __init__(self, element, notes_by_id, parts, without=()):
        self.notes_by_id, self.parts = notes_by_id, parts
        self.content, self.oddities = [], []
        self.begin(element.sourceline)
        self.read(element, without)
        self.end()

    def begin(self, line):
        self.line, self.writer, self.is_empty = line, MarkdownWriter(self.notes_by_id), True

    def end(self):
        self.writer.end_paragraph()
        if self.writer.blocks or self.writer.times:
            self.content.append(Text(self.line, self.writer))

    def read(self, element, without=()):
        self.add(element.text, element.sourceline)
        for child in element:
            if child.tag not in without and child.tag not in SKIPPED:
                self.read_child(child, element)
            self.add(child.tail, child.sourceline)

    def read_child(self, child, element):
        # An unknown element inside a line of text, or inside another unknown element, belongs to the text around it.
        is_known = child.tag in KNOWN or element.tag in TEXTS or element.tag not in KNOWN
        if child.tag in self.parts or not is_known:
            self.end()
            self.content.append(Part(child, is_known))
            self.begin(child.sourceline)
        elif has_parts(child):
            if child.tag not in CONTAINERS:
                self.oddities.append(child)
            self.writer.end_paragraph()
            self.read(child)
            self.writer.end_paragraph()
        else:
            self.start_at(child.sourceline)
            self.writer.write(child, ())

    def add(self, text, line):
        if text and text.strip():
            self.start_at(line)
        self.writer.add(text, ())

    def start_at(self, line):
        if self.is_empty:
            self.line, self.is_empty = line, False

"""The content of elements as Markdown: paragraphs, lists, tables, quotations, notes."""

import re

from proceedings.markup import parser
from proceedings.models.columns.text_formats import TextFormat

from .body.structure import BLOCKS, SKIPPED, is_quotation
from .inline_markdown import BREAK, inline_markdown
from .list_signs import ITEMS, item_numbers, list_signs, number_elements
from .tables import write_table

EMPHASIS = {"i": "em", "b": "strong"}
INLINES = {"i", "b", "inline", "a", "ref", "img", "br", "eol", "quotedText", "authorialNote", "noteRef"}
# Footnotes of our own files, and what follows the sign in Markdown.
NOTES = {"note": "", "noteText": ":"}
SPACE = re.compile("[ \\t\\r\\n]+")
WEB = ("http://", "https://")


def markdown(element, notes_by_id=None, *, without=()):
    """The Markdown of an element, without its children of the names `without`; `notes_by_id` are elements."""
    writer = MarkdownWriter(notes_by_id or {})
    writer.write_children(element, (), without)
    return writer.finish()


def folded(text):
    """The text with spaces and line breaks folded, as XML means them; other kinds of space stay."""
    return SPACE.sub(" ", text).strip(" ")


def plain_text(element):
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


class MarkdownWriter:
    """Writes elements as `blocks` of Markdown; `runs` are (text, marks) of the paragraph that is being written.

    `paragraphs` are the same blocks as plain text; `has_markup` is whether plain text would lose something. `times` are
    the `recordedTime` elements. The method for an element is `write_` and its name.
    """

    def __init__(self, notes_by_id):
        self.notes_by_id = notes_by_id
        self.blocks, self.runs, self.notes = [], [], []
        self.paragraphs, self.has_markup = [], False
        self.times = []
        self.list_sign = ""
        self.lists = 0
        # Whether the text is in a cell of a table, which cannot contain blocks.
        self.is_cell = False

    def finish(self):
        """End the last paragraph, add the notes, and return the Markdown."""
        self.end_paragraph()
        for sign, note in self.notes:
            self.blocks.append(f"{inline_markdown([(f'[{sign}]', ())])} {note}")
        return "\n\n".join(self.blocks)

    def text(self, text_format=""):
        """End the text. Return it with its format: `text_format`, or else plain if that loses nothing."""
        self.end_paragraph()
        if text_format == TextFormat.MARKDOWN or (not text_format and self.has_markup):
            return self.finish(), TextFormat.MARKDOWN
        return "\n\n".join(filter(None, self.paragraphs)), TextFormat.PLAIN

    def end_paragraph(self, head=""):
        """End the paragraph; `head` makes it a heading."""
        self.has_markup |= bool(head) or any(marks for _text, marks in self.runs)
        lines = "".join(text for text, _marks in self.runs).split(BREAK)
        self.paragraphs.append("\n".join(filter(None, map(folded, lines))))
        if text := inline_markdown(self.runs):
            # A paragraph separates the next list from the last one, so it can have any sign.
            self.list_sign = ""
            self.blocks.append(inline_markdown(self.runs, head).replace("\n", " ") if head else text)
        self.runs = []

    def add(self, text, marks):
        if text:
            self.runs.append((text, marks))

    def write_children(self, element, marks, without=()):
        self.add(element.text, marks)
        for child in element:
            if child.tag not in without and child not in without and child.tag not in SKIPPED:
                self.write(child, marks)
            self.add(child.tail, marks)

    def write(self, element, marks):
        if element.tag == "recordedTime":
            self.times.append(element)
        if element.tag in BLOCKS:
            self.end_paragraph()
            getattr(self, f"write_{element.tag}", self.write_other_block)(element)
            self.end_paragraph()
        else:
            getattr(self, f"write_{element.tag}" if element.tag in INLINES else "write_children")(element, marks)

    def nested(self, element, without=(), *, is_cell=False):
        """A MarkdownWriter with the blocks of an element; its notes are those of the whole."""
        self.has_markup = True
        writer = MarkdownWriter(self.notes_by_id)
        writer.is_cell = is_cell or self.is_cell
        writer.notes, writer.times = self.notes, self.times
        writer.write_children(element, (), without)
        writer.end_paragraph()
        return writer

    def nested_text(self, element):
        return "\n\n".join(self.nested(element).blocks)

    # Inline elements

    def write_mark(self, element, marks):
        mark = EMPHASIS[element.tag]
        self.write_children(element, marks if mark in marks else (*marks, mark))

    write_i = write_b = write_mark

    def write_inline(self, element, marks):
        mark = {"code": "code", "del": "s"}.get(element.get("name"))
        if element.get("name") in NOTES:
            sign = "".join(element.itertext()).strip("[]")
            self.add(f"[^{sign}]{NOTES[element.get('name')]}", marks)
            return
        if mark == "code":
            self.add("".join(element.itertext()).replace("\n", " "), (*marks, mark))
        else:
            self.write_children(element, (*marks, mark) if mark and mark not in marks else marks)

    def write_a(self, element, marks):
        address = parser().normalizeLink((element.get("href") or "").strip())
        linked = any(isinstance(mark, tuple) for mark in marks)
        # A reference between documents of Akoma Ntoso is not an address on the web.
        is_web = address.startswith(WEB) if element.tag != "a" else address and not address.startswith("#")
        if linked or not is_web or not parser().validateLink(address):
            self.write_children(element, marks)
        else:
            self.write_children(element, (*marks, ("a", address, element.get("title", ""))))

    write_ref = write_a

    def write_img(self, element, marks):
        address = element.get("src", "")
        label = element.get("alt") or address
        link = (("a", parser().normalizeLink(address), ""),) if address.startswith(WEB) else ()
        self.add(label, (*marks, *link))
        self.write_children(element, marks)

    def write_br(self, element, marks):
        self.add(BREAK, marks)
        self.write_children(element, marks)

    write_eol = write_br

    def write_quotedText(self, element, marks):  # noqa: N802 - named as the element
        self.add(element.get("startQuote"), marks)
        self.write_children(element, marks)
        self.add(element.get("endQuote"), marks)

    def write_authorialNote(self, element, marks):  # noqa: N802
        sign = element.get("marker") or str(len(self.notes) + 1)
        # Notes inside the note come after it.
        self.notes.append((sign, ""))
        at = len(self.notes) - 1
        self.notes[at] = (sign, self.nested_text(element))
        self.add(f"[{sign}]", marks)

    def write_noteRef(self, element, marks):  # noqa: N802
        note = self.notes_by_id.get(element.get("href", "").removeprefix("#"))
        if note is None:
            sign = element.get("marker") or plain_text(element)
            self.add(sign and f"[{sign}]", marks)
        else:
            self.write_authorialNote(note, marks)

    # Block elements

    def write_other_block(self, element):
        if is_quotation(element):
            if inner := self.nested_text(element):
                quote = f"{element.get('startQuote', '')}{inner}{element.get('endQuote', '')}"
                self.blocks.append(indented(quote, "> ", "> "))
        else:
            self.write_children(element, ())

    def write_block(self, element):
        name = element.get("name", "")
        if name == "code":
            self.has_markup = True
            self.blocks.append(fenced("".join(element.itertext()), element.get("title", "")))
        elif name == "rule" and not plain_text(element):
            self.has_markup = True
            self.blocks.append("***")
        elif re.fullmatch("h[1-6]", name):
            self.write_heading_block(element, int(name[1]))
        else:
            self.write_children(element, ())

    def write_heading(self, element):
        self.write_heading_block(element, 3)

    write_subheading = write_crossHeading = write_heading  # noqa: N815

    def write_heading_block(self, element, level):
        self.write_children(element, ())
        self.runs = [(text.replace("\n", " ").replace(BREAK, " "), marks) for text, marks in self.runs]
        self.end_paragraph("#" * level + " ")

    def write_blockList(self, element):  # noqa: N802
        """Write the items as a list. Words between items stay in their place and split the list."""
        items = [child for child in element if child.tag in ITEMS]
        numbers = dict(zip(items, item_numbers(element, items), strict=True))
        group = []

        def end_group():
            if group:
                self.add_list(element, group, [numbers[item] for item in group])
                group.clear()

        self.add(element.text, ())
        for child in element:
            if child in numbers:
                self.end_paragraph()
                group.append(child)
            elif child.tag not in SKIPPED:
                end_group()
                self.write(child, ())
            if (child.tail or "").strip():
                end_group()
                self.add(child.tail, ())
        end_group()

    write_ul = write_ol = write_blockList

    def add_list(self, element, items, numbers):
        signs = list_signs(numbers)
        contents = [self.nested(item, list(number_elements(element, item))) for item in items]
        # Items need no empty lines between them if each is one paragraph, with or without lists below it.
        tight = element.get("class") != "loose" and all(len(each.blocks) - each.lists <= 1 for each in contents)
        space = "\n" if tight else "\n\n"
        if signs is None:
            # The numbers go into the text. A list directly after another needs another sign to be a list of its own.
            bullet = "-*"[self.list_sign == "-"]
            signs, words = [bullet] * len(items), [f"{number} " if number else "" for number in numbers]
        else:
            words = [""] * len(items)
        self.list_sign = signs[-1][-1]
        lines = []
        for sign, word, content in zip(signs, words, contents, strict=True):
            start = f"{sign} "
            lines.append(indented(f"{word}{space.join(content.blocks)}", start, " " * len(start)))
        self.blocks.append(space.join(lines))
        self.lists += 1

    def write_table(self, element):
        write_table(self, element)


def indented(text, first, rest):
    """The text with `first` before its first line and `rest` before each of the others."""
    head, *lines = text.split("\n")
    return "\n".join([f"{first}{head}".rstrip(), *(f"{rest}{line}" if line else rest.rstrip() for line in lines)])


def fenced(text, language):
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.removesuffix(chr(10))}\n{fence}"

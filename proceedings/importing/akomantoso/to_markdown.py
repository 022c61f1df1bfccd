"""The content of elements as Markdown: paragraphs, lists, tables, quotations, notes."""

import re

from proceedings.markup import parser

from .inline_markdown import BREAK, inline_markdown

EMPHASIS = {"i": "em", "b": "strong"}
# Elements that begin a block of their own; the others are inline.
BLOCKS = {
    "p",
    "block",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "blockList",
    "item",
    "listIntroduction",
    "listWrapUp",
    "blockContainer",
    "tblock",
    "container",
    "content",
    "intro",
    "wrapUp",
    "crossHeading",
    "heading",
    "subheading",
    "longTitle",
    "formula",
    "preamble",
    "quotedStructure",
    "embeddedStructure",
    "subFlow",
    "foreign",
    "interstitial",
    "speech",
    "question",
    "answer",
    "other",
    "scene",
    "narrative",
    "summary",
    "speechGroup",
}
INLINES = {"i", "b", "inline", "a", "ref", "img", "br", "eol", "quotedText", "authorialNote", "noteRef"}
LIST_ITEM_HEADINGS = ("num",)
QUOTATIONS = {"quotedStructure", "embeddedStructure"}
# Elements without text of their own: tables of contents, metadata, references to other documents.
SKIPPED = {"toc", "meta", "componentRef", "documentRef"}
ORDERED = re.compile(r"(\d{1,9})[.)]\Z")
WEB = ("http://", "https://")


def markdown(element, notes_by_id=None, *, without=()):
    """The Markdown of an element, without its children of the names `without`; `notes_by_id` are elements."""
    writer = MarkdownWriter(notes_by_id or {})
    writer.write_children(element, (), without)
    return writer.finish()


def plain_text(element):
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


class MarkdownWriter:
    """Writes elements as `blocks` of Markdown; `runs` are (text, marks) of the paragraph that is being written.

    The method for an element is `write_` and its name.
    """

    def __init__(self, notes_by_id):
        self.notes_by_id = notes_by_id
        self.blocks, self.runs, self.notes = [], [], []
        self.list_sign = ""
        self.lists = 0

    def finish(self):
        """End the last paragraph, add the notes, and return the Markdown."""
        self.end_paragraph()
        for sign, note in self.notes:
            self.blocks.append(f"{inline_markdown([(f'[{sign}]', ())])} {note}")
        return "\n\n".join(self.blocks)

    def end_paragraph(self, head=""):
        """End the paragraph; `head` makes it a heading."""
        if text := inline_markdown(self.runs):
            # The next list does not follow another one directly, and can have any sign.
            self.list_sign = ""
            self.blocks.append(inline_markdown(self.runs, head).replace("\n", " ") if head else text)
        self.runs = []

    def add(self, text, marks):
        if text:
            self.runs.append((text, marks))

    def write_children(self, element, marks, without=()):
        self.add(element.text, marks)
        for child in element:
            if child.tag not in without and child.tag not in SKIPPED:
                self.write(child, marks)
            self.add(child.tail, marks)

    def write(self, element, marks):
        if element.tag in BLOCKS:
            self.end_paragraph()
            getattr(self, f"write_{element.tag}", self.write_other_block)(element)
            self.end_paragraph()
        else:
            getattr(self, f"write_{element.tag}" if element.tag in INLINES else "write_children")(element, marks)

    def nested(self, element, without=()):
        """A MarkdownWriter with the blocks of an element; its notes are those of the whole."""
        writer = MarkdownWriter(self.notes_by_id)
        writer.notes = self.notes
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

    def write_br(self, element, marks):
        self.add(BREAK, marks)

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
            self.add(element.get("marker") and f"[{element.get('marker')}]", marks)
        else:
            self.write_authorialNote(note, marks)

    # Block elements

    def write_other_block(self, element):
        if element.tag in QUOTATIONS or element.get("class") == "quotation":
            if inner := self.nested_text(element):
                quote = f"{element.get('startQuote', '')}{inner}{element.get('endQuote', '')}"
                self.blocks.append(indented(quote, "> ", "> "))
        else:
            self.write_children(element, ())

    def write_block(self, element):
        name = element.get("name", "")
        if name == "code":
            self.blocks.append(fenced("".join(element.itertext()), element.get("title", "")))
        elif name == "rule" and not plain_text(element):
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
        for child in element.iterchildren("listIntroduction"):
            self.write(child, ())
        self.add_list(element)
        for child in element.iterchildren("listWrapUp"):
            self.write(child, ())

    write_ul = write_ol = write_blockList

    def add_list(self, element):
        items = [child for child in element if child.tag in {"item", "li"}]
        if not items:
            return
        numbers = [plain_text(num) if (num := item.find("num")) is not None else "" for item in items]
        first = items[0].get("value") or "1" if element.tag == "ol" else numbers[0].rstrip(".)")
        ordered = element.tag == "ol" or all(map(ORDERED.match, numbers))
        ordered = ordered and ORDERED.match(f"{first}.")
        contents = [self.nested(item, LIST_ITEM_HEADINGS) for item in items]
        # Items need no empty lines between them if each is one paragraph, with or without lists below it.
        tight = element.get("class") != "loose" and all(len(each.blocks) - each.lists <= 1 for each in contents)
        space = "\n" if tight else "\n\n"
        signs = ".)" if ordered else "-*"
        self.list_sign = sign = signs[self.list_sign == signs[0]]
        lines = []
        for at, (number, content) in enumerate(zip(numbers, contents, strict=True)):
            start = f"{int(first) + at}{sign} " if ordered else f"{sign} "
            text = space.join(content.blocks)
            lines.append(indented(text if ordered or not number else f"{number} {text}", start, " " * len(start)))
        self.blocks.append(space.join(lines))
        self.lists += 1

    def write_table(self, element):
        for caption in element.findall("caption"):
            self.write(caption, ())
        rows = [
            [self.nested_text(cell).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|") for cell in row]
            for row in element.iter("tr")
        ]
        width = max(map(len, rows), default=0)
        if not width:
            return
        if any(cell.tag == "td" for cell in next(element.iter("tr"))):
            # A table in Markdown must have a header row.
            rows.insert(0, [])
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        self.blocks.append("\n".join(lines))


def indented(text, first, rest):
    """The text with `first` before its first line and `rest` before each of the others."""
    head, *lines = text.split("\n")
    return "\n".join([f"{first}{head}".rstrip(), *(f"{rest}{line}" if line else rest.rstrip() for line in lines)])


def fenced(text, language):
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.removesuffix(chr(10))}\n{fence}"

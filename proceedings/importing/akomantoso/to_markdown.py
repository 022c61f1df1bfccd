"""What stands in an element, as Markdown: paragraphs, lists, tables, quotations, notes."""

import re

from proceedings.markup import parser

from .inline_markdown import BREAK, marked

EMPHASIS = {"i": "em", "b": "strong"}
# What begins a block of its own; everything else flows in the line.
BLOCKS = {
    *("p", "block", "ul", "ol", "li", "table", "tr", "td", "th", "caption", "blockList", "item", "listIntroduction"),
    *("listWrapUp", "blockContainer", "tblock", "container", "content", "intro", "wrapUp", "crossHeading", "heading"),
    *("subheading", "longTitle", "formula", "preamble", "quotedStructure", "embeddedStructure", "subFlow", "foreign"),
    *("interstitial", "speech", "question", "answer", "other", "scene", "narrative", "summary", "speechGroup"),
}
INLINES = {"i", "b", "inline", "a", "ref", "img", "br", "eol", "quotedText", "authorialNote", "noteRef"}
HEAD = ("num",)
QUOTATIONS = {"quotedStructure", "embeddedStructure"}
# Made from what is there anyway, or words about the text and not of it.
PASSED_OVER = {"toc", "meta", "componentRef", "documentRef"}
ORDERED = re.compile(r"(\d{1,9})[.)]\Z")
WEB = ("http://", "https://")


def markdown(element, notes_by_id=None, *, without=()):
    """The Markdown of what an element holds, but for its children of the names `without`."""
    flow = Flow(notes_by_id or {})
    flow.enter(element, (), without)
    return flow.text()


def words(element):
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


class Flow:
    """Blocks of Markdown, one after another; `runs` is the paragraph that is being written."""

    def __init__(self, notes_by_id):
        self.notes_by_id = notes_by_id
        self.blocks, self.runs, self.notes = [], [], []
        self.list_sign = ""
        self.lists = 0

    def text(self):
        self.close()
        for sign, note in self.notes:
            self.blocks.append(f"{marked([(f'[{sign}]', ())])} {note}")
        return "\n\n".join(self.blocks)

    def close(self, head=""):
        """End the paragraph."""
        if text := marked(self.runs):
            # What follows a list is no other list of its kind.
            self.list_sign = ""
            self.blocks.append(marked(self.runs, head).replace("\n", " ") if head else text)
        self.runs = []

    def add(self, text, marks):
        if text:
            self.runs.append((text, marks))

    def enter(self, element, marks, without=()):
        self.add(element.text, marks)
        for child in element:
            if child.tag not in without and child.tag not in PASSED_OVER:
                self.take(child, marks)
            self.add(child.tail, marks)

    def take(self, element, marks):
        if element.tag in BLOCKS:
            self.close()
            getattr(self, f"take_{element.tag}", self.take_block_of_any_name)(element)
            self.close()
        else:
            getattr(self, f"take_{element.tag}" if element.tag in INLINES else "enter")(element, marks)

    def inside(self, element, without=()):
        """The blocks inside an element; its notes come at the end of the whole."""
        flow = Flow(self.notes_by_id)
        flow.notes = self.notes
        flow.enter(element, (), without)
        flow.close()
        return flow

    def inner(self, element):
        return "\n\n".join(self.inside(element).blocks)

    # In the line

    def take_mark(self, element, marks):
        mark = EMPHASIS[element.tag]
        self.enter(element, marks if mark in marks else (*marks, mark))

    take_i = take_b = take_mark

    def take_inline(self, element, marks):
        mark = {"code": "code", "del": "s"}.get(element.get("name"))
        if mark == "code":
            self.add("".join(element.itertext()).replace("\n", " "), (*marks, mark))
        else:
            self.enter(element, (*marks, mark) if mark and mark not in marks else marks)

    def take_a(self, element, marks):
        address = parser().normalizeLink((element.get("href") or "").strip())
        linked = any(isinstance(mark, tuple) for mark in marks)
        # A reference inside the world of Akoma Ntoso leads nowhere on the web.
        leads = address.startswith(WEB) if element.tag != "a" else address and not address.startswith("#")
        if linked or not leads or not parser().validateLink(address):
            self.enter(element, marks)
        else:
            self.enter(element, (*marks, ("a", address, element.get("title", ""))))

    take_ref = take_a

    def take_img(self, element, marks):
        address = element.get("src", "")
        told = element.get("alt") or address
        link = (("a", parser().normalizeLink(address), ""),) if address.startswith(WEB) else ()
        self.add(told, (*marks, *link))

    def take_br(self, element, marks):
        self.add(BREAK, marks)

    take_eol = take_br

    def take_quotedText(self, element, marks):  # noqa: N802 - named as the element
        self.add(element.get("startQuote"), marks)
        self.enter(element, marks)
        self.add(element.get("endQuote"), marks)

    def take_authorialNote(self, element, marks):  # noqa: N802
        sign = element.get("marker") or str(len(self.notes) + 1)
        # It keeps its place while what is in it is read.
        self.notes.append((sign, ""))
        at = len(self.notes) - 1
        self.notes[at] = (sign, self.inner(element))
        self.add(f"[{sign}]", marks)

    def take_noteRef(self, element, marks):  # noqa: N802
        note = self.notes_by_id.get(element.get("href", "").removeprefix("#"))
        if note is None:
            self.add(element.get("marker") and f"[{element.get('marker')}]", marks)
        else:
            self.take_authorialNote(note, marks)

    # Blocks

    def take_block_of_any_name(self, element):
        if element.tag in QUOTATIONS or element.get("class") == "quotation":
            if inner := self.inner(element):
                quote = f"{element.get('startQuote', '')}{inner}{element.get('endQuote', '')}"
                self.blocks.append(indented(quote, "> ", "> "))
        else:
            self.enter(element, ())

    def take_block(self, element):
        name = element.get("name", "")
        if name == "code":
            self.blocks.append(fenced("".join(element.itertext()), element.get("title", "")))
        elif name == "rule" and not words(element):
            self.blocks.append("***")
        elif re.fullmatch("h[1-6]", name):
            self.head(element, int(name[1]))
        else:
            self.enter(element, ())

    def take_heading(self, element):
        self.head(element, 3)

    take_subheading = take_crossHeading = take_heading  # noqa: N815

    def head(self, element, level):
        self.enter(element, ())
        self.runs = [(text.replace("\n", " ").replace(BREAK, " "), marks) for text, marks in self.runs]
        self.close("#" * level + " ")

    def take_blockList(self, element):  # noqa: N802
        for child in element.iterchildren("listIntroduction"):
            self.take(child, ())
        self.add_list(element)
        for child in element.iterchildren("listWrapUp"):
            self.take(child, ())

    take_ul = take_ol = take_blockList

    def add_list(self, element):
        items = [child for child in element if child.tag in {"item", "li"}]
        if not items:
            return
        numbers = [words(num) if (num := item.find("num")) is not None else "" for item in items]
        first = items[0].get("value") or "1" if element.tag == "ol" else numbers[0].rstrip(".)")
        ordered = element.tag == "ol" or all(map(ORDERED.match, numbers))
        ordered = ordered and ORDERED.match(f"{first}.")
        insides = [self.inside(item, HEAD) for item in items]
        # Only what is one paragraph, with lists below it, can stand without space around it.
        tight = element.get("class") != "loose" and all(len(one.blocks) - one.lists <= 1 for one in insides)
        space = "\n" if tight else "\n\n"
        signs = ".)" if ordered else "-*"
        self.list_sign = sign = signs[self.list_sign == signs[0]]
        lines = []
        for at, (number, inside) in enumerate(zip(numbers, insides, strict=True)):
            start = f"{int(first) + at}{sign} " if ordered else f"{sign} "
            text = space.join(inside.blocks)
            lines.append(indented(text if ordered or not number else f"{number} {text}", start, " " * len(start)))
        self.blocks.append(space.join(lines))
        self.lists += 1

    def take_table(self, element):
        for caption in element.findall("caption"):
            self.take(caption, ())
        rows = [
            [self.inner(cell).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|") for cell in row]
            for row in element.iter("tr")
        ]
        width = max(map(len, rows), default=0)
        if not width:
            return
        if any(cell.tag == "td" for cell in next(element.iter("tr"))):
            # Markdown's tables begin with a head.
            rows.insert(0, [])
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        self.blocks.append("\n".join(lines))


def indented(text, first, rest):
    """The text with `first` before its first line and `rest` before each of the others."""
    head, *lines = text.split("\n")
    return "\n".join([f"{first}{head}".rstrip(), *(f"{rest}{line}" if line else rest.rstrip() for line in lines)])


def fenced(text, told):
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{told}\n{text.removesuffix(chr(10))}\n{fence}"

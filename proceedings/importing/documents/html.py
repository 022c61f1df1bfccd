"""Web pages as saved from a browser: the text of the page without its navigation."""

import codecs
import re

from django.utils.translation import gettext as _
from lxml import etree, html

from proceedings.importing.proposals.kinds import UnreadableFileError

from .builder import DocumentBuilder
from .document import is_speaker_class
from .limits import check_size
from .navigation import Page
from .plain import decoded

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=["']([\w.-]+)""", re.IGNORECASE
)
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# The HTML standard requires the encoding to be stated within this many bytes.
STATED = 1024
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = (
    frozenset({"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt"})
    | frozenset({"fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p"})
    | frozenset({"pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"})
    | HEADINGS.keys()
)
CELLS = frozenset({"td", "th"})
# How many cells a row with a speaker's words has, and the most letters of each cell before the words.
NUMBERS_OF_CELLS, LONGEST_NAME = range(2, 5), 120
BOLD, ITALIC = frozenset({"b", "strong", "dt", "u"}), frozenset({"i", "em"})
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE)
# Where a page states each fact, the best place first.
META = {
    "title": ("//meta[@property='og:title']/@content", "//title/text()", "//h1//text()"),
    "date": (
        "//meta[@property='article:published_time']/@content",
        "//*[@itemprop='datePublished']/@datetime",
        "//time/@datetime",
    ),
    "address": ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"),
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_html(data, name):
    check_size(len(data))
    root = parsed(decoded_page(data))
    builder = DocumentBuilder()
    page = Page(root)
    add_element(builder, root if page.main is None else page.main, page)
    return builder.document("html", language=(root.get("lang") or root.get("xml:lang") or "").strip(), **stated(root))


def decoded_page(data):
    """Return the text of a page in the encoding that it states. Raise UnreadableFileError."""
    charset = CHARSET.search(data[:STATED])
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not charset:
        return decoded(data)
    name = (charset[1] or charset[2]).decode("ascii", "replace")
    try:
        # The standard reads Latin-1 as Windows-1252.
        return data.decode("cp1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii"} else name)
    except (LookupError, UnicodeError, ValueError):
        message = _("The page says that it is in %s, but it is not. Save it as UTF-8 and try again.")
        raise UnreadableFileError(message % name) from None


def parsed(text):
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = DECLARATION.sub("", text.replace("\0", ""), count=1)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadableFileError(_("There is no text in this page.")) from None
    return root


def stated(root):
    """Return the title, date and address that the page states, each "" if it does not."""
    fields = {
        name: next((" ".join(str(v).split()) for path in paths for v in root.xpath(path) if str(v).strip()), "")
        for name, paths in META.items()
    }
    day = DAY.match(fields["date"])
    return fields | {"date": day[0] if day else ""}


def add_element(builder, root, page):
    """Add the words of an element and its descendants; without recursion, as pages can be nested without end."""
    bold = italic = rows = preformatted = 0
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        change = 1 if event == "start" else -1
        if skipped is None:
            bold += change * is_bold(element, tag)
            italic += change * (tag in ITALIC)
            rows += tag == "tr" and event == "start"
            preformatted += change * (tag == "pre")
            if tag in BLOCKS:
                start_block(builder, element if event == "start" else element.getparent(), rows)
            elif tag == "br" and event == "start":
                builder.add_line_break()
            if event == "start" and element is not root and page.is_left_out(element, tag):
                skipped = element
            elif event == "start":
                add_words(builder, element.text or "", is_preformatted=preformatted > 0, **marks(bold, italic))
        elif skipped is element and event == "end":
            skipped = None
            bold -= is_bold(element, tag)
            italic -= tag in ITALIC
        if event == "end" and skipped is None and element is not root:
            add_words(builder, element.tail or "", is_preformatted=preformatted > 0, **marks(bold, italic))


def marks(bold, italic):
    return {"is_bold": bold > 0, "is_italic": italic > 0}


def add_words(builder, text, *, is_preformatted, **marks):
    """Add words; in preformatted text, an empty line begins a paragraph, and line breaks stay."""
    if not is_preformatted:
        builder.add(text, **marks)
        return
    for number, line in enumerate(text.splitlines()):
        if number and not line.strip():
            builder.start("paragraph")
        elif number:
            builder.add_line_break()
        builder.add(line.lstrip() if number else line, **marks)
    if text.endswith("\n"):
        builder.add_line_break()


def is_bold(element, tag):
    """Whether an element sets its words off: bold or underlined letters, a defined term, or a class for speakers."""
    if tag in BOLD or BOLD_STYLE.search(element.get("style") or ""):
        return True
    return is_speaker_class(element.get("class") or "")


def cell_of_row(element, tag):
    """Return the cell of an element in a row of a few short cells and a last one of any length, or None."""
    cell = element if tag == "td" else element.getparent()
    row = cell.getparent() if cell is not None and cell.tag == "td" else None
    cells = [each for each in row if each.tag in CELLS] if row is not None and row.tag == "tr" else []
    return cell if len(cells) in NUMBERS_OF_CELLS and all(map(is_short, cells[:-1])) else None


def is_short(cell):
    """Return whether a cell can have a name, without reading the whole of a long one."""
    letters = 0
    for text in cell.itertext():
        letters += len(text.strip())
        if letters > LONGEST_NAME:
            return False
    return True


def start_block(builder, element, row):
    """Begin a block for an element, or for the rest of the element around one that has ended."""
    tag = element.tag if element is not None and isinstance(element.tag, str) else ""
    if tag in {"p", "div", "td"} and (cell := cell_of_row(element, tag)) is not None:
        if builder.cell is cell:
            # Another paragraph of the same cell.
            if builder.pieces and builder.pieces[-1] != "\n":
                builder.add_line_break()
            return
        builder.cell, element, tag = cell, cell, cell.tag
    role = "heading" if tag in HEADINGS else {"li": "item", "td": "cell", "th": "cell"}.get(tag, "paragraph")
    style = " ".join((element.get("class") or "").split()) if element is not None else ""
    builder.start(role, level=HEADINGS.get(tag, 0), row=row if role == "cell" else -1, style=style)

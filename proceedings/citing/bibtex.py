"""CSL items as BibTeX entries, written by pybtex, with fields of biblatex that BibTeX lacks."""

import re
from collections.abc import Iterable, Iterator

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from .dates import common_parts, iso
from .names import inverted, joined

TYPES = {"speech": "inproceedings", "book": "proceedings", "webpage": "misc"}
# Styles change the case of titles. Braces keep words with capitals after the first word, or inside a word.
WORD = re.compile(r"\w+(?:['’-]\w+)*")
# BibTeX would take these for separators of names or of their parts.
SEPARATOR = re.compile(r"(?:^|\s)and(?:\s|$)|,", re.IGNORECASE)
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts even escaped braces, and those of a text may be unpaired.
        "{": r"\ensuremath{\lbrace}",
        "}": r"\ensuremath{\rbrace}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


class Verbatim(Writer):
    """Write fields unchanged: `entry` has already escaped those that TeX reads."""

    def _encode(self, text):
        return text


def entries(items: Iterable[dict]) -> Iterator[str]:
    """Yield the BibTeX entry of each CSL item."""
    writer = Verbatim()
    for item in items:
        yield f"{writer.to_string(BibliographyData({item['id']: entry(item)}))}\n"


def entry(item: dict) -> Entry:
    day = iso(item.get("issued"))
    year, month, *_rest = [*common_parts(item.get("issued")), "", ""]
    event = item.get("event-title") if item["type"] == "speech" else None
    # An @inproceedings must have an author; a narrative has none.
    is_paper = item["type"] == "speech" and "author" in item
    fields = {
        "author": " and ".join(author(name) for name in item.get("author", [])),
        "title": title(item["title"]),
        "booktitle": escaped(event if is_paper else None),
        "eventtitle": escaped(item.get("event-title")),
        "eventdate": iso(item.get("event-date")),
        "venue": escaped(item.get("event-place")),
        "address": escaped(item.get("event-place")),
        "organization": escaped(item.get("publisher")),
        "howpublished": escaped(item.get("container-title") if is_paper else item.get("container-title", event)),
        "date": day,
        "year": year,
        "month": month.lstrip("0"),
        "pages": item.get("section"),
        "bookpagination": "paragraph" if "section" in item else None,
        "language": item.get("language"),
        "keywords": "; ".join(protected(escaped(word), ";" in word) for word in item.get("keyword", [])),
        "note": escaped(". ".join(item[name] for name in ("genre", "note") if name in item)),
        "doi": verbatim(item.get("DOI")),
        "url": verbatim(item.get("URL")),
    }
    kind = TYPES[item["type"]] if is_paper or item["type"] != "speech" else "misc"
    return Entry(kind, [(name, value) for name, value in fields.items() if value])


def author(name: dict) -> str:
    """The name as “von Last, Jr, First”; braces protect a name in its own order or without parts."""
    if "literal" in name or "static-ordering" in name:
        return protected(escaped(inverted(name)))
    particles = joined(name.get("dropping-particle"), name.get("non-dropping-particle"))
    # BibTeX takes words in lower case for particles, and “and” for the end of the name.
    family = protected(escaped(name["family"]), has_separator(name["family"]) or has_lower_case_word(name["family"]))
    parts = [joined(particles, family), name.get("suffix"), name.get("given")]
    return ", ".join(parts[:1] + [protected(escaped(part), has_separator(part)) for part in parts[1:] if part])


def has_separator(text: str) -> bool:
    return bool(SEPARATOR.search(text))


def has_lower_case_word(text: str) -> bool:
    return any(word[0].islower() for word in text.split())


def protected(text: str, is_needed: bool = True) -> str:
    """The text in braces, if it needs them."""
    return f"{{{text}}}" if is_needed else text


def title(text: str) -> str:
    """The title escaped for TeX, with braces around words whose capitals a style would change: {NATO}, {Köln}."""
    pieces, end = [], 0
    for number, word in enumerate(WORD.finditer(text)):
        capitals = word[0] if number else word[0][1:]
        pieces += [escaped(text[end : word.start()]), protected(escaped(word[0]), capitals != capitals.lower())]
        end = word.end()
    return "".join(pieces) + escaped(text[end:])


def escaped(text: str | None) -> str:
    """The text escaped for TeX."""
    return (text or "").translate(SPECIAL)


def verbatim(text: str | None) -> str:
    """An identifier, which biblatex reads unescaped; only braces must be percent-encoded."""
    return (text or "").replace("{", "%7B").replace("}", "%7D")

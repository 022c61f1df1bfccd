"""CSL items as BibTeX entries, written by pybtex, with fields of biblatex that BibTeX lacks."""

from collections.abc import Iterable, Iterator

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from .dates import iso
from .names import inverted

TYPES = {"speech": "inproceedings", "book": "proceedings", "webpage": "misc"}
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, even escaped ones, and those of a text may be unpaired.
        "{": r"\ensuremath{\lbrace}",
        "}": r"\ensuremath{\rbrace}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


class Verbatim(Writer):
    """Writes fields unchanged: `entry` has escaped those that TeX reads."""

    def _encode(self, text):
        return text


def entries(items: Iterable[dict]) -> Iterator[str]:
    """Yield the BibTeX entry of each CSL item."""
    writer = Verbatim()
    for item in items:
        yield f"{writer.to_string(BibliographyData({item['id']: entry(item)}))}\n"


def entry(item: dict) -> Entry:
    day = iso(item.get("issued"))
    year, month, *_rest = [*day.split("-"), "", ""]
    event = item.get("event-title") if item["type"] == "speech" else None
    fields = {
        "author": " and ".join(author(name) for name in item.get("author", [])),
        "title": escaped(item["title"]),
        "booktitle": escaped(event),
        "eventtitle": escaped(item.get("event-title")),
        "eventdate": iso(item.get("event-date")),
        "venue": escaped(item.get("event-place")),
        "address": escaped(item.get("event-place")),
        "organization": escaped(item.get("publisher")),
        "howpublished": escaped(item.get("container-title")),
        "date": day,
        "year": year,
        "month": month.lstrip("0"),
        "pages": item.get("section"),
        "bookpagination": "paragraph" if "section" in item else None,
        "language": item.get("language"),
        "keywords": escaped(item.get("keyword")),
        "note": escaped(". ".join(item[name] for name in ("genre", "note") if name in item)),
        "doi": verbatim(item.get("DOI")),
        "url": verbatim(item.get("URL")),
    }
    return Entry(TYPES[item["type"]], [(name, value) for name, value in fields.items() if value])


def author(name: dict) -> str:
    """The name as “Norov, Vladimir”; braces protect a name in its own order or without parts."""
    text = escaped(inverted(name))
    return text if "family" in name and "static-ordering" not in name else f"{{{text}}}"


def escaped(text: str | None) -> str:
    """The text escaped for TeX."""
    return (text or "").translate(SPECIAL)


def verbatim(text: str | None) -> str:
    """An identifier, which biblatex reads unescaped; only braces must be percent-encoded."""
    return (text or "").replace("{", "%7B").replace("}", "%7D")

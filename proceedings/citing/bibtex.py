"""CSL items as BibTeX entries, written by pybtex, with biblatex's fields where BibTeX has none."""

from collections.abc import Iterable, Iterator

from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from .dates import iso
from .names import inverted

TYPES = {"speech": "inproceedings", "book": "proceedings", "webpage": "misc"}
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, escaped ones too, and those of a text need not come in pairs.
        "{": r"\ensuremath{\lbrace}",
        "}": r"\ensuremath{\rbrace}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


class Verbatim(Writer):
    """Writes each field as it is given: `entry` knows which ones TeX reads."""

    def _encode(self, text):
        return text


def entries(items: Iterable[dict]) -> Iterator[str]:
    """One entry of a .bib file for each CSL item."""
    writer = Verbatim()
    for item in items:
        yield f"{writer.to_string(BibliographyData({item['id']: entry(item)}))}\n"


def entry(item: dict) -> Entry:
    day = iso(item.get("issued"))
    year, month, *_rest = [*day.split("-"), "", ""]
    held = item.get("event-title") if item["type"] == "speech" else None
    fields = {
        "author": " and ".join(author(name) for name in item.get("author", [])),
        "title": escaped(item["title"]),
        "booktitle": escaped(held),
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
    """“Norov, Vladimir”; braces keep a name together that has its own order or is one whole."""
    text = escaped(inverted(name))
    return text if "family" in name and "static-ordering" not in name else f"{{{text}}}"


def escaped(text: str | None) -> str:
    """Text as TeX reads it."""
    return (text or "").translate(SPECIAL)


def verbatim(text: str | None) -> str:
    """An identifier as biblatex reads it, letter for letter; only braces would not come through."""
    return (text or "").replace("{", "%7B").replace("}", "%7D")

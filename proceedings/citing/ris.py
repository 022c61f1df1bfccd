"""CSL items as RIS references, written by rispy."""

from collections.abc import Iterable, Iterator

from rispy import RisWriter

from .dates import common_parts
from .names import inverted

TYPES = {"speech": "CPAPER", "book": "CONF", "webpage": "ELEC"}


class Writer(RisWriter):
    # rispy would number the references, which is not part of the format.
    def set_header(self, count):
        return ""


def references(items: Iterable[dict]) -> Iterator[str]:
    """Yield the RIS reference of each CSL item."""
    writer = Writer()
    for item in items:
        yield f"{writer.formats([reference(item)])}\n"


def reference(item: dict) -> dict:
    """The item with the field names of rispy."""
    date = common_parts(item.get("issued"))
    fields = {
        "type_of_reference": TYPES[item["type"]],
        "id": item["id"],
        "authors": [inverted(name) for name in item.get("author", [])],
        "title": item["title"],
        "secondary_title": item.get("event-title") if item["type"] == "speech" else item.get("container-title"),
        "place_published": item.get("event-place"),
        "publisher": item.get("publisher"),
        "year": "".join(date[:1]),
        # The slashes stay where the month or the day is not known.
        "date": "/".join([*date, "", ""][:3]) if date else "",
        "type_of_work": item.get("genre"),
        "section": item.get("section"),
        "language": item.get("language"),
        "keywords": item.get("keyword", []),
        "notes": [item["note"]] if "note" in item else [],
        "doi": item.get("DOI"),
        "urls": [item["URL"]],
    }
    return {name: value for name, value in fields.items() if value}

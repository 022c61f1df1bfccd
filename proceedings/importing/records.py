"""Records: rows by natural key, as fixtures have them. Every importer makes them, and the loader reads them."""

from typing import NamedTuple

from .loader.errors import Place
from .loader.reader import Reading


class Record(NamedTuple):
    """`noun` is a model's name in lower case; `fields` are values as a fixture writes them."""

    place: Place
    noun: str
    fields: dict


def read_records(records, problems=()):
    """Return a Reading of the records for the loader, with the problems so far."""
    reading = Reading()
    reading.problems += problems
    for record in records:
        reading.take(record.place, {"model": f"proceedings.{record.noun}", "fields": record.fields})
    return reading

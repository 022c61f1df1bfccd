"""Elements with what XML can carry of a record's words."""

from datetime import date, datetime

from lxml import etree

from proceedings.importing.akomantoso.vocabulary import AKN, FIELDS, XML, own
from proceedings.text import xml_text

NSMAP = {None: AKN}


def element(tag, text="", *children, lang="", **attributes):
    """An element of the standard's; an attribute that is empty is left out, and one of a Python word ends in _."""
    found = etree.Element(f"{{{AKN}}}{tag}", nsmap=NSMAP)
    for key, value in attributes.items():
        if value not in {"", None}:
            found.set(key.rstrip("_"), xml_text(str(value)))
    if lang:
        found.set(f"{{{XML}}}lang", lang)
    found.text = xml_text(text) or None
    found.extend(children)
    return found


def with_own(found, row, noun, **more):
    """The element with the fields of a row that only our own attributes carry."""
    values = {name: getattr(row, name) for name in FIELDS[noun]} | more
    for name, value in values.items():
        if value not in {"", None}:
            found.set(own(name), xml_text(written(value)))
    return found


def written(value):
    return value.isoformat() if isinstance(value, date | datetime) else str(value)

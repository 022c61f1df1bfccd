"""XML elements from text and rows."""

from datetime import date, datetime

from lxml import etree

from proceedings.akomantoso.vocabulary import AKN, FIELDS, XML, own
from proceedings.text import xml_text

NSMAP = {None: AKN}


def element(tag, text="", *children, lang="", **attributes):
    """An element of the standard. Empty attributes are left out; a name that is a Python keyword ends in “_”."""
    result = etree.Element(f"{{{AKN}}}{tag}", nsmap=NSMAP)
    for key, value in attributes.items():
        if value not in {"", None}:
            result.set(key.rstrip("_"), xml_text(str(value)))
    if lang:
        result.set(f"{{{XML}}}lang", lang)
    result.text = xml_text(text) or None
    result.extend(children)
    return result


def add_own(target, row, model, **more):
    """Add a row's fields to an element as attributes of our own namespace, and return the element."""
    values = {name: getattr(row, name) for name in FIELDS[model]} | more
    for name, value in values.items():
        if value not in {"", None} and value is not False:
            target.set(own(name), xml_text(attribute_value(value)))
    return target


def attribute_value(value):
    if value is True:
        return "true"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)

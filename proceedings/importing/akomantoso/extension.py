"""Read our extension of Akoma Ntoso: whole rows in elements and attributes of our own namespace."""

from operator import attrgetter

from django.apps import apps
from django.db import models

from proceedings.akomantoso.vocabulary import FIELDS, POINTERS, PROPRIETARY_NOUNS, REFERENCE_ELEMENTS, own


def own_fields(element, noun):
    """The texts of a noun's fields in our own attributes, empty where there is none."""
    return {name: element.get(own(name), "") for name in FIELDS[noun]}


def fixture_values(noun, texts):
    """The values of fields as a fixture writes them."""
    model = apps.get_model("proceedings", noun)
    return {name: fixture_value(model._meta.get_field(name), text) for name, text in texts.items()}


def fixture_value(field, text):
    if text == "" and field.null:
        return None
    return int(text) if isinstance(field, models.IntegerField) and text.isascii() and text.isdigit() else text


def extension_rows(debate):
    """Yield (element, noun, fields) for all rows in a file of our own but its conference, sessions and statements."""
    for noun, tag in REFERENCE_ELEMENTS.items():
        # The site itself is among the organisations, but is not a row.
        for entity in filter(attrgetter("slug"), debate.references.entities(tag)):
            name = {"slug": entity.slug, "name": entity.element.get("showAs")}
            yield entity.element, noun, row_fields(noun, entity.element) | name
    for element in debate.references.by_id.values():
        if element.tag == "TLCRole":
            yield element, "appointment", row_fields("appointment", element) | {"title": element.get("showAs", "")}
    for noun in PROPRIETARY_NOUNS:
        for element in debate.element.iterfind(f"meta/proprietary/{own(noun)}"):
            fields = row_fields(noun, element)
            if noun == "organiser":
                fields["conference"] = [debate.own["slug"]]
            if noun == "translation":
                fields["text"] = element.text
            yield element, noun, fields
    for element in debate.element.iterfind("meta/lifecycle/eventRef"):
        yield element, "correction", row_fields("correction", element) | {"made_on": element.get("date", "")}


def row_fields(noun, element):
    """The fields and foreign keys of a noun in an element's attributes of our own."""
    fields = fixture_values(noun, own_fields(element, noun))
    for name in POINTERS.get(noun, ()):
        slug = element.get(own(name))
        fields[name] = [slug] if slug else None
    return fields

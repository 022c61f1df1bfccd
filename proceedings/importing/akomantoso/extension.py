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
    fields = {model._meta.get_field(name): text for name, text in texts.items()}
    # A file that is older than a field leaves the stored value as it is.
    known = {field: text for field, text in fields.items() if text or field.blank or not field.has_default()}
    return {field.name: fixture_value(field, text) for field, text in known.items()}


def fixture_value(field, text):
    if text == "" and field.null:
        return None
    if isinstance(field, models.BooleanField):
        return text == "true"
    return int(text) if isinstance(field, models.IntegerField) and text.isascii() and text.isdigit() else text


def extension_rows(debate):
    """Yield (element, noun, fields) for all rows in a file of our own but the conference, sessions and statements."""
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
            yield element, noun, fields | proprietary_fields(noun, element, fields, debate)
    for element in debate.element.iterfind("meta/lifecycle/eventRef"):
        yield element, "correction", row_fields("correction", element) | {"made_on": element.get("date", "")}


def proprietary_fields(noun, element, fields, debate):
    """The fields of a row that are not in an attribute of their own."""
    if noun == "organiser":
        return {"conference": [debate.own["slug"]]}
    if noun == "cospeaker" and fields["appointment"]:
        return {"appointment": [*fields["speaker"], *fields["appointment"]]}
    return {"text": element.text} if noun == "translation" else {}


def row_fields(noun, element):
    """The fields and foreign keys of a noun in an element's attributes of our own."""
    fields = fixture_values(noun, own_fields(element, noun))
    for name in POINTERS.get(noun, ()):
        slug = element.get(own(name))
        fields[name] = [slug] if slug else None
    return fields

"""What our own files say beyond the standard, in attributes of our own: whole rows, to come back as they were."""

from operator import attrgetter

from django.apps import apps
from django.db import models

from proceedings.akomantoso.vocabulary import APART, FIELDS, POINTERS, REFERRED, own


def own_fields(element, noun):
    """A value for each field of the noun that our own attributes carry, empty where there is none."""
    return {name: element.get(own(name), "") for name in FIELDS[noun]}


def typed(noun, values):
    """The values as a fixture writes them."""
    model = apps.get_model("proceedings", noun)
    return {name: typed_value(model._meta.get_field(name), value) for name, value in values.items()}


def typed_value(field, value):
    if value == "" and field.null:
        return None
    return int(value) if isinstance(field, models.IntegerField) and value.isascii() and value.isdigit() else value


def records(debate):
    """Yield (element, noun, fields) for all that a file of our own tells of but the conference and what was said."""
    for noun, name in REFERRED.items():
        # The site itself is among the organisations, and has no page among theirs.
        for one in filter(attrgetter("slug"), debate.references.all(name)):
            yield one.element, noun, {**row(noun, one.element), "slug": one.slug, "name": one.element.get("showAs")}
    for element in debate.references.by_id.values():
        if element.tag == "TLCRole":
            title = {"title": element.get("showAs", "")}
            yield element, "appointment", row("appointment", element) | title
    for noun in APART:
        for element in debate.element.iterfind(f"meta/proprietary/{own(noun)}"):
            more = {"conference": [debate.own["slug"]]} if noun == "organiser" else {}
            yield element, noun, row(noun, element) | more | ({"text": element.text} if noun == "translation" else {})
    for element in debate.element.iterfind("meta/lifecycle/eventRef"):
        yield element, "correction", row("correction", element) | {"made_on": element.get("date", "")}


def row(noun, element):
    """The fields of a noun in an element's own attributes, with what it points at."""
    fields = typed(noun, own_fields(element, noun))
    for name in POINTERS.get(noun, ()):
        slug = element.get(own(name))
        fields[name] = [slug] if slug else None
    return fields

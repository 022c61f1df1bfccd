"""Public rows as a Django fixture: `load_fixtures` and `loaddata` make the same public record of it."""

import json

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef

from proceedings.batches import rows_in_order
from proceedings.models import Statement

# What a row's natural key and the keys that it refers to are made of.
RELATED = {
    "organiser": ("conference", "organisation"),
    "organisationname": ("organisation",),
    "session": ("conference",),
    "theme": ("parent",),
    "othername": ("speaker",),
    "appointment": ("speaker", "organisation"),
    "statement": ("session__conference", "speaker", "appointment__speaker", "in_reply_to"),
    "translation": ("statement",),
    "correction": ("statement",),
}


def lines(scope):
    """The text of the fixture, a line for each row."""
    before = "[\n"
    for record in records(scope):
        yield before + json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def records(scope):
    serializer = serializers.get_serializer("python")()
    for found in scope.nouns():
        noun = found.model._meta.model_name
        rows = found.model.objects.select_related(*RELATED.get(noun, ()))
        if found.model is Statement:
            known = Exists(scope.statements.order_by().filter(pk=OuterRef("in_reply_to")))
            rows = rows.annotate(answers_known=known).prefetch_related("themes")
        for row in rows_in_order(found, rows.order_by().in_bulk):
            [record] = serializer.serialize([row], use_natural_foreign_keys=True, use_natural_primary_keys=True)
            yield public_part(row, record)


def public_part(row, record):
    """A record without what is nobody's business, or names a row that is not among the others."""
    fields = record["fields"]
    fields.pop("withdrawal_reason", None)
    if not getattr(row, "answers_known", True):
        del fields["in_reply_to"]
    return record

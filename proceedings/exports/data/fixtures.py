"""Public rows as a Django fixture, which `load_fixtures` and `loaddata` can load."""

import json

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef

from proceedings.batches import rows_in_order
from proceedings.models import Statement

# The relations that natural keys are made of.
RELATED = {
    "organiser": ("conference", "organisation"),
    "organisationname": ("organisation",),
    "session": ("conference",),
    "theme": ("parent",),
    "organisationidentifier": ("organisation",),
    "othername": ("speaker",),
    "speakeridentifier": ("speaker",),
    "appointment": ("speaker", "organisation"),
    "statement": ("session__conference", "speaker", "appointment__speaker", "in_reply_to"),
    "cospeaker": ("statement", "speaker", "appointment__speaker"),
    "translation": ("statement",),
    "correction": ("statement",),
}


def lines(scope):
    """Yield the text of the fixture, a line for each row."""
    before = "[\n"
    for record in records(scope):
        yield before + json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def records(scope):
    serializer = serializers.get_serializer("python")()
    for queryset in scope.querysets():
        model = queryset.model
        rows = model.objects.select_related(*RELATED.get(model._meta.model_name, ()))
        if model is Statement:
            in_scope = Exists(scope.statements.order_by().filter(pk=OuterRef("in_reply_to")))
            rows = rows.with_public_positions().annotate(reply_in_scope=in_scope).prefetch_related("themes")
        for row in rows_in_order(queryset, rows.order_by().in_bulk):
            [record] = serializer.serialize([row], use_natural_foreign_keys=True, use_natural_primary_keys=True)
            yield public_record(row, record)


def public_record(row, record):
    """A record without private fields, hidden positions, and a reply to a statement outside the package."""
    fields = record["fields"]
    if hasattr(row, "public_position"):
        fields["position"] = row.public_position
    fields.pop("withdrawal_reason", None)
    if not getattr(row, "reply_in_scope", True):
        del fields["in_reply_to"]
    return record

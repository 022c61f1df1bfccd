"""The versions of the rows that a form shows: {prefix: {primary key: version}}.

A version is the `history_id` of the row's last version, 0 for a row without a history. The prefix is that of an
inline's formset; the form's own row has the empty prefix.
"""

import json

from django.db.models import OuterRef, Subquery


def shown_rows(model_admin, pk):
    """Yield (prefix, model, condition) for the rows that a form can show."""
    yield "", model_admin.model, {"pk": pk}
    for inline in model_admin.inlines:
        key = next(field for field in inline.model._meta.fields if field.related_model is model_admin.model)
        yield key.remote_field.get_accessor_name(), inline.model, {key.name: pk}


def current_versions(model, condition):
    """{primary key: version} of the rows that meet the condition."""
    last = model.history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    rows = model._base_manager.filter(**condition).order_by("pk")
    return {pk: version or 0 for pk, version in rows.values_list("pk", Subquery(last))}


def dump_versions(versions):
    return json.dumps(versions, separators=(",", ":"))


def parse_versions(text):
    """The versions that a form sent back; empty if the text is not valid."""
    try:
        sent = json.loads(text)
        return {prefix: {int(pk): int(version) for pk, version in rows.items()} for prefix, rows in sent.items()}
    except (ArithmeticError, AttributeError, RecursionError, TypeError, ValueError):
        return {}

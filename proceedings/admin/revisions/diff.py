"""The differences between two states of a row, field by field.

A state is {field: value}, with primary keys in place of related rows and a frozenset of keys for a many-to-many field.
"""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst

from proceedings.differences import DELETED, INSERTED, Line, Piece, lines, normalized, pieces
from proceedings.models.columns.partial_dates import PartialDateField
from proceedings.models.history import History

from .display import format_value


class FieldDiff(NamedTuple):
    """The label of a field and the lines that differ, in pieces."""

    label: str
    lines: list[Line]


def tracked_fields(model):
    """The fields that a version keeps."""
    own = [field for field in model._meta.concrete_fields if field.serialize and not field.primary_key]
    return [*own, *model._meta.local_many_to_many]


def state_of(row):
    """The state of a row or of a version."""
    model = getattr(row, "instance_type", type(row))
    return {field: value_of(row, field) for field in tracked_fields(model)}


def value_of(row, field):
    if not field.many_to_many:
        return getattr(row, field.attname)
    if hasattr(row, "history_id"):
        if not hasattr(row, "tags"):
            load_tags(row.instance_type, [row])
        return row.tags[field.name]
    return frozenset(related.pk for related in getattr(row, field.name).all())


def load_tags(model, versions):
    """Load the many-to-many values of versions into `version.tags`, in one query for each field."""
    for version in versions:
        version.tags = {field.name: frozenset() for field in model._meta.local_many_to_many}
    by_id = {version.history_id: version for version in versions}
    for field in model._meta.local_many_to_many:
        rows = History.m2m_models[field].objects.filter(history_id__in=by_id)
        for number, key in rows.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            by_id[number].tags[field.name] |= {key}


def is_same(before, after):
    return (
        normalized(before) == normalized(after)
        if isinstance(before, str) and isinstance(after, str)
        else before == after
    )


def field_diffs(before, after, labels):
    """A list of FieldDiff for the fields in which two states differ; None is the state of a deleted row."""
    before, after = before or {}, after or {}
    diffs = []
    for field in after or before:
        values = [state.get(field, empty_value(field)) for state in (before, after)]
        if not is_same(*values):
            zones = [labels.zone(state) for state in (before, after)]
            diffs.append(FieldDiff(capfirst(field.verbose_name), diff_lines(field, *values, labels, zones)))
    return [diff for diff in diffs if diff.lines]


def empty_value(field):
    return () if field.many_to_many else None


def diff_lines(field, before, after, labels, zones=(None, None)):
    """The lines in which two values of a field differ; `zones` are those of the two, for the times of a programme."""
    values = zip((before, after), zones, strict=True)
    before, after = (format_value(field, value, labels, zone) for value, zone in values)
    if field.many_to_many:
        removed = [(DELETED, label) for label in before if label not in after]
        added = [(INSERTED, label) for label in after if label not in before]
        return [Line([Piece(*piece)]) for piece in removed + added]
    if isinstance(field, models.TextField):
        return lines(normalized(before), normalized(after))
    is_line = isinstance(field, models.CharField) and not isinstance(field, PartialDateField)
    if is_line and not field.flatchoices and before and after:
        return [Line(pieces(before, after))]
    replaced = [Piece(kind, text) for kind, text in ((DELETED, before), (INSERTED, after)) if text]
    return [Line(replaced)] if replaced else []

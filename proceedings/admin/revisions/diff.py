"""What differs between two states of a row, field by field, as an editor reads it."""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst

from proceedings.differences import DELETED, INSERTED, Line, Piece, even, lines, pieces
from proceedings.models.history import History

from .display import told


class Change(NamedTuple):
    """A field's label and the lines that differ, in pieces."""

    label: str
    lines: list[Line]


def fields_of(model):
    """What a version has of a row."""
    own = [field for field in model._meta.concrete_fields if field.serialize and not field.primary_key]
    return [*own, *model._meta.local_many_to_many]


def state_of(row):
    """The values of a row, or of a version, by field; keys for what they refer to."""
    model = getattr(row, "instance_type", type(row))
    return {field: value_of(row, field) for field in fields_of(model)}


def value_of(row, field):
    if not field.many_to_many:
        return getattr(row, field.attname)
    if hasattr(row, "history_id"):
        if not hasattr(row, "tags"):
            with_tags(row.instance_type, [row])
        return row.tags[field.name]
    return frozenset(one.pk for one in getattr(row, field.name).all())


def with_tags(model, versions):
    """Give versions what their rows were tagged with, in one query a field."""
    for version in versions:
        version.tags = {field.name: frozenset() for field in model._meta.local_many_to_many}
    known = {version.history_id: version for version in versions}
    for field in model._meta.local_many_to_many:
        rows = History.m2m_models[field].objects.filter(history_id__in=known)
        for number, key in rows.values_list("history_id", f"{field.m2m_reverse_field_name()}_id"):
            known[number].tags[field.name] |= {key}


def same(one, other):
    return even(one) == even(other) if isinstance(one, str) and isinstance(other, str) else one == other


def changes(before, after, names):
    """The fields in which two states differ. A state that is None is that of a row that is not there."""
    before, after = before or {}, after or {}
    found = []
    for field in after or before:
        values = [state.get(field, () if field.many_to_many else None) for state in (before, after)]
        if not same(*values):
            found.append(Change(capfirst(field.verbose_name), difference(field, *values, names)))
    return [change for change in found if change.lines]


def difference(field, before, after, names):
    """The lines in which two values of a field differ."""
    one, other = (told(field, value, names) for value in (before, after))
    if field.many_to_many:
        replaced = [(DELETED, name) for name in gone(one, other)] + [(INSERTED, name) for name in gone(other, one)]
        return [Line([Piece(*part)]) for part in replaced]
    if isinstance(field, models.TextField):
        return lines(even(one), even(other))
    if isinstance(field, models.CharField) and not field.flatchoices and one and other:
        return [Line(pieces(one, other))]
    whole = [Piece(kind, text) for kind, text in ((DELETED, one), (INSERTED, other)) if text]
    return [Line(whole)] if whole else []


def gone(some, others):
    return [name for name in some if name not in others]

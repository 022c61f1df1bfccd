"""What a query asks: the pages' filters, and which fields a list shows. Whatever makes no sense is refused."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from proceedings.filters import ONE_LETTER, Reference
from proceedings.models.columns.slugs import SlugField

# What a parameter's label does not say.
MEANINGS = {
    "q": _("Among statements: words, “a phrase”, OR, -without, prefix*, speaker:name and the like. Elsewhere: words."),
    "speaker": _("The slug of the speaker."),
    "conference": _("The slug of the conference."),
    "session": _("With a conference: the slug of its session."),
    "theme": _("The slug of the theme: what is on it or on a theme below it."),
    "organisation": _("The slug of the organisation that is spoken for; of conferences, that holds it."),
    "country": _("The speaker’s or the organisation’s country, ISO 3166-1 alpha-2."),
    "language": _("BCP 47: in the language or in a variety of it."),
    "after": _("On the day or after it, in the conference’s own time zone."),
    "before": _("On the day or before it, in the conference’s own time zone."),
    "initial": _("What the name for sorting begins with."),
}
NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z", re.ASCII)
SLUG = SlugField.default_validators[0].regex.pattern


def refuse_unknown(query, known):
    """Raise ValidationError for a parameter that is not known, is given twice, or says nothing."""
    errors = {}
    for name, values in query.lists():
        if name not in known:
            there_are = ", ".join(known) or gettext("none")
            errors[name] = [gettext("There is no such parameter here; there are: %s.") % there_are]
        elif len(values) > 1:
            errors[name] = [gettext("This is asked more than once: take one away.")]
        elif not values[0]:
            errors[name] = [gettext("This says nothing: give it a value or take it away.")]
    if errors:
        raise ValidationError(errors)


def number(query, name, default, most=None):
    """The whole number from 1 that a parameter is set to; raises ValidationError."""
    value = query.get(name, str(default))
    if not NUMBER.match(value) or (most and int(value) > most):
        sentence = (
            gettext("This is a whole number from 1 to %d.") % most
            if most
            else gettext("This is a whole number from 1.")
        )
        raise ValidationError({name: [sentence]})
    return int(value)


def names(query, parameter, known):
    """The names between the commas of a parameter's value; raises ValidationError for one that is not known."""
    asked = query[parameter].split(",") if parameter in query else []
    if strange := [name for name in asked if name not in known]:
        told = {"strange": ", ".join(f"“{name}”" for name in strange), "known": ", ".join(known)}
        raise ValidationError({parameter: [gettext("There is no %(strange)s; there are: %(known)s.") % told]})
    return asked


class Questions(BaseFilterBackend):
    """The view's FilterSet, with the meaning that it has on the pages."""

    def filter_queryset(self, request, queryset, view):
        data = request.query_params
        if "cursor" in data and "ordering" in view.filterset_class.base_filters:
            if "ordering" in data:
                raise ValidationError(
                    {"ordering": [gettext("A cursor has an order of its own: take one of both away.")]}
                )
            # The order by the best match leaves out what is past its cap; the paging puts its own order in the place.
            data = data.copy()
            data["ordering"] = "date"
        asked = view.filterset_class(data, queryset, request=request)
        if not asked.form.is_valid():
            raise ValidationError(asked.form.errors)
        return asked.qs

    def get_schema_operation_parameters(self, view):
        filters = view.filterset_class.base_filters.items()
        return [
            {
                "name": name,
                "in": "query",
                "description": str(MEANINGS.get(name, item.label)),
                "schema": schema_of(item),
            }
            for name, item in filters
        ]


def schema_of(item):
    """What OpenAPI says of a filter's values."""
    field = item.field
    if isinstance(item, Reference):
        return {"type": "string", "pattern": ecma(SLUG)}
    if isinstance(field, forms.ChoiceField):
        values = [value for value, _label in item.extra["choices"]]
        return {"type": "string", "enum": values}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    schema = {"type": "string", "minLength": 1}
    if field.max_length:
        schema["maxLength"] = field.max_length
    if ONE_LETTER in field.validators:
        schema["maxLength"] = 1
    return schema


def ecma(pattern):
    """A regular expression's anchors as JSON Schema (ECMA-262) writes them."""
    return pattern.replace(r"\A", "^").replace(r"\Z", "$")

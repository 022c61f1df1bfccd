"""Query parameters: the filters of the pages, and the choice of fields. Invalid ones are refused with status 400."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from proceedings.filters import ONE_LETTER, Reference
from proceedings.models.columns.slugs import SlugField

# Descriptions of parameters whose label does not say enough.
DESCRIPTIONS = {
    "q": _("For statements: words, “a phrase”, OR, -without, prefix*, speaker:name and so on. Elsewhere: words."),
    "speaker": _("The slug of the speaker."),
    "conference": _("The slug of the conference."),
    "session": _("With a conference: the slug of its session."),
    "theme": _("The slug of the theme; includes the themes below it."),
    "organisation": _("The slug of the organisation that the speaker represents, or that held the conference."),
    "country": _("The country of the speaker or the organisation, ISO 3166-1 alpha-2."),
    "language": _("A language (BCP 47), including its varieties."),
    "after": _("On this day or later, in the conference’s time zone. A month or a year stands for its first day."),
    "before": _("On this day or earlier, in the conference’s time zone. A month or a year stands for its last day."),
    "initial": _("The first letter of the name for sorting."),
}
NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z", re.ASCII)
SLUG = SlugField.default_validators[0].regex.pattern


def validate_names(query, known):
    """Raise ValidationError for a parameter that is unknown, repeated or empty."""
    errors = {}
    for name, values in query.lists():
        if name not in known:
            choices = ", ".join(known) or gettext("none")
            errors[name] = [gettext("There is no such parameter. Parameters of this address: %s.") % choices]
        elif len(values) > 1:
            errors[name] = [gettext("Give this parameter only once.")]
        elif not values[0]:
            errors[name] = [gettext("This parameter is empty. Give it a value or leave it out.")]
    if errors:
        raise ValidationError(errors)


def positive_number(query, name, default, maximum=None):
    """The value of a parameter as an integer from 1; raises ValidationError."""
    value = query.get(name, str(default))
    if not NUMBER.match(value) or (maximum and int(value) > maximum):
        message = (
            gettext("This must be a whole number from 1 to %d.") % maximum
            if maximum
            else gettext("This must be a whole number, 1 or more.")
        )
        raise ValidationError({name: [message]})
    return int(value)


def chosen_names(query, parameter, known):
    """The names in a comma-separated parameter; raises ValidationError for an unknown one."""
    names = query[parameter].split(",") if parameter in query else []
    if unknown := [name for name in names if name not in known]:
        params = {"unknown": ", ".join(f"“{name}”" for name in unknown), "known": ", ".join(known)}
        raise ValidationError({parameter: [gettext("There is no %(unknown)s. Choose from: %(known)s.") % params]})
    return names


class FilterSetBackend(BaseFilterBackend):
    """Applies the view's FilterSet, with the meaning that it has on the pages."""

    def filter_queryset(self, request, queryset, view):
        data = request.query_params
        if "cursor" in data and "ordering" in view.filterset_class.base_filters:
            if "ordering" in data:
                message = gettext("A cursor cannot be combined with ordering. Leave one of them out.")
                raise ValidationError({"ordering": [message]})
            # Ranking by relevance would drop results beyond its limit, and pagination has an order of its own.
            data = data.copy()
            data["ordering"] = "date"
        filterset = view.filterset_class(data, queryset, request=request)
        if not filterset.form.is_valid():
            raise ValidationError(filterset.errors_for_programs())
        rows, view.number = filterset.numbered()
        view.matches = filterset.matches
        return rows

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": name,
                "in": "query",
                "description": str(DESCRIPTIONS.get(name, item.label)),
                "schema": value_schema(item),
            }
            for name, item in view.filterset_class.base_filters.items()
        ]


def value_schema(item):
    """The OpenAPI schema of a filter's values."""
    field = item.field
    if isinstance(item, Reference):
        return {"type": "string", "pattern": ecma_pattern(SLUG)}
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


def ecma_pattern(pattern):
    """The regular expression with the anchors of JSON Schema (ECMA-262)."""
    return pattern.replace(r"\A", "^").replace(r"\Z", "$")

"""The FilterSet of public lists: form, validation, query, and the filters that are active."""

from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .reference import message_for_programs


class ActiveFilter(NamedTuple):
    """`without` is the query string that removes the filter."""

    parameter: str
    label: str
    value: str
    without: str


class FilterForm(forms.Form):
    # Parameters that can have several values.
    repeatable = ()

    def clean(self):
        """Refuse a parameter that is given twice: Django would silently use the last value."""
        for name in self.fields:
            if name not in self.repeatable and len(self.data.getlist(name)) > 1:
                self.add_error(name, _("This is set more than once. Remove all but one."))
        return super().clean()


class FilterSet(filters.FilterSet):
    """A form, its validation and its query in one; an invalid value empties the list and is reported."""

    # {parameter: parameters that have no meaning without it}
    dependents = {}
    # The AllMatches of statements in the search index, to read late pages.
    matches = None

    class Meta:
        form = FilterForm

    def get_form_class(self):
        return form_class(type(self))

    @property
    def qs(self):
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    def errors_for_programs(self):
        """Return {parameter: messages} of the form's errors, for programs, which use slugs instead of names."""
        errors = self.form.errors.as_data().items()
        return {name: [message_for_programs(error) for error in some] for name, some in errors}

    def is_active(self):
        """Return whether any filter has a value, valid or not; the order does not count."""
        return bool(self.chosen)

    @property
    def chosen(self):
        return [name for name in self.base_filters if name != "ordering" and self.data.get(name)]

    def numbered(self):
        """Return the QuerySet, made for reading its newest rows, and their number, or None if it must be counted.

        The database keeps the number of statements of each speaker, conference, organisation and theme.
        """
        name = self.kept_filter
        if not name:
            return self.qs, None
        rows, number = self.filters[name].numbered(self.queryset, self.form.cleaned_data[name])
        return self.filters["ordering"].filter(rows, ""), number

    @property
    def kept_filter(self):
        """The name of the only filter, if the database keeps the number of its statements."""
        name = self.chosen[0] if len(self.chosen) == 1 else ""
        is_kept = name and self.base_filters[name].counted and self.form.is_valid()
        return name if is_kept and self.form.cleaned_data["ordering"] in {"", "-date"} else ""

    def active_filters(self):
        """The filters with a value, valid or not."""
        active = []
        for parameter, field in self.form.fields.items():
            if given := self.data.get(parameter):
                value = self.form.cleaned_data.get(parameter, given)
                label = dict(getattr(field, "choices", [])).get(value, value) if isinstance(value, str) else value
                active.append(ActiveFilter(parameter, field.label, str(label), self.query_without(parameter)))
        return active

    def query_without(self, parameter):
        """The query string without a parameter and its dependents, from the first page on."""
        rest = self.data.copy()
        for name in self.replaced([parameter]):
            rest.pop(name, None)
        return rest.urlencode()

    def query_with(self, **params):
        """The query string with other values for the parameters, and without their dependents."""
        rest = self.rest_of_query(*params)
        return f"{rest}&{urlencode(params)}" if rest else urlencode(params)

    @cached_property
    def rest_of_query(self):
        """A function: names of parameters → the query string of all others. Facets ask for each many times."""

        @cache
        def rest_of_query(*parameters):
            replaced = self.replaced(parameters)
            rest = [(name, some) for name, some in self.data.lists() if name not in replaced]
            return urlencode(rest, doseq=True)

        return rest_of_query

    def replaced(self, parameters):
        """The parameters that lose their value when these get another: themselves, their dependents and the page."""
        return {"page", *parameters, *(name for one in parameters for name in self.dependents.get(one, ()))}


@cache
def form_class(filterset_class):
    """The form of a FilterSet, made once: every instance of a form copies its fields."""
    fields = {name: item.field for name, item in filterset_class.base_filters.items()}
    return type(f"{filterset_class.__name__}Form", (filterset_class._meta.form,), fields)

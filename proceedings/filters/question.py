"""A question to a list: its form, its validation, its query, and which filters are in force."""

from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _


class Applied(NamedTuple):
    """A filter in force: its parameter, what it is called, what it is set to, and the query without it."""

    parameter: str
    label: str
    value: str
    without: str


class QuestionForm(forms.Form):
    # Parameters that may be asked more than once.
    repeated = ()

    def clean(self):
        """A parameter has one value: of two, one would be dropped without a word."""
        for name in self.fields:
            if name not in self.repeated and len(self.data.getlist(name)) > 1:
                self.add_error(name, _("This is asked more than once: take one away."))
        return super().clean()


class Question(filters.FilterSet):
    """A form, its validation and its query in one; a wrong value empties the list and says so."""

    # Parameters that mean nothing once another is taken away.
    depends_on = {}

    class Meta:
        form = QuestionForm

    def get_form_class(self):
        return form_class(type(self))

    @property
    def qs(self):
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    def applied(self):
        """The filters in force and the refused ones, each with the query that is left when it is taken away."""
        found = []
        for parameter, field in self.form.fields.items():
            if given := self.data.get(parameter):
                rest = self.without(parameter)
                value = self.form.cleaned_data.get(parameter, given)
                label = dict(getattr(field, "choices", [])).get(value, value) if isinstance(value, str) else value
                found.append(Applied(parameter, field.label, str(label), rest.urlencode()))
        return found

    def without(self, *parameters):
        """What was asked, without the parameters and what means nothing without them; it begins at the first page."""
        rest = self.data.copy()
        for name in self.going_with(parameters):
            rest.pop(name, None)
        return rest

    def going_with(self, parameters):
        return {"page", *parameters, *(name for one in parameters for name in self.depends_on.get(one, ()))}

    def narrowed(self, **given):
        """The query that asks for this as well."""
        gone = self.going_with(given)
        rest = [(name, value) for name, values in self.data.lists() if name not in gone for value in values]
        return urlencode([*rest, *given.items()])


@cache
def form_class(question):
    """Made once for each kind of question: every form has its own copies of the fields."""
    fields = {name: item.field for name, item in question.base_filters.items()}
    return type(f"{question.__name__}Form", (question._meta.form,), fields)

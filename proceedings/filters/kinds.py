"""The kinds of filters: what may be asked in words, by name, by day, and in which order."""

from copy import copy
from datetime import date

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.search.search_results import Finding

from .reference import MOST_WORDS, ReferenceField


class Constant:
    """A filter whose parts never change, so that each question's own copy can have the same ones."""

    def __deepcopy__(self, memo):
        return copy(self)


class Asks(Constant):
    """A filter whose meaning is a word of the QuerySet: `Day(asks="since")` is `queryset.since(day)`."""

    def __init__(self, *args, asks, **kwargs):
        self.asks = asks
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value):
        return queryset if value in EMPTY_VALUES else getattr(queryset, self.asks)(value)


def validate_few_words(value):
    """Raise ValidationError for more words than one query of the database can take."""
    if len(value.split()) > MOST_WORDS:
        raise ValidationError(_("Ask with at most %(number)d words."), params={"number": MOST_WORDS})


class Words(Asks, filters.CharFilter):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search"})
        checks = [validate_no_nul, validate_few_words]
        super().__init__(label=_("Words"), asks="matching", max_length=200, validators=checks, widget=widget, **kwargs)


class QueryField(forms.CharField):
    """What a reader looks for among statements; a complaint about any part of it is an error."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        found = Finding(value)
        if found.complaints:
            raise ValidationError(found.complaints)
        return found


class Search(Words):
    field_class = QueryField


class Reference(Asks, filters.Filter):
    """A row that the reader names by the last part of its address."""

    field_class = ReferenceField


class Choice(Constant, filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=_("any"), **kwargs)


class Tag(Asks, filters.CharFilter):
    pass


class Day(Asks, filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        # A zone can move a day at either end of the calendar out of it.
        checks = [MinValueValidator(date(1000, 1, 1)), MaxValueValidator(date(9000, 1, 1))]
        super().__init__(input_formats=["%Y-%m-%d"], validators=checks, widget=widget, **kwargs)


class Ordering(Constant, filters.ChoiceFilter):
    """A choice between named orders: {value: (word of the QuerySet, label)}, the first one unless told otherwise."""

    def __init__(self, orders):
        self.words = {value: word for value, (word, label) in orders.items()}
        choices = [(value, label) for value, (word, label) in orders.items()]
        super().__init__(label=_("Order"), choices=choices, empty_label=None)

    @property
    def field(self):
        """In the form the first order is what is meant by saying nothing, so that it stays out of addresses."""
        field = super().field
        (_value, label), *others = field.choices
        field.widget.choices = [("", label), *others]
        return field

    def filter(self, queryset, value):
        return getattr(queryset, self.words[value or next(iter(self.words))])()


BY_DATE = {"-date": ("newest_first", _("newest first")), "date": ("oldest_first", _("oldest first"))}


def public(model):
    # Deeply copied with its filter, a function stays itself; a method would be copied with its manager.
    return lambda: model.objects.public()  # noqa: PLW0108

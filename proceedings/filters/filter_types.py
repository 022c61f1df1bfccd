"""Types of filters: words, references, choices, days and orderings."""

from copy import copy
from datetime import date

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.search.search_results import SearchResults

from .reference import MOST_WORDS, ReferenceField


class Immutable:
    """A filter whose attributes never change, so that copies can share them: a deep copy per request is slow."""

    def __deepcopy__(self, memo):
        return copy(self)


class MethodFilter(Immutable):
    """Filter by a method of the QuerySet: `Day(queryset_method="since")` calls `queryset.since(day)`."""

    def __init__(self, *args, queryset_method, **kwargs):
        self.queryset_method = queryset_method
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value):
        return queryset if value in EMPTY_VALUES else getattr(queryset, self.queryset_method)(value)


def validate_word_count(value):
    """Raise ValidationError for more words than one database query should have."""
    if len(value.split()) > MOST_WORDS:
        raise ValidationError(_("Use at most %(number)d words."), params={"number": MOST_WORDS})


class Words(MethodFilter, filters.CharFilter):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search"})
        super().__init__(
            label=_("Words"),
            queryset_method="matching",
            max_length=200,
            validators=[validate_no_nul, validate_word_count],
            widget=widget,
            **kwargs,
        )


class QueryField(forms.CharField):
    """A search query; raise ValidationError with everything in it that cannot be understood."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        search_results = SearchResults(value)
        if search_results.complaints:
            raise ValidationError(search_results.complaints)
        return search_results


class Search(Words):
    field_class = QueryField


class Reference(MethodFilter, filters.Filter):
    """A row, named by its slug."""

    field_class = ReferenceField


class Choice(Immutable, filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=_("any"), **kwargs)


class Tag(MethodFilter, filters.CharFilter):
    pass


class Day(MethodFilter, filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        # A time zone can move the first and the last days of the calendar out of it.
        validators = [MinValueValidator(date(1000, 1, 1)), MaxValueValidator(date(9000, 1, 1))]
        super().__init__(input_formats=["%Y-%m-%d"], validators=validators, widget=widget, **kwargs)


class Ordering(Immutable, filters.ChoiceFilter):
    """A choice of orders, {value: (QuerySet method, label)}; the first is the default."""

    def __init__(self, orders):
        self.methods = {value: method for value, (method, label) in orders.items()}
        choices = [(value, label) for value, (method, label) in orders.items()]
        super().__init__(label=_("Order"), choices=choices, empty_label=None)

    @property
    def field(self):
        """The form field, with an empty value for the default order, which keeps it out of addresses."""
        field = super().field
        (_value, label), *others = field.choices
        field.widget.choices = [("", label), *others]
        return field

    def filter(self, queryset, value):
        return getattr(queryset, self.methods[value or next(iter(self.methods))])()


BY_DATE = {"-date": ("newest_first", _("newest first")), "date": ("oldest_first", _("oldest first"))}


def public(model):
    """A function that returns the public rows of a model."""
    # A deep copy of a filter keeps a function, but would copy a bound method with its manager.
    return lambda: model.objects.public()  # noqa: PLW0108

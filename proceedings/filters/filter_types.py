"""Types of filters: words, references, choices, days and orderings."""

from copy import copy
from datetime import date

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, BaseValidator, MaxValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.columns.languages import LanguageFormField
from proceedings.models.columns.partial_dates import PartialDate
from proceedings.models.counts import kept
from proceedings.models.search.search_results import SearchResults
from proceedings.search import query

from .name_choices import MOST_WORDS
from .reference import ReferenceField

ONE_LETTER = RegexValidator(r"\A[^\W\d_]\Z", _("Enter a single letter."))


class Immutable:
    """A filter whose attributes never change, so that copies can share them: a deep copy per request is slow.

    `counted` is the kind of the count of its statements that the database keeps (models/counts), if any. With
    `is_large`, the QuerySet method also takes the number of statements, as `number`.
    """

    counted, is_large = "", False

    def __deepcopy__(self, memo):
        return copy(self)


class MethodFilter(Immutable):
    """Filter by a method of the QuerySet: `Day(queryset_method="since")` calls `queryset.since(day)`."""

    def __init__(self, *args, queryset_method, **kwargs):
        self.queryset_method = queryset_method
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value, **options):
        return queryset if value in EMPTY_VALUES else getattr(queryset, self.queryset_method)(value, **options)


class MaxWordsValidator(BaseValidator):
    """Raise ValidationError for more words than one database query should have."""

    message = _("Use at most %(limit_value)d words.")
    code = "max_words"

    def compare(self, number, limit):
        return number > limit

    def clean(self, text):
        return len(text.split())


class Words(MethodFilter, filters.CharFilter):
    max_words, max_length = MOST_WORDS, 200

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search"})
        super().__init__(
            label=_("Words"),
            queryset_method="matching",
            max_length=self.max_length,
            validators=[validate_no_nul, MaxWordsValidator(self.max_words)],
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
    """A search query: a sentence or a quotation too."""

    field_class = QueryField
    max_words, max_length = query.MOST_WORDS, query.MOST_CHARACTERS


class Reference(MethodFilter, filters.Filter):
    """A row, named by its slug."""

    field_class = ReferenceField

    def __init__(self, *args, counted="", is_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.counted, self.is_large = counted, is_large

    def numbered(self, queryset, row):
        """Return the filtered QuerySet, made for reading its newest rows, and their number."""
        number = kept.number(self.counted, row.pk)
        return self.filter(queryset, row, **{"number": number} if self.is_large else {}), number


class Choice(Immutable, filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=_("any"), **kwargs)


class Tag(MethodFilter, filters.CharFilter):
    pass


class Initial(Tag):
    """The first letter of a name, chosen by links."""

    def __init__(self):
        super().__init__(
            label=_("Initial"),
            queryset_method="under_initial",
            validators=[ONE_LETTER],
            widget=forms.HiddenInput(),
        )


class Language(Tag):
    """A language tag; its canonical form filters, so `eng` finds what `en` finds."""

    field_class = LanguageFormField


def day_of(text, end):
    """The `first` or the `last` day of a day, a month or a year, or None for any other text."""
    try:
        return getattr(PartialDate(text.strip()), end)
    except (AttributeError, ValueError):
        return None


class DayInput(forms.DateInput):
    """A date input, which browsers only fill with a whole day."""

    def __init__(self, end):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")
        self.end = end

    def format_value(self, value):
        return super().format_value(day_of(value, self.end) or value)


class DayField(forms.DateField):
    """A day; a month or a year stands for its first or its last day."""

    def __init__(self, *, end, **kwargs):
        # The record has the years 1 to 9998.
        validators = [MaxValueValidator(date(9998, 12, 31))]
        super().__init__(input_formats=["%Y-%m-%d"], validators=validators, widget=DayInput(end), **kwargs)
        self.end = end

    def to_python(self, value):
        return day_of(value, self.end) or super().to_python(value)


class Day(MethodFilter, filters.DateFilter):
    """A day; `end` is the one that a month or a year stands for, `first` or `last`."""

    field_class = DayField

    def __init__(self, *, end="first", **kwargs):
        super().__init__(end=end, **kwargs)


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
    """A function that returns the public rows of a model, with the `model`."""

    # A deep copy of a filter keeps a function, but would copy a bound method with its manager.
    def rows():
        return model.objects.public()

    rows.model = model
    return rows

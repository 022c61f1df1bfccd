"""The choices of a reference, as JSON for the widget that searches while the editor types."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Case, IntegerField, Value, When

from proceedings.models.search.name_lookup import NamedQuerySet, typed_words

from .pages import AdminPage

# Nobody scrolls through more.
MAX_PAGES = 1000


class ShortPage(Page):
    """A page that knows whether another one follows, but not how many."""

    def __init__(self, rows, number, paginator):
        self.follows = len(rows) > paginator.per_page
        super().__init__(rows[: paginator.per_page], number, paginator)

    def has_next(self):
        return self.follows


class UncountedPaginator(Paginator):
    """Pages of a search: counting all rows would cost as much as finding them."""

    def page(self, number):
        if not 1 <= number <= MAX_PAGES:
            raise EmptyPage
        start = (number - 1) * self.per_page
        return ShortPage(list(self.object_list[start : start + self.per_page + 1]), number, self)


class ChoicesPage(AdminPage, AutocompleteJsonView):
    """Django's autocomplete, with labels that distinguish two opening sessions or two directors.

    Rows with names are found in any script, as in the lists of readers, and the likeliest come first.
    """

    route = "choices/"
    name = "choices"

    @property
    def admin_site(self):
        return self.model_admin.admin_site

    def get_queryset(self):
        rows = self.model_admin.get_queryset(self.request)
        if isinstance(rows, NamedQuerySet):
            rows = rows.complex_filter(self.source_field.get_limit_choices_to())
            rows = ranked(rows, self.term, preferred=self.preferred)
        else:
            rows = super().get_queryset()
        return self.model_admin.narrow_choices(self.request, rows)

    # The condition of the rows that come first, or None.
    preferred = None
    paginator_class = UncountedPaginator

    def get_paginator(self, *args, **kwargs):
        return self.paginator_class(*args, **kwargs)

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.label(obj)}


def ranked(rows, term, *, preferred=None):
    """The rows with the typed words in their names, the likeliest first; without words, all rows.

    Rows with words that begin with what was typed come before those that only contain it, and of these the preferred
    rows first, then those with the whole words.
    """
    ordering = rows.query.order_by or rows.model._meta.ordering
    if not term.strip():
        return rows if preferred is None else rows.order_by(place(preferred), *ordering)
    words = typed_words(term, unfinished=True)
    if not words:
        return rows.none()
    begins, whole = rows.name_condition(words), rows.name_condition(typed_words(term))
    places = place(begins) if preferred is None else place(begins & preferred, begins, preferred)
    matching = rows.filter(begins | rows.part_condition(words))
    return matching.order_by(places, place(whole), *ordering)


def place(*conditions):
    """An expression for sorting: the index of the first of the conditions that a row meets."""
    cases = [When(condition, then=Value(number)) for number, condition in enumerate(conditions)]
    return Case(*cases, default=Value(len(conditions)), output_field=IntegerField())

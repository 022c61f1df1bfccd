"""Filters of statements, for lists and for the search."""

from collections import Counter
from math import inf

from django import forms
from django.utils.translation import gettext_lazy as _

from proceedings.batches import KEYS
from proceedings.models import Conference, Form, Kind, Organisation, Speaker, Theme
from proceedings.models.counts import kept
from proceedings.models.reads.page_keys import first_conferences
from proceedings.models.search.indexed_statement import IndexedStatement
from proceedings.models.search.search_results import MAX_RANKED
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.models.search.segments.results import meeting, numbers_by_conference
from proceedings.models.statements.queryset import MANY
from proceedings.search.ranking import in_order

from .countries import CountryMethodChoice
from .filter_types import BY_DATE, Choice, Day, Language, Ordering, Reference, Search, Tag, public
from .filterset import FilterForm, FilterSet


class StatementForm(FilterForm):
    def clean(self):
        """Look up the session among those of the conference: its slug is unique only there."""
        values = super().clean()
        slug, conference = values.get("session"), values.get("conference")
        if slug and "conference" not in self.errors:
            if conference is None:
                self.add_error("session", _("Choose the conference of the session as well."))
            elif (session := conference.sessions.filter(slug=slug).first()) is None:
                self.add_error("session", _("The conference has no session with the address “%s”.") % slug)
            else:
                values["session"] = session
        return values


class StatementFilter(FilterSet):
    dependents = {"conference": ["session"]}

    q = Search()
    speaker = Reference(label=_("Speaker"), queryset_method="by", rows=public(Speaker), counted="speaker")
    conference = Reference(label=_("Conference"), queryset_method="at", rows=public(Conference), counted="conference")
    session = Tag(label=_("Session"), queryset_method="in_session", widget=forms.HiddenInput())
    theme = Reference(label=_("Theme"), queryset_method="about", rows=public(Theme), counted="theme", is_large=True)
    organisation = Reference(
        label=_("Speaking for"),
        queryset_method="from_organisation",
        rows=public(Organisation),
        counted="organisation",
        is_large=True,
    )
    country = CountryMethodChoice(label=_("Speaker’s country"), queryset_method="from_country")
    kind = Choice(label=_("Kind"), choices=Kind.choices)
    form = Choice(label=_("Form"), choices=Form.choices)
    language = Language(label=_("Language"), queryset_method="in_language")
    after = Day(label=_("From"), queryset_method="since")
    before = Day(label=_("Until"), queryset_method="until", end="last")
    ordering = Ordering(BY_DATE)

    class Meta:
        form = StatementForm

    def numbered(self):
        """Find the statements of a long record by the search index, as a search does."""
        number, keys = meeting(self.conditions, KEYS, self.words) if self.is_for_index else (None, None)
        if number is None:
            return super().numbered()
        if keys is None:
            # Of many statements, only those of the conferences on a page are looked up, one by one.
            rows = self.filters["q"].filter(self.without_words(self.queryset, inf), self.words)
        else:
            rows = self.queryset.filter(pk__in=keys)
        return self.filters["ordering"].filter(rows, self.form.cleaned_data["ordering"]), number

    @property
    def is_for_index(self):
        """Whether the search index counts the statements, because the database does not keep their number."""
        return self.has_facts and not self.kept_filter and kept.number("statement") > MANY

    @property
    def has_facts(self):
        """Whether there are filters that can be asked of the search index."""
        return bool(self.chosen) and self.form.is_valid()

    @property
    def words(self):
        """The SearchResults of the words, or None."""
        return self.form.cleaned_data["q"] or None

    def by_conference(self):
        """Return {conference: number of statements}, or None if the search index cannot count them."""
        return numbers_by_conference(self.conditions, self.words) if self.has_facts else None

    def without_words(self, queryset, number=0):
        """Apply all filters but the words and the order; filters that are large take the `number` of statements."""
        for name, value in self.form.cleaned_data.items():
            if name not in {"q", "ordering"}:
                options = {"number": number} if number and self.filters[name].is_large else {}
                queryset = self.filters[name].filter(queryset, value, **options)
        return queryset

    @property
    def conditions(self):
        """The filters without the words, as conditions on the facts of the index."""
        return self.without_words(FactConditions().public())


class SearchFilter(StatementFilter):
    """The same filters; the default order of a search for words is the best match first."""

    ordering = Ordering({"match": ("newest_first", _("best match")), **BY_DATE})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.form.fields.items():
            # No drop-down lists: the facets offer the most frequent values of these filters, with counts.
            if isinstance(self.filters[name], Reference):
                field.widget.is_listed = False
            elif name == "country":
                field.widget = forms.HiddenInput()

    def filter_queryset(self, queryset):
        query, order = self.form.cleaned_data["q"], self.form.cleaned_data["ordering"]
        queryset = self.without_words(queryset)
        if self.is_ranked:
            rows = query.matching(self.conditions)
            return queryset.ranked(query) if rows is None else in_order(queryset, rows.keys.tolist())
        return self.filters["ordering"].filter(self.filters["q"].filter(queryset, query), order)

    @property
    def is_ranked(self):
        return self.form.cleaned_data["q"] and self.form.cleaned_data["ordering"] in {"", "match"}

    @property
    def is_for_index(self):
        return super().is_for_index and not self.is_ranked

    def number(self, search_results):
        """Return the number of results of another query under the same filters, at most MAX_RANKED."""
        return search_results.number(self.without_words(IndexedStatement.objects.public()), self.conditions)

    def candidates(self, *columns):
        """Return the keys of the results in their order, at most MAX_RANKED, and {column: Counter of its texts}.

        The columns are those of the index. The form must be valid.
        """
        query = self.form.cleaned_data["q"]
        if self.is_ranked and (rows := query.matching(self.conditions)) is not None:
            return rows.keys.tolist(), rows.counts(columns)
        rows = self.candidate_rows("pk", *columns)
        keys, *values = zip(*rows, strict=True) if rows else [()] * (1 + len(columns))
        # Not strict, because a score may follow the columns.
        return keys, {column: Counter(some) for column, some in zip(columns, values, strict=False)}

    def candidate_rows(self, *columns):
        query, order = self.form.cleaned_data["q"], self.form.cleaned_data["ordering"]
        statements = self.without_words(IndexedStatement.objects.public())
        if self.is_ranked:
            return query.rows(statements, *columns)
        rows = self.filters["ordering"].filter(self.filters["q"].filter(statements, query), order)
        return list(self.without_late_conferences(rows).values_list(*columns)[:MAX_RANKED])

    def without_late_conferences(self, rows):
        """Return the QuerySet for its first rows: in a long record, only those of the conferences that have them."""
        numbers = self.by_conference() if kept.number("statement") > MANY else None
        first = None if numbers is None else first_conferences(rows.query.order_by, numbers, MAX_RANKED)
        return rows if first is None or len(first) > KEYS else rows.filter(conference__in=first)

    def active_filters(self):
        """The filters without the words, which are in the search box."""
        return [active for active in super().active_filters() if active.parameter != "q"]

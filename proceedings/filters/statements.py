"""Filters of statements, for lists and for the search."""

from collections import Counter
from math import inf

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from proceedings.batches import KEYS
from proceedings.models import Conference, Form, Kind, Organisation, Speaker, Theme
from proceedings.models.counts import kept
from proceedings.models.reads.page_keys import conferences_between
from proceedings.models.search.indexed_statement import IndexedStatement
from proceedings.models.search.search_results import MAX_RANKED
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
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
        if not (self.is_for_index and self.matches.are_known):
            return super().numbered()
        number, rows = self.matches.number, self.queryset
        # The primary keys of a page of many statements come from the index.
        rows = self.filtered(rows, inf) if number > KEYS else rows.filter(pk__in=self.matches.keys)
        return self.by_date(rows), number

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

    @cached_property
    def matches(self):
        return AllMatches(self.conditions, self.words) if self.has_facts else None

    def by_date(self, rows):
        return self.filters["ordering"].filter(rows, self.form.cleaned_data["ordering"])

    def filtered(self, queryset, number=0):
        """Apply all filters and the words, but no order; for the `number` of statements, see `without_words`."""
        return self.filters["q"].filter(self.without_words(queryset, number), self.words)

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
        if self.is_ranked:
            return in_order(queryset, self.ranked_keys())
        return self.by_date(self.filtered(queryset))

    def numbered(self):
        if not (self.form.is_valid() and self.is_ranked):
            return super().numbered()
        keys = self.ranked_keys()
        return in_order(self.queryset, keys), len(keys)

    def ranked_keys(self):
        """Return the keys of the statements that meet all filters and the words, at most MAX_RANKED, best first."""
        rows = self.words.matching(self.conditions)
        if rows is not None:
            return rows.keys.tolist()
        return list(self.without_words(self.queryset).ranked(self.words).values_list("pk", flat=True))

    @property
    def is_ranked(self):
        return self.words and self.form.cleaned_data["ordering"] in {"", "match"}

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
        ranked = self.words.matching(self.conditions) if self.is_ranked else self.ranked_by_date()
        if ranked is not None:
            return ranked.keys.tolist(), ranked.counts(columns)
        rows = self.candidate_rows("pk", *columns)
        keys, *values = zip(*rows, strict=True) if rows else [()] * (1 + len(columns))
        # Not strict, because a score may follow the columns.
        return keys, {column: Counter(some) for column, some in zip(columns, values, strict=False)}

    def ranked_by_date(self):
        """Return the RankedRows of the results in an order by date; None if the search index cannot tell."""
        if not self.matches.are_known:
            return None
        order = self.by_date(IndexedStatement.objects.all()).query.order_by
        conferences, _before = conferences_between(order, self.matches.numbers_by_conference, 0, MAX_RANKED)
        return self.matches.in_conferences(conferences, MAX_RANKED)

    def candidate_rows(self, *columns):
        statements = IndexedStatement.objects.public()
        if self.is_ranked:
            return self.words.rows(self.without_words(statements), *columns)
        return list(self.by_date(self.filtered(statements)).values_list(*columns)[:MAX_RANKED])

    def active_filters(self):
        """The filters without the words, which are in the search box."""
        return [active for active in super().active_filters() if active.parameter != "q"]

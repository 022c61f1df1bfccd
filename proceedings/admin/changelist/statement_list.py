"""The list of statements: its search and its filter by language."""

import re

from django.contrib import admin
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.keys import KEY
from proceedings.models import Statement, Theme
from proceedings.models.columns.slugs import slugify
from proceedings.models.counts import kept
from proceedings.models.reads.key_lists import Among
from proceedings.models.search.indexed_statement import IndexedStatement
from proceedings.models.search.search_results import search_results
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.models.statements.queryset import MANY
from proceedings.search.query import is_words

from .counts import CountedList

# {parameter of a filter: the column of the search index}
FACTS = {"kind__exact": "kind", "language": "language"}
# So many statements are looked up by their keys. Of more, a database soon finds as many as a list counts.
MOST_KEYS = 20_000
# The filter offers the languages of so many of the newest statements: reading all of them could take long.
RECENT = 5_000
# The most statements that are found by the beginning of their address.
MOST_ADDRESSES = 500
# Shorter beginnings match the names of too many speakers.
UNFINISHED = re.compile(r"\w{3}\Z")
# Sorts after every character of a slug.
LAST = "~"


class StatementList(CountedList):
    def found_by_index(self, rows):
        """Find rare statements by the search index: for a kind or a language, a database reads all of them."""
        conditions = FactConditions()
        for parameter, column in FACTS.items():
            if values := list(filter(None, self.filter_params.get(parameter, ()))):
                conditions = conditions.having(column, values)
        if not conditions.conditions or kept.number("statement") <= MANY:
            return rows
        key = self.params.get("theme", "")
        if theme := Theme.objects.filter(pk=key).first() if KEY.fullmatch(key) else None:
            conditions = conditions.about(theme)
        matches = AllMatches(conditions)
        if matches.are_known and matches.number <= MOST_KEYS:
            return rows.filter(Among("pk", matches.keys))
        return rows

    def shown_rows(self):
        # The list shows no texts, which are long.
        return super().shown_rows().defer("text", "title_terms", "text_terms")

    @property
    def conference_key(self):
        """The key of the conference that the list is filtered by, for the link to its workbench; or empty."""
        key = self.params.get("conference", "")
        return key if KEY.fullmatch(key) else ""


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        newest = IndexedStatement.objects.order_by("-pk").values_list("language", flat=True)[:RECENT]
        return [(tag, tag) for tag in sorted({*newest, self.value() or ""} - {""})]

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


def typed_condition(typed):
    """Return the condition on the statements that readers would find, and those whose addresses begin with the words.

    If readers would find none, the last word also counts as the beginning of a word.
    """
    typed = typed.replace("\0", " ")
    results = search_results(typed)
    if UNFINISHED.search(typed) and finds_nothing(results):
        results = search_results(f"{typed}*")
    condition = results.condition
    slug = slugify(typed)
    # A second condition makes the search slower, so it is left out if it finds nothing.
    if slug and (keys := addressed_keys(slug)):
        condition |= Q(pk__in=keys)
    return condition


def finds_nothing(results):
    """Return whether a query has only words and no results. Reads the index up to the first result."""
    tree = results.query.tree
    if tree is None or not is_words(tree):
        return False
    keys = results.having(tree).keys()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({keys.sql})", keys.params)
        return not cursor.fetchone()[0]


def addressed_keys(beginning):
    """Return the primary keys of the first statements whose slugs begin so. Reads an index on both engines."""
    rows = Statement.objects.filter(slug__startswith=beginning)
    if connection.vendor == "sqlite":
        # SQLite's LIKE ignores case, so it uses no index.
        rows = rows.filter(slug__gte=beginning, slug__lt=beginning + LAST)
    return list(rows.order_by().values_list("pk", flat=True)[:MOST_ADDRESSES])

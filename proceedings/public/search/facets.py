"""Facets of the search results: speakers, themes, conferences and the like, with counts and links that filter."""

from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.db.models import CharField
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models import Kind
from proceedings.templatetags.record import name_in

from .facet_counts import choice_counts, language_counts, reference_counts, theme_counts

# The time of a statement: its own, else its session's, else its conference's, as in the filters by date.
TIME = [Cast(name, CharField()) for name in ("delivered_at", "session__starts_at", "session__conference__starts_on")]


class Candidates(NamedTuple):
    """The statements that are ranked and counted, a tuple per column, in their order; references are primary keys."""

    statements: tuple[int, ...] = ()
    speakers: tuple[int | None, ...] = ()
    countries: tuple[str | None, ...] = ()
    conferences: tuple[int, ...] = ()
    organisations: tuple[int | None, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    years: tuple[str | None, ...] = ()


class Value(NamedTuple):
    """A value of a facet, and the query string that filters by it as well."""

    label: str
    count: int
    query: str
    language: str = ""


class Facet(NamedTuple):
    parameter: str
    label: str
    values: list[Value]


def candidates(filterset) -> Candidates:
    """The statements of a search, best first; one query."""
    columns = ("pk", "speaker", "speaker__country", "session__conference", "appointment__organisation")
    rows = filterset.candidates(*columns, "kind", "language", Left(Coalesce(*TIME), 4))
    # A score may follow the columns.
    return Candidates(*islice(zip(*rows, strict=True), len(Candidates._fields)))


def facets(candidates: Candidates, filterset) -> list[Facet]:
    """The facets that can narrow the results, without those filtered by already; at most three queries."""
    keys = {
        "speaker": candidates.speakers,
        "conference": candidates.conferences,
        "organisation": candidates.organisations,
    }
    references = cache(lambda: reference_counts({name: keys[name] for name in keys if not filterset.data.get(name)}))
    counters = {
        "speaker": (_("Speakers"), lambda: references()["speaker"]),
        "theme": (_("Themes"), lambda: theme_counts(candidates.statements)),
        "conference": (_("Conferences"), lambda: references()["conference"]),
        "organisation": (_("Speaking for"), lambda: references()["organisation"]),
        "country": (_("Speakers’ countries"), lambda: choice_counts(Counter(candidates.countries), countries.name)),
        "kind": (_("Kinds"), lambda: choice_counts(Counter(candidates.kinds), lambda kind: Kind(kind).label)),
        "language": (_("Languages"), lambda: choice_counts(language_counts(candidates.languages), language_label)),
    }
    counted = [
        (parameter, label, counts())
        for parameter, (label, counts) in counters.items()
        if not filterset.data.get(parameter)
    ]
    return [
        Facet(
            parameter,
            label,
            [
                Value(one.label, one.number, filterset.query_with(**{parameter: one.value}), one.language)
                for one in counts
            ],
        )
        for parameter, label, counts in counted
        # A value that all the statements share narrows nothing.
        if any(one.number < len(candidates.statements) for one in counts)
    ]


def language_label(tag):
    return name_in(tag, get_language())

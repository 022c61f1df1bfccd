"""Facets of the search results: speakers, themes, conferences and the like, with counts and links that filter."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models import Kind
from proceedings.templatetags.record import name_in

from .facet_counts import (
    choice_counts,
    language_counts,
    reference_counts,
    theme_counts,
    trait_counts,
    value_counts,
)


class Candidates(NamedTuple):
    """The keys of the statements that are ranked and counted, in their order, and the counts of their facts as texts.

    A text of `speakers`, `countries`, `organisations` or `themes` has several values with commas between them, one of
    `traits` a kind, a language and a year with spaces between them. References are primary keys.
    """

    statements: Sequence[int] = ()
    speakers: Counter = Counter()
    countries: Counter = Counter()
    conferences: Counter = Counter()
    organisations: Counter = Counter()
    themes: Counter = Counter()
    traits: Counter = Counter()


COLUMNS = ("speakers", "countries", "conference", "organisations", "themes", "traits")


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
    """The statements of a search, best first."""
    statements, counts = filterset.candidates(*COLUMNS)
    return Candidates(statements, *counts.values())


def facets(candidates: Candidates, filterset) -> list[Facet]:
    """The facets that can narrow the results, without those that filter them already; at most two queries."""
    keys = {
        "speaker": lambda: value_counts(candidates.speakers),
        "conference": lambda: candidates.conferences,
        "organisation": lambda: value_counts(candidates.organisations),
    }
    kinds, languages, _years = trait_counts(candidates.traits)
    references = cache(lambda: reference_counts({name: keys[name]() for name in keys if not filterset.data.get(name)}))
    counters = {
        "speaker": (_("Speakers"), lambda: references()["speaker"]),
        "theme": (_("Themes"), lambda: theme_counts(candidates.themes)),
        "conference": (_("Conferences"), lambda: references()["conference"]),
        "organisation": (_("Speaking for"), lambda: references()["organisation"]),
        "country": (
            _("Speakers’ countries"),
            lambda: choice_counts(value_counts(candidates.countries), countries.name),
        ),
        "kind": (_("Kinds"), lambda: choice_counts(kinds, lambda kind: Kind(kind).label)),
        "language": (_("Languages"), lambda: choice_counts(language_counts(languages), language_label)),
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

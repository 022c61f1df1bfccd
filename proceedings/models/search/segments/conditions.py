"""Conditions on the facts of segments, with the methods of a QuerySet, so that the same filters can use them."""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from django.db.models import Q

from proceedings.models.columns.partial_dates import reaches
from proceedings.models.reads.key_lists import Among
from proceedings.models.search import field_lookups
from proceedings.models.search.field_lookups import keys_below
from proceedings.models.theme import Theme
from proceedings.search.segments.postings import leaves


class HasAny(NamedTuple):
    """Rows with any of the values in a column."""

    column: str
    values: frozenset[str]

    def are_met(self, part, slots):
        return part.segment.columns[self.column].having(self.values, slots)


class InLanguage(NamedTuple):
    """Rows in a language or a variety of it."""

    tag: str

    def are_met(self, part, slots):
        tag = self.tag.lower()
        return part.segment.columns["language"].where(lambda value: f"{value.lower()}-".startswith(f"{tag}-"), slots)


class HasWords(NamedTuple):
    """Rows with the words of a tree."""

    tree: object

    @property
    def phrases(self):
        return list(leaves(self.tree))

    def are_met(self, part, slots):
        return part.matcher.rows(self.tree)[slots]


class Dated(NamedTuple):
    """Rows since or until a day: by the days of their conference if these date them, otherwise by a query.

    `has_days` takes the fact `dated_by`; `of_statement` returns the condition on statements for the query.
    """

    has_days: Callable[[str], bool]
    of_statement: Callable[[], Q]

    def are_met(self, part, slots):
        from proceedings.models.search.indexed_statement import IndexedStatement

        column = part.segment.columns["dated_by"]
        are_met = column.where(self.has_days, slots)
        if len(others := np.flatnonzero(column.codes[slots] == 0)):
            keys = part.segment.keys[slots[others]].tolist()
            statements = IndexedStatement.objects.filter(self.of_statement(), Among("pk", keys)).order_by()
            known = set(statements.values_list("pk", flat=True))
            are_met[others] = [key in known for key in keys]
        return are_met


def since(day):
    # Many conferences have the same days.
    return Dated(cache(partial(since_day, day.isoformat())), partial(field_lookups.since, day))


def until(day):
    return Dated(cache(partial(until_day, day.isoformat())), partial(field_lookups.until, day))


def since_day(iso, days):
    """Return whether a conference with these days may have ended on the day or later."""
    first, _space, last = days.partition(" ")
    # Without a last day, the first one counts.
    return bool(last or first) and reaches(last or first, iso)


def until_day(iso, days):
    """Return whether a conference with these days may have begun on the day or earlier."""
    first, _space, _last = days.partition(" ")
    return "" < first <= iso


class Without(NamedTuple):
    condition: object

    @property
    def phrases(self):
        return getattr(self.condition, "phrases", [])

    def are_met(self, part, slots):
        return ~self.condition.are_met(part, slots)


class AnyOf(NamedTuple):
    """Rows that meet one of the conditions."""

    conditions: tuple

    @property
    def phrases(self):
        return [phrase for one in self.conditions for phrase in getattr(one, "phrases", ())]

    def are_met(self, part, slots):
        return np.logical_or.reduce([one.are_met(part, slots) for one in self.conditions])


class FactConditions:
    """Conditions that rows must meet, collected by the filters of statements."""

    def __init__(self, conditions=()):
        self.conditions = conditions

    def also(self, *conditions):
        return FactConditions((*self.conditions, *conditions))

    def having(self, column, values):
        return self.also(HasAny(column, frozenset(map(str, values))))

    def public(self):
        return self.having("is_public", [1])

    def by(self, speaker):
        return self.having("speakers", [speaker.pk])

    def at(self, conference):
        return self.having("conference", [conference.pk])

    def in_session(self, session):
        return self.having("session", [session.pk])

    def about(self, theme):
        return self.having("themes", Theme.objects.subtree(theme).order_by().values_list("pk", flat=True))

    def from_organisation(self, organisation):
        return self.having("organisations", [organisation.pk])

    def from_country(self, code):
        return self.having("countries", [code])

    def in_language(self, tag):
        return self.also(InLanguage(tag))

    def since(self, day):
        return self.also(since(day))

    def until(self, day):
        return self.also(until(day))

    def filter(self, **values):
        """The choices of django-filter: `kind__exact` and `form__exact`."""
        conditions = self
        for name, value in values.items():
            conditions = conditions.having(name.removesuffix("__exact"), [value])
        return conditions

    def met_by_all(self, part):
        """Return the slots of all rows in a part of the index that meet all conditions."""
        rows, others = part.is_current, []
        for condition in self.conditions:
            # Comparing a whole column takes a tenth of the time of looking up most of its rows.
            if isinstance(condition, HasAny | InLanguage):
                rows = rows & condition.are_met(part, slice(None))
            else:
                others.append(condition)
        return FactConditions(others).met(part, np.flatnonzero(rows))

    def met(self, part, slots):
        """Return the slots in a part of the index that meet all conditions."""
        for condition in self.conditions:
            if len(slots):
                slots = slots[condition.are_met(part, slots)]
        return slots


def field_condition(name, value):
    """Return the condition for a field in a query and its looked-up value."""
    return FIELDS[name](value)


def any_of(column):
    return lambda values: HasAny(column, frozenset(map(str, values)))


def any_row(column):
    return lambda rows: any_of(column)([row.pk for row in rows])


FIELDS = {
    "speaker": any_row("speakers"),
    "theme": lambda themes: any_of("themes")(keys_below(themes)),
    "conference": any_row("conference"),
    "organisation": any_row("organisations"),
    "country": lambda code: any_of("countries")([code]),
    "kind": lambda kind: any_of("kind")([kind]),
    "language": InLanguage,
    "after": since,
    "before": until,
}

"""Conditions on the facts of segments, in place of a QuerySet's: the same methods, for the same filters."""

from typing import NamedTuple

import numpy as np

from proceedings.batches import chunks
from proceedings.models.conference import Conference
from proceedings.models.theme import Theme
from proceedings.search.postings import leaves

from . import field_lookups
from .field_lookups import cleaned, country_code, day, kind_name, language_tag, rows

# Keys in one query.
BATCH = 10_000


class HasAny(NamedTuple):
    """Rows with any of the values in a column."""

    column: str
    values: frozenset[str]

    def rows(self, part, _chosen):
        return part.segment.columns[self.column].having(self.values)


class InLanguage(NamedTuple):
    """Rows in a language or a variety of it."""

    tag: str

    def rows(self, part, _chosen):
        column, tag = part.segment.columns["language"], self.tag.lower()
        return column.having(column.values_where(lambda value: f"{value.lower()}-".startswith(f"{tag}-")))


class HasWords(NamedTuple):
    """Rows with the words of a tree."""

    tree: object

    @property
    def phrases(self):
        return list(leaves(self.tree))

    def rows(self, part, _chosen):
        return part.matcher.rows(self.tree)


class Dated:
    """Rows in time: those that have the time of their conference by its days, the others by a query for their keys."""

    def __init__(self, conferences, of_statement):
        self.conferences = frozenset(map(str, conferences.order_by().values_list("pk", flat=True)))
        self.of_statement = of_statement

    def rows(self, part, chosen):
        from .indexed_statement import IndexedStatement

        column = part.segment.columns["dated_by"]
        rows = column.having(self.conferences)
        others = np.flatnonzero(chosen & (column.codes == 0))
        keys, known = part.segment.keys[others].tolist(), set()
        for some in chunks(keys, BATCH):
            indexed = IndexedStatement.objects.filter(self.of_statement, pk__in=some)
            known.update(indexed.order_by().values_list("pk", flat=True))
        rows[others] = [key in known for key in keys]
        return rows


class Without(NamedTuple):
    condition: object

    @property
    def phrases(self):
        return getattr(self.condition, "phrases", [])

    def rows(self, part, chosen):
        return ~self.condition.rows(part, chosen)


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
        return self.also(Dated(Conference.objects.since(day), field_lookups.since(day)))

    def until(self, day):
        return self.also(Dated(Conference.objects.until(day), field_lookups.until(day)))

    def filter(self, **values):
        """The choices of django-filter: `kind__exact` and `form__exact`."""
        conditions = self
        for name, value in values.items():
            conditions = conditions.having(name.removesuffix("__exact"), [value])
        return conditions

    def rows(self, part, chosen):
        """Return a mask of the chosen rows of a part of the index that meet all conditions."""
        for condition in self.conditions:
            if not chosen.any():
                break
            chosen = chosen & condition.rows(part, chosen)
        return chosen


def field_condition(name, value):
    """Return the condition of a field in a query. Raise UnanswerableError."""
    return FIELDS[name](cleaned(value))


def of_rows(model, column):
    return lambda value: HasAny(column, frozenset(str(row.pk) for row in rows(model, value)))


def of_theme(value):
    keys = {key for row in rows("Theme", value) for key in Theme.objects.subtree(row).values_list("pk", flat=True)}
    return HasAny("themes", frozenset(map(str, keys)))


def of_days(conditions_of, *, first):
    """Return a function of a text that says a day, a month or a year, of which the first or the last day counts."""
    return lambda value: conditions_of(FactConditions(), day(value, first=first)).conditions[0]


FIELDS = {
    "speaker": of_rows("Speaker", "speakers"),
    "theme": of_theme,
    "conference": of_rows("Conference", "conference"),
    "organisation": of_rows("Organisation", "organisations"),
    "country": lambda value: HasAny("countries", frozenset([country_code(value)])),
    "kind": lambda value: HasAny("kind", frozenset([kind_name(value)])),
    "language": lambda value: InLanguage(language_tag(value)),
    "after": of_days(FactConditions.since, first=True),
    "before": of_days(FactConditions.until, first=False),
}

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from proceedings.batches import rows_in_order


class Column(NamedTuple):
    """A column: its value from a row (text, number, date, time, list of texts or None), and its meaning."""

    value: Callable[[Any], Any]
    meaning: str


class Table(NamedTuple):
    """A model as a table; `rows` are its public rows with all relations that the columns read."""

    name: str
    rows: QuerySet
    columns: dict[str, Column]

    @property
    def meanings(self):
        """The meaning of each column by its name."""
        return {"address": ADDRESS, **{name: column.meaning for name, column in self.columns.items()}}

    def record(self, row, site):
        """A row's values by column name; `site` is the scheme and host."""
        values = {name: column.value(row) for name, column in self.columns.items()}
        return {"address": site + row.get_absolute_url(), **values}

    def records(self, queryset, site):
        """The records of a QuerySet in its order, in bounded memory."""
        return (self.record(row, site) for row in rows_in_order(queryset, self.rows.order_by().in_bulk))


ADDRESS = _("The permanent address of the page.")


def attribute(path, meaning):
    """The column of an attribute; `path` can have dots, as in "session.title"."""
    return Column(attrgetter(path), meaning)


def country(meaning):
    return Column(lambda row: row.country.code or "", meaning)


def identifiers():
    return Column(
        lambda row: [str(identifier) for identifier in row.identifiers.all()],
        _("Identifiers in other registries, each with its scheme."),
    )


def other_names():
    return Column(lambda row: [other.name for other in row.other_names.all()], _("Names in other languages."))

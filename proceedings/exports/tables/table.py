from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from proceedings.batches import rows_in_order


class Column(NamedTuple):
    """What a row has under a name: text, a number, a date, a time, a list of texts or None; and what it means."""

    value: Callable[[Any], Any]
    meaning: str


class Table(NamedTuple):
    """A noun as rows and columns; `rows` are its public rows with all that the columns read."""

    name: str
    rows: QuerySet
    columns: dict[str, Column]

    @property
    def meanings(self):
        """What each column means, by its name."""
        return {"address": ADDRESS, **{name: column.meaning for name, column in self.columns.items()}}

    def record(self, row, site):
        """A row's values by the names of the columns; `site` is the beginning of addresses."""
        values = {name: column.value(row) for name, column in self.columns.items()}
        return {"address": site + row.get_absolute_url(), **values}

    def records(self, found, site):
        """The records of a QuerySet in its order, in bounded memory."""
        return (self.record(row, site) for row in rows_in_order(found, self.rows.order_by().in_bulk))


ADDRESS = _("The permanent address of its page.")


def attribute(name, meaning):
    return Column(lambda row: getattr(row, name), meaning)


def country(meaning):
    return Column(lambda row: row.country.code or "", meaning)


def other_names():
    return Column(lambda row: [other.name for other in row.other_names.all()], _("Its names in other languages."))

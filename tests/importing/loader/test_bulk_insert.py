"""Rows that are inserted many at a time."""

import pytest
from django.db import connection

from proceedings.importing.loader.writing.bulk_insert import insert
from proceedings.models import Theme

pytestmark = pytest.mark.django_db

COLUMNS = len(Theme._meta.concrete_fields)
# Rows that one statement of SQLite can have; PostgreSQL copies any number.
AT_ONCE = (connection.features.max_query_params or 999) // COLUMNS


@pytest.mark.parametrize("number", [1, AT_ONCE - 1, AT_ONCE, 2 * AT_ONCE + 1])
def test_every_row_is_inserted_however_many_fit_into_a_statement(number):
    themes = [Theme(pk=1000 + at, slug=f"theme-{at}", name=f"Theme {at}") for at in range(number)]
    insert(Theme, themes)
    assert list(Theme.objects.order_by("pk").values_list("pk", "slug")) == [(one.pk, one.slug) for one in themes]


def test_a_value_is_stored_as_saving_would_store_it():
    first, second = (Theme(pk=pk, slug=slug, name=Name("Trade")) for pk, slug in ((1, "one"), (2, "two")))
    second.name = "Trade"
    insert(Theme, [first, second])
    assert set(Theme.objects.values_list("name", flat=True)) == {"Trade"}


class Name(str):
    """Text that no database driver knows by its type."""

    __slots__ = ()

    def __str__(self):
        return "Trade"

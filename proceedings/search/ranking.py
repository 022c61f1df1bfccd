"""Ranking: rows in the order of their scores."""

import json
from operator import itemgetter

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import IntegerField
from django.db.models.expressions import Col
from django.db.models.sql.constants import INNER

from .postgresql.newest_parts import newest_parts

PLACE = IntegerField()
PLACE.column = "place"
KEY = itemgetter(0)


class Places:
    """A join for Django's queries: INNER JOIN (primary keys with their places in a list) ON the primary key."""

    join_type = INNER
    table_name = "places"
    nullable = False
    filtered_relation = None

    def __init__(self, keys, parent_alias):
        self.keys = keys
        self.parent_alias = parent_alias
        self.table_alias = None

    def as_sql(self, compiler, connection):
        alias, parent = map(compiler.quote_name_unless_alias, (self.table_alias, self.parent_alias))
        # One parameter, because a database allows fewer of them than there may be keys.
        if connection.vendor == "postgresql":
            listed = "SELECT id, place FROM unnest(%s::bigint[]) WITH ORDINALITY AS listed (id, place)"
            params = [self.keys]
        else:
            listed, params = "SELECT value AS id, key AS place FROM json_each(%s)", [json.dumps(self.keys)]
        return f"INNER JOIN ({listed}) {alias} ON ({alias}.id = {parent}.id)", params

    def relabeled_clone(self, change_map):
        clone = Places(self.keys, change_map.get(self.parent_alias, self.parent_alias))
        clone.table_alias = change_map.get(self.table_alias, self.table_alias)
        return clone

    def equals(self, other):
        return self is other


def union_of(branches, connection, most, *, any_rows=False):
    """The SQL and parameters of the union of querysets: the first `most` rows of each, or any with `any_rows`."""
    parts, params = [], []
    for branch in branches:
        parts_of = getattr(branch.query, "parts_of", None)
        rows = branch.order_by() if parts_of or any_rows else branch
        rows = rows if parts_of else rows[:most]
        try:
            sql, more = rows.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            # The conditions of this branch match nothing, such as an unknown theme.
            continue
        if parts_of:
            sql = newest_parts(*parts_of, sql, most, any_rows=any_rows)
        # A subquery, so that the LIMIT applies to this branch only.
        parts.append(f"SELECT * FROM ({sql}) branch_{len(parts)}")  # noqa: S608 - what Django's compiler made
        params += more
    return " UNION ALL ".join(parts), params


def in_order(rows, keys):
    """The rows with these primary keys, in the order of the list."""
    rows = rows.order_by()
    alias = rows.query.join(Places(keys, rows.query.get_initial_alias()))
    return rows.annotate(place=Col(alias, PLACE)).order_by("place")


def number_of_rows(branches, most):
    """The number of rows of the branches (see `rows`), or `most` if there are more; one query."""
    [(number,)] = selected("COUNT(DISTINCT pk)", branches, most, any_rows=True) or [(0,)]
    return min(number, most)


def newest_keys(branches, most):
    """The primary keys of the newest `most` rows of the branches; one query."""
    return [key for (key,) in selected("DISTINCT pk", branches, most, then=f"ORDER BY pk DESC LIMIT {most}")]


def selected(columns, branches, most, *, any_rows=False, then=""):
    """The rows of a selection from the primary keys of the branches."""
    if not branches:
        return []
    connection = connections[branches[0].db]
    union, params = union_of([branch.values_list("pk") for branch in branches], connection, most, any_rows=any_rows)
    if not union:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM ({union}) selected {then}", params)  # noqa: S608 - our own SQL
        return cursor.fetchall()


def rows(branches, columns, cap):
    """The rows that the branches score, the best first, as tuples of columns, `is_favoured` and `score`; one query.

    A branch is a queryset of the model with `is_favoured` and `score`, the newest rows first. The first column is `pk`.
    If there are more than `cap` rows, only the newest of them are returned.
    """
    if not branches:
        return []
    connection = connections[branches[0].db]
    union, params = union_of(
        [branch.values_list(*columns, "is_favoured", "score") for branch in branches], connection, cap
    )
    if not union:
        return []
    with connection.cursor() as cursor:
        cursor.execute(union, params)
        results = cursor.fetchall()
    results.sort(key=KEY, reverse=True)
    results.sort(key=itemgetter(-1), reverse=True)
    if len(branches) == 1:
        return results
    # Results are sorted by score, so in reverse the last tuple of each row has its best score.
    best = {KEY(row): row for row in reversed(results)}
    if len(best) < len(results):
        results = [row for row in results if best[KEY(row)] is row]
    if len(results) > cap:
        newest = set(sorted(best, reverse=True)[:cap])
        results = [row for row in results if KEY(row) in newest]
    return results

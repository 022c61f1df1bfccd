"""Ranking: rows joined with their scores."""

from operator import itemgetter

from django.db import connection
from django.db.models import FloatField
from django.db.models.expressions import Col
from django.db.models.sql.constants import INNER

SCORE = FloatField()
SCORE.column = "score"
KEY = itemgetter(0)


class Ranking:
    """A join for Django's queries: INNER JOIN (the best score of each row) ON the primary key."""

    join_type = INNER
    table_name = "ranking"
    nullable = False
    filtered_relation = None

    def __init__(self, branches, parent_alias, cap):
        self.branches = branches
        self.parent_alias = parent_alias
        self.cap = cap
        self.table_alias = None

    def as_sql(self, compiler, connection):
        union, params = union_of(self.branches, connection)
        alias, parent = map(compiler.quote_name_unless_alias, (self.table_alias, self.parent_alias))
        best = f"SELECT id, MAX(score) AS score FROM ({union}) hits GROUP BY id ORDER BY id DESC LIMIT {self.cap:d}"  # noqa: S608
        return f"INNER JOIN ({best}) {alias} ON ({alias}.id = {parent}.id)", params

    def relabeled_clone(self, change_map):
        clone = Ranking(self.branches, change_map.get(self.parent_alias, self.parent_alias), self.cap)
        clone.table_alias = change_map.get(self.table_alias, self.table_alias)
        return clone

    def equals(self, other):
        return self is other


def union_of(branches, connection):
    """The SQL and parameters of the union of querysets."""
    parts, params = [], []
    for branch in branches:
        sql, more = branch.query.get_compiler(connection=connection).as_sql()
        # The parentheses keep its limit.
        parts.append(f"SELECT * FROM ({sql}) branch_{len(parts)}")  # noqa: S608 - what Django's compiler made
        params += more
    return " UNION ALL ".join(parts), params


def ranked(rows, branches, cap):
    """The rows that the branches score, the best first. If there are more than `cap`, the newest of them.

    A branch is a queryset of the same model with `score`, the newest rows first.
    """
    capped = [branch.values("id", "score")[:cap] for branch in branches]
    rows = rows.order_by()
    alias = rows.query.join(Ranking(capped, rows.query.get_initial_alias(), cap))
    return rows.annotate(score=Col(alias, SCORE)).order_by("-score", "-pk")


def rows(branches, columns, cap):
    """The same rows in the same order, in one query, as tuples of columns and the score. The first column is `pk`."""
    union, params = union_of([branch.values_list(*columns, "score")[:cap] for branch in branches], connection)
    with connection.cursor() as cursor:
        cursor.execute(union, params)
        results = cursor.fetchall()
    results.sort(key=KEY, reverse=True)
    results.sort(key=itemgetter(-1), reverse=True)
    # The last tuple of each row has its best score.
    best = {KEY(row): row for row in reversed(results)}
    if len(best) < len(results):
        results = [row for row in results if best[KEY(row)] is row]
    if len(results) > cap:
        newest = set(sorted(best, reverse=True)[:cap])
        results = [row for row in results if KEY(row) in newest]
    return results

"""Look up rows by a long list of keys."""

import json

from django.db.models import F, Lookup


class Among(Lookup):
    """The condition that a number, such as a primary key, is in a list. An `In` of Django prepares each number.

    The list is one parameter, because a database allows fewer of them than there may be keys.
    """

    prepare_rhs = False

    def __init__(self, field, numbers):
        super().__init__(F(field) if isinstance(field, str) else field, list(numbers))

    def as_sql(self, compiler, connection):
        field, params = self.process_lhs(compiler, connection)
        sql = f"{field} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a field that Django's compiler quoted
        return sql, [*params, json.dumps(self.rhs)]

    def as_postgresql(self, compiler, connection):
        field, params = self.process_lhs(compiler, connection)
        return f"{field} = ANY(%s::bigint[])", [*params, self.rhs]

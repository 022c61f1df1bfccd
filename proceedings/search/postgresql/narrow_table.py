"""PostgreSQL: the narrow table in place of the indexed table in a query of Django."""

# Only names of tables and columns are interpolated.
# ruff: noqa: S608

from django.db.models.sql.datastructures import BaseTable

from proceedings.search import facts

# The words, and whether some of their positions are missing.
COLUMN, CUT = "search", "is_cut"


def columns(index):
    """The columns of the narrow table."""
    return ["id", COLUMN, CUT, *facts.names(index)]


class NarrowTable(BaseTable):
    """The narrow table in place of the indexed table in a query, under the same alias.

    Other columns come from a left join, which PostgreSQL omits if a query needs none of them.
    """

    def __init__(self, index, alias, others):
        super().__init__(index.name, alias)
        self.index, self.others = index, others

    def as_sql(self, compiler, connection):
        names = [f"known.{name}" for name in columns(self.index)] + [f'texts."{name}"' for name in self.others]
        rows = f'"{self.index.name}" known LEFT JOIN "{self.index.table}" texts ON texts.id = known.id'
        return f"(SELECT {', '.join(names)} FROM {rows}) {compiler.quote_name_unless_alias(self.table_alias)}", []

    def relabeled_clone(self, change_map):
        return NarrowTable(self.index, change_map.get(self.table_alias, self.table_alias), self.others)


def from_narrow_table(statements, index):
    """The queryset, reading from the narrow table."""
    here = columns(index)
    others = [field.column for field in statements.model._meta.concrete_fields if field.column not in here]
    statements = statements.all()
    alias = statements.query.get_initial_alias()
    statements.query.alias_map[alias] = NarrowTable(index, alias, others)
    return statements

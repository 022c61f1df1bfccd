"""A table whose terms are indexed, as both engines see it."""

from typing import NamedTuple

# The two columns of terms in every indexed table.
TITLE, TEXT = "title_terms", "text_terms"
# A title has little weight in an engine's scores, because statements with the words in the title are favoured anyway.
TITLE_WEIGHT, TEXT_WEIGHT = 0.1, 1.0
# The most words of a query, and terms of a phrase, that count for the score.
MOST_SCORED = 6
# How many of the newest favoured hits are compared word by word, even if their scores are low.
MOST_FAVOURED = 150


class Fact(NamedTuple):
    """A column of the narrow table: its type, and its SQL, in which `said` is the row of the indexed table.

    In the SQL, {aggregate} joins texts with a separator.
    """

    name: str
    type: str
    sql: str


class Source(NamedTuple):
    """A table from which facts are taken.

    `key` is the column with the keys of its rows. `statements` is the condition, with the placeholder {keys}, on the
    rows of the indexed table that have the facts. The facts change with the `columns`, or, without any, whenever a row
    is added or removed.
    """

    table: str
    key: str
    statements: str
    columns: tuple[str, ...]
    facts: tuple[str, ...]


class Index(NamedTuple):
    """`statement` is the column with the statement's id: the table's own key, or a foreign key.

    `facts` are the columns of the narrow table, by which rows are filtered and counted. `joins` are the tables that
    their SQL reads besides `said`.
    """

    table: str
    statement: str = "id"
    facts: tuple[Fact, ...] = ()
    joins: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def name(self):
        """The narrow table."""
        return f"{self.table}_search"

    @property
    def words(self):
        """The index of the terms."""
        return f"{self.table}_words"

    @property
    def columns(self):
        """The columns of the indexed table from which the index is made."""
        own = (column for source in self.sources if source.table == self.table for column in source.columns)
        return (TITLE, TEXT, *own)

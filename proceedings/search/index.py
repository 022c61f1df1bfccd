"""A table whose terms are indexed, as both engines see it."""

from typing import NamedTuple

# The two columns of terms in every indexed table.
TITLE, TEXT = "title_terms", "text_terms"
# In the scores of an engine a title weighs little: those with the words in their title are favoured anyway.
TITLE_WEIGHT, TEXT_WEIGHT = 0.1, 1.0
# Of a longer query, only so many words are scored, and so many terms of a phrase.
MOST_SCORED = 6
# So many of the newest better hits are compared word by word, however low their scores are.
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

    `key` is the column that `statements`, the condition on the rows of the indexed table that have the facts, compares
    with {keys}. The facts change with the `columns`, or if there are none, whenever a row is added or removed.
    """

    table: str
    key: str
    statements: str
    columns: tuple[str, ...]
    facts: tuple[str, ...]


class Index(NamedTuple):
    """`statement` is the column with the statement's id: the table's own key, or a foreign key.

    `facts` are what rows are filtered and counted by, in a narrow table. `joins` are the tables beside `said` that
    their SQL reads.
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
        """The columns of the indexed table that it is made from."""
        own = (column for source in self.sources if source.table == self.table for column in source.columns)
        return (TITLE, TEXT, *own)

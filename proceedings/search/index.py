"""A table whose terms are indexed, as both engines see it."""

from typing import NamedTuple

# The two columns of terms in every indexed table. A hit in a title weighs ten times as much as one in a text.
TITLE, TEXT = "title_terms", "text_terms"
TITLE_WEIGHT, TEXT_WEIGHT = 10.0, 1.0


class Index(NamedTuple):
    """`statement` is the column with the statement's id: the table's own key, or a foreign key.

    `facts` are the columns that rows are filtered and counted by, as (name, type). An engine may copy them into its
    index.
    """

    table: str
    statement: str = "id"
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def name(self):
        return f"{self.table}_search"

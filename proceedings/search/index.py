"""What both engines are told of: a table whose terms are indexed."""

from typing import NamedTuple

from .query import Either, Every, Words


class Index(NamedTuple):
    """`statement` is the column that names the statement: the table's own key, or a reference.

    `facts`, names with types, are what rows are narrowed and counted by: an engine may keep copies beside the terms.
    """

    table: str
    statement: str = "id"
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def name(self):
        return f"{self.table}_search"


# The two columns of terms in every such table; a hit in a title weighs ten times one in a text.
TITLE, TEXT = "title_terms", "text_terms"
TITLE_WEIGHT, TEXT_WEIGHT = 10.0, 1.0


def is_words(tree):
    """Whether a tree has only words that are wanted, which an engine can look for by itself."""
    return isinstance(tree, Words) or (isinstance(tree, Every | Either) and all(map(is_words, tree.parts)))


def engine(vendor):
    """The module that speaks the SQL of a database."""
    from . import postgresql, sqlite

    return {"sqlite": sqlite, "postgresql": postgresql}[vendor]

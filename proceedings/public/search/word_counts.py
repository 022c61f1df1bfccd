"""Counts of each word of a query, for queries whose words no statement has together."""

from typing import NamedTuple

from proceedings.models.search.search_results import MAX_RANKED, search_results
from proceedings.search.query import MOST_BEGINNINGS, Every, Query, Words

# Each word costs queries.
MOST_COUNTED = 5
# The most words that one query can join with OR.
MOST_JOINED = 32


class WordCount(NamedTuple):
    """A word, the number of statements that have it, at most MAX_RANKED, and the query string that finds them."""

    word: str
    number: int
    query: str

    @property
    def is_capped(self):
        return self.number == MAX_RANKED


def word_counts(query: Query, filterset) -> list[WordCount]:
    """The words that occur, with their statements under the same filters; none for a single word."""
    if not isinstance(query.tree, Every) or len(query.words) < 2:  # noqa: PLR2004 - a word and another one
        return []
    words = {as_typed(word): word for word in query.words[:MOST_COUNTED]}
    counts = [(typed, filterset.number(search_results(typed))) for typed in words]
    return [WordCount(words[typed].typed, number, filterset.query_with(q=typed)) for typed, number in counts if number]


def any_word(query: Query, filterset) -> str:
    """The query string for statements with any of the words, or "" if the query has other parts or too many words."""
    words = query.words
    if not isinstance(query.tree, Every) or not all(isinstance(part, Words) for part in query.tree.parts):
        return ""
    if len(words) > MOST_JOINED or sum(map(is_open, words)) > MOST_BEGINNINGS:
        return ""
    return filterset.query_with(q=" OR ".join(map(as_typed, words)))


def is_open(word):
    return any(phrase.open for phrase in word.phrases)


def as_typed(word):
    """A word as a query has it: in quotation marks, so that nothing in it has another meaning."""
    typed = word.typed if word.typed.isalnum() else f'"{word.typed}"'
    return typed + "*" * is_open(word)

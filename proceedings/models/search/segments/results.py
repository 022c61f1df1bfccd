"""Answer a query from the segments of the search index, if they can answer it."""

from proceedings.models.search.field_lookups import UnanswerableError
from proceedings.models.search.search_results import split_words
from proceedings.search.query import Either, Every, Field, Without, is_words

from . import conditions as facts
from .conditions import HasAny, HasWords, field_condition
from .matches import Branch, newest_keys, number_of_rows, search
from .parts import read_index

NOTHING = HasAny("is_public", frozenset())


class UnsegmentedError(Exception):
    """Segments cannot answer the query: words are in a translation or, if they are joined with fields, in a name."""


def matching(results, conditions, most):
    """Return the RankedRows of a query's SearchResults under FactConditions, in their final order, or None."""
    if (parts := searched(results, conditions)) is None:
        return None
    ranked = search(*parts, most)
    return ranked.reranked(results.query.words) if results.query.words else ranked


def number(results, conditions, most):
    """Return the number of matching statements, at most `most`; None if segments cannot answer the query."""
    parts = searched(results, conditions)
    return parts and number_of_rows(*parts, most)


def newest_in_texts(tree, conditions, most):
    """Return the primary keys of the newest statements with the words of a tree in their own text, or None."""
    index = read_index()
    return index and newest_keys(index, [Branch(tree)], conditions, most)


def searched(results, conditions):
    """Return the index, the branches and the conditions of a query, if any; None if segments cannot answer it."""
    if results is None:
        index = read_index()
        return index and (index, [Branch()], conditions)
    try:
        words, others = parts_of(results.query.tree)
        conditions = conditions.also(*(condition(part, results) for part in others))
        branches = list(branches_of(results.having(words))) if words else [Branch()]
    except UnsegmentedError:
        return None
    index = read_index()
    return index and (index, branches, conditions)


def parts_of(tree):
    """Return (the words of a tree as one tree or None, its other parts)."""
    if tree is None or is_words(tree):
        return tree, []
    parts = tree.parts if isinstance(tree, Every) else (tree,)
    words = tuple(part for part in parts if is_words(part))
    others = [part for part in parts if not is_words(part)]
    return (Every(words) if len(words) > 1 else words[0] if words else None), others


def condition(part, results):
    if isinstance(part, Without):
        inner = condition(part.part, results)
        return inner if inner is NOTHING else facts.Without(inner)
    if isinstance(part, Field):
        value = results.values[part]
        return NOTHING if isinstance(value, UnanswerableError) else field_condition(part.name, value)
    if is_words(part) and not results.having(part).are_elsewhere:
        return HasWords(part)
    if isinstance(part, Either) and not is_words(part):
        words, others = split_words(part)
        return facts.AnyOf(tuple(condition(one, results) for one in ([words] if words else []) + others))
    raise UnsegmentedError


def branches_of(having):
    """Yield a branch for all words in texts, and branches for the words that are left where names have the others."""
    if having.are_translated:
        raise UnsegmentedError
    yield Branch(having.tree)
    for column, trees in (("speaker", having.trees_by_speakers), ("pk", having.trees_by_statements)):
        for tree, keys in trees.items():
            yield Branch(None if tree is True else tree, column, frozenset(keys if column == "pk" else map(str, keys)))

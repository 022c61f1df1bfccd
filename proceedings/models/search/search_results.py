"""The results of a query: the statements that it finds, and messages about it."""

from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import FloatField, Q, Value
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from proceedings.search.engines import engine
from proceedings.search.query import Either, Every, Field, Query, Without, Words, is_words, parse
from proceedings.search.ranking import ranked, rows

from .field_lookups import UnanswerableError, condition_for
from .index import INDEXES, OWN, TRANSLATED

# At most so many statements are ranked, the newest ones.
MAX_RANKED = 10_000
NOTHING = Q(pk__in=[])
# The primary key of no speaker.
TRANSLATION = 0


def search_results(query):
    """Return the SearchResults of a query. An instance is returned as it is, with its cached queries."""
    return query if isinstance(query, SearchResults) else SearchResults(query)


class SearchResults:
    """The parsed query of a reader and its results. `str()` returns the text that was typed."""

    def __init__(self, typed: str):
        self.typed = typed
        self.query: Query = parse(typed)
        self.unanswerable = []
        # Names are searched once for each tree.
        self.having = cache(WordMatches)

    def __str__(self):
        return self.typed

    @property
    def complaints(self) -> list[str]:
        """Messages about the parts of the query that could not be used. Looks names and slugs up in the database."""
        _condition = self.condition
        return [*self.query.complaints, *dict.fromkeys(self.unanswerable)]

    @cached_property
    def condition(self) -> Q:
        """The condition on statements. An unanswerable field matches nothing, never everything."""
        if self.query.tree is None:
            return NOTHING if self.query.complaints else Q()
        return self.of(self.query.tree)

    def of(self, tree):
        if is_words(tree):
            return Q(pk__in=self.having(tree).keys())
        if isinstance(tree, Field):
            return self.condition_for(tree)
        if isinstance(tree, Without):
            # A statement is excluded by its translations too.
            return NOTHING if (condition := self.of(tree.part)) is NOTHING else ~condition
        words, others = split_words(tree)
        conditions = [self.of(part) for part in ([words] if words else []) + others]
        return Q(*conditions, _connector=Q.AND if isinstance(tree, Every) else Q.OR)

    def condition_for(self, field):
        try:
            return condition_for(field.name, field.value)
        except UnanswerableError as error:
            self.unanswerable.append(str(error))
            return NOTHING

    def ranked(self, statements):
        """Return the matching statements of a queryset, the best first; without words, the newest first."""
        return ranked(statements, self.branches(statements), MAX_RANKED)

    def rows(self, statements, *columns):
        """Return the same as tuples of columns. The first column is `pk`; `score` may be among them."""
        return rows(self.branches(statements), columns, MAX_RANKED)

    def branches(self, statements):
        """Return querysets with `score` whose union is the matching statements."""
        tree = self.query.tree
        words, others = (
            (tree, []) if tree and is_words(tree) else split_words(tree) if isinstance(tree, Every) else (None, [])
        )
        if words is None:
            matching = without_context(statements.filter(self.condition)).annotate(score=Value(0.0, FloatField()))
            return [matching.order_by("-pk")]
        rest = [self.of(part) for part in others]
        return self.having(words).scored(without_context(statements).filter(*rest))


def split_words(tree):
    """Return (the words of a tree as one tree or None, its other parts)."""
    words = tuple(part for part in tree.parts if is_words(part))
    others = [part for part in tree.parts if not is_words(part)]
    return (type(tree)(words) if len(words) > 1 else words[0] if words else None), others


def without_context(statements):
    """Return the queryset without order and related rows, for counting and sorting."""
    return statements.order_by().select_related(None).prefetch_related(None)


class WordMatches:
    """The statements that contain words, each in the text or in the names of the speaker."""

    def __init__(self, tree):
        self.tree = tree
        self.engine = engine(connection.vendor)

    @cached_property
    def patterns(self):
        """The patterns of each word in names. A single character is not looked for in names."""
        words = leaves(self.tree)
        return {leaf: [name_pattern(some) for some in leaf.phrases if len("".join(some.terms)) > 1] for leaf in words}

    @cached_property
    def rows_elsewhere(self):
        """The words in names and translations, by one query.

        [(primary key of a speaker, the terms of a name with one of the words)], and (TRANSLATION, "") if a translation
        contains all words.
        """
        sql, params = self.engine.matches(TRANSLATED, self.tree)
        parts = [f"SELECT {TRANSLATION}, '' WHERE EXISTS ({sql})"]
        if patterns := [f"%{one}%" for some in self.patterns.values() for one in some]:
            having = " OR ".join(["name_terms LIKE %s"] * len(patterns))
            for name, key in (("Speaker", "id"), ("OtherName", "speaker_id")):
                table = apps.get_model("proceedings", name)._meta.db_table
                parts.append(f"SELECT {key}, name_terms FROM {table} WHERE {having}")  # noqa: S608 - our own names
                params = params + patterns
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            return cursor.fetchall()

    @cached_property
    def indexes(self):
        """The indexes that contain the words. Each costs a part of a query."""
        return INDEXES if any(speaker == TRANSLATION for speaker, _terms in self.rows_elsewhere) else (OWN,)

    @cached_property
    def trees_by_speakers(self):
        """The rest of the tree for speakers whose names contain words: {tree, or True for no rest: [primary keys]}."""
        matches = {}
        for speaker, terms in self.rows_elsewhere:
            if speaker != TRANSLATION:
                matched = {leaf for leaf, patterns in self.patterns.items() if any(one in terms for one in patterns)}
                matches.setdefault(speaker, set()).update(matched)
        left = {}
        for speaker, matched in matches.items():
            left.setdefault(remaining_tree(self.tree, matched), []).append(speaker)
        return left

    def keys(self):
        """Return an expression for the primary keys of the statements."""
        branches, table = self.text_branches(self.tree, self.indexes), OWN.table
        for tree, speakers in self.trees_by_speakers.items():
            # The keys are numbers from the database, and may be more than the allowed number of parameters.
            sql, params = f'SELECT id FROM "{table}" WHERE speaker_id IN ({", ".join(map(str, speakers))})', []  # noqa: S608
            if tree is not True:
                inner, params = union_all(self.text_branches(tree, INDEXES))
                sql += f" AND id IN ({inner})"
            branches.append((sql, params))
        return RawSQL(*union_all(branches))  # noqa: S611

    def keys_in_texts(self):
        """Return an expression for the keys of the statements with the words in a text, ignoring names."""
        return RawSQL(*union_all(self.text_branches(self.tree, INDEXES)))  # noqa: S611

    def text_branches(self, tree, indexes):
        return [self.engine.matches(index, tree) for index in indexes]

    def scored(self, statements):
        """Return querysets with `score` whose union is the matching statements of a queryset."""
        branches = self.engine.scored(statements, self.indexes, self.tree)
        for tree, speakers in self.trees_by_speakers.items():
            theirs = statements.filter(speaker__in=speakers)
            if tree is True:
                branches.append(theirs.annotate(score=Value(0.0, FloatField())).order_by("-pk"))
            else:
                branches += self.engine.scored(theirs, INDEXES, tree)
        return branches


def union_all(branches):
    """Return the SQL and the parameters of the union of several selections."""
    return " UNION ALL ".join(sql for sql, _params in branches), [param for _sql, more in branches for param in more]


def leaves(tree):
    if isinstance(tree, Words):
        yield tree
    else:
        for part in tree.parts:
            yield from leaves(part)


def name_pattern(phrase):
    return f" {' '.join(phrase.terms)}{'' if phrase.open else ' '}"


def remaining_tree(tree, matched):
    """Return the rest of a tree without the words that matched, or True if nothing is left."""
    if isinstance(tree, Words):
        return True if tree in matched else tree
    left = [remaining_tree(part, matched) for part in tree.parts]
    if isinstance(tree, Either):
        return True if True in left else tree
    left = tuple(part for part in left if part is not True)
    return Every(left) if len(left) > 1 else left[0] if left else True

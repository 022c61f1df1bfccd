"""The results of a query: the statements that it finds, and messages about it."""

from functools import cache

from django.apps import apps
from django.db.models import BooleanField, FloatField, Q, Value
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from proceedings.models.reads.connection import reading_connection
from proceedings.search.engines import engine
from proceedings.search.query import Either, Every, Field, Query, Without, Words, fields, is_words, parse
from proceedings.search.ranking import in_order, newest_keys, number_of_rows, rows

from .facts import INDEXES, OWN, TRANSLATED
from .field_lookups import UnanswerableError, condition_for, looked_up
from .joint_statements import words_by_statement
from .reranking import reranked

# If more statements match, only so many of the newest are ranked.
MAX_RANKED = 10_000
NOTHING = Q(pk__in=[])
# Stands for a translation where other rows have the primary key of a speaker.
TRANSLATION = 0


def search_results(query):
    """Return the SearchResults of a query. An instance is returned as it is, with its cached queries."""
    return query if isinstance(query, SearchResults) else SearchResults(query)


class SearchResults:
    """The parsed query of a reader and its results. `str()` returns the text that was typed."""

    def __init__(self, typed: str):
        self.typed = typed
        self.query: Query = parse(typed)
        # Names are searched once for each tree.
        self.having = cache(WordMatches)

    def __str__(self):
        return self.typed

    @property
    def complaints(self) -> list[str]:
        """Messages about the parts of the query that could not be used. Looks names and slugs up in the database."""
        errors = [str(value) for value in self.values.values() if isinstance(value, UnanswerableError)]
        return [*self.query.complaints, *dict.fromkeys(errors)]

    @cached_property
    def values(self) -> dict:
        """The values of the fields of the query, looked up: {Field: value, or UnanswerableError}."""
        return {field: value_or_error(field) for field in fields(self.query.tree)}

    @cached_property
    def condition(self) -> Q:
        """The condition on statements. An unanswerable field matches nothing, never everything."""
        if self.query.tree is None:
            return NOTHING if self.query.complaints else Q()
        return self.of(self.query.tree)

    def of(self, tree, *, indexed=False):
        """Return the condition of a tree on statements; with `indexed`, on those of the search index."""
        if is_words(tree):
            return Q(pk__in=self.having(tree).keys())
        if isinstance(tree, Field):
            return self.condition_for(tree, indexed=indexed)
        if isinstance(tree, Without):
            # Excluded words also exclude a statement by its translations.
            return NOTHING if (condition := self.of(tree.part, indexed=indexed)) is NOTHING else ~condition
        words, others = split_words(tree)
        conditions = [self.of(part, indexed=indexed) for part in ([words] if words else []) + others]
        return Q(*conditions, _connector=Q.AND if isinstance(tree, Every) else Q.OR)

    def condition_for(self, field, *, indexed):
        value = self.values[field]
        return NOTHING if isinstance(value, UnanswerableError) else condition_for(field.name, value, indexed=indexed)

    def ranked(self, statements):
        """Return the matching statements of a queryset, the best first; without words, the newest first.

        Their order is computed at once, in two queries.
        """
        return in_order(statements, [row[0] for row in self.rows(statements, "pk")])

    def rows(self, statements, *columns):
        """Return the same as tuples: the columns, of which the first must be `pk`, then `is_favoured` and `score`."""
        candidates = rows(self.branches(statements), columns, MAX_RANKED)
        return reranked(candidates, self.query.words) if self.query.words else candidates

    def matching(self, conditions):
        """Return the RankedRows of matching statements under FactConditions; None if segments cannot answer."""
        from .segments.results import matching

        return matching(self, conditions, MAX_RANKED)

    def number(self, statements, conditions):
        """Return the number of matching statements, at most MAX_RANKED; `conditions` are those of the queryset."""
        from .segments.results import number

        known = number(self, conditions, MAX_RANKED)
        return number_of_rows(self.branches(statements), MAX_RANKED) if known is None else known

    def branches(self, statements):
        """Return querysets with `score` and `is_favoured` whose union is the matching statements."""
        tree = self.query.tree
        words, others = (
            (tree, []) if tree and is_words(tree) else split_words(tree) if isinstance(tree, Every) else (None, [])
        )
        indexed = statements.model._meta.db_table == OWN.name
        if words is None:
            condition = self.of(tree, indexed=True) if indexed and tree else self.condition
            return [unscored(without_context(statements.filter(condition)))]
        rest = [self.of(part, indexed=indexed) for part in others]
        return self.having(words).scored(without_context(statements).filter(*rest))


def value_or_error(field):
    try:
        return looked_up(field.name, field.value)
    except UnanswerableError as error:
        return error


def split_words(tree):
    """Return (the words of a tree as one tree or None, its other parts)."""
    words = tuple(part for part in tree.parts if is_words(part))
    others = [part for part in tree.parts if not is_words(part)]
    return (type(tree)(words) if len(words) > 1 else words[0] if words else None), others


def without_context(statements):
    """Return the queryset without order and related rows, for counting and sorting."""
    return statements.order_by().select_related(None).prefetch_related(None)


def unscored(statements):
    """Return the queryset as a branch in which all statements have the same score, the newest first."""
    alike = statements.annotate(is_favoured=Value(False, BooleanField()), score=Value(0.0, FloatField()))
    return alike.order_by("-pk")


class WordMatches:
    """The statements that contain words, each in the text or in the names of the speaker."""

    def __init__(self, tree):
        self.tree = tree
        self.engine = engine(reading_connection().vendor)

    @cached_property
    def patterns(self):
        """The patterns of each word in names. A single character is not looked for in names.

        The terms of names contain all spellings, so no compounds are looked for in them.
        """
        return {
            leaf: [name_pattern(some) for some in leaf.phrases if len("".join(some.terms)) > 1 and not some.whole]
            for leaf in leaves(self.tree)
        }

    @cached_property
    def rows_elsewhere(self):
        """The words in names and translations, found by one query.

        A list of (primary key of a speaker, terms of a name with one of the words), and of (TRANSLATION, "") if a
        translation contains all words.
        """
        sql, params = self.engine.matches(TRANSLATED, self.tree)
        parts = [f"SELECT {TRANSLATION}, '' WHERE EXISTS ({sql})"]
        if patterns := [f"%{one}%" for some in self.patterns.values() for one in some]:
            having = " OR ".join(["name_terms LIKE %s"] * len(patterns))
            for name, key in (("Speaker", "id"), ("OtherName", "speaker_id")):
                table = apps.get_model("proceedings", name)._meta.db_table
                parts.append(f"SELECT {key}, name_terms FROM {table} WHERE {having}")  # noqa: S608 - our own names
                params = params + patterns
        with reading_connection().cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            return cursor.fetchall()

    @cached_property
    def are_translated(self):
        """Whether a translation contains all words."""
        return any(speaker == TRANSLATION for speaker, _terms in self.rows_elsewhere)

    @property
    def are_elsewhere(self):
        """Whether words are in translations or names."""
        return bool(self.rows_elsewhere or self.trees_by_statements)

    @property
    def indexes(self):
        """The indexes that contain the words. Each makes queries longer."""
        return INDEXES if self.are_translated else (OWN,)

    @cached_property
    def words_by_speaker(self):
        """The words in the names of each speaker, by the speaker's primary key."""
        matches = {}
        for speaker, terms in self.rows_elsewhere:
            if speaker != TRANSLATION:
                matched = {leaf for leaf, patterns in self.patterns.items() if any(one in terms for one in patterns)}
                matches.setdefault(speaker, set()).update(matched)
        return matches

    @cached_property
    def trees_by_speakers(self):
        """{tree of the words that names lack, or True if they have all: [primary keys of such speakers]}."""
        return self.remaining_trees(self.words_by_speaker)

    @cached_property
    def trees_by_statements(self):
        """The same for statements of several speakers, with primary keys of statements."""
        return self.remaining_trees(words_by_statement(self.patterns, self.words_by_speaker))

    def remaining_trees(self, words_by_key):
        left = {}
        for key, matched in words_by_key.items():
            left.setdefault(remaining_tree(self.tree, matched), []).append(key)
        return left

    @property
    def remaining_searches(self):
        """Pairs of a rest of the tree and the SQL condition on the statements that still need it."""
        for column, trees in (("speaker_id", self.trees_by_speakers), ("id", self.trees_by_statements)):
            for tree, keys in trees.items():
                # The keys are numbers from the database, and may be more than the allowed number of parameters.
                yield tree, f"{column} IN ({', '.join(map(str, keys))})"

    def keys(self):
        """Return an expression for the primary keys of the statements."""
        branches, table = self.text_branches(self.tree, self.indexes), OWN.table
        for tree, spoken in self.remaining_searches:
            sql, params = f'SELECT id FROM "{table}" WHERE {spoken}', []  # noqa: S608
            if tree is not True:
                inner, params = union_all(self.text_branches(tree, INDEXES))
                sql += f" AND id IN ({inner})"
            branches.append((sql, params))
        return RawSQL(*union_all(branches))  # noqa: S611

    def newest_in_texts(self, statements, conditions, most):
        """Return the primary keys of the newest statements with the words in a text, ignoring names.

        `statements` is a queryset; `conditions` are its FactConditions.
        """
        from .segments.results import newest_in_texts

        branches = self.engine.scored(statements, INDEXES, self.tree)
        keys = newest_in_texts(self.tree, conditions, most)
        if keys is None:
            return newest_keys(branches, most)
        return sorted({*keys, *newest_keys(branches[1:], most)}, reverse=True)[:most]

    def text_branches(self, tree, indexes):
        return [self.engine.matches(index, tree) for index in indexes]

    def scored(self, statements):
        """Return querysets with `score` and `is_favoured` whose union is the matching statements of a queryset."""
        branches = self.engine.scored(statements, self.indexes, self.tree)
        for tree, spoken in self.remaining_searches:
            theirs = statements.extra(where=[f'"{statements.model._meta.db_table}".{spoken}'])  # noqa: S610 - our own keys
            if tree is True:
                branches.append(unscored(theirs))
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

"""A query brought to the record: which statements it finds, and what there is to say about it."""

from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import FloatField, Q, Value
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from proceedings.search.engines import engine
from proceedings.search.query import Either, Every, Field, Query, Without, Words, is_words, parse
from proceedings.search.ranking import ranked, rows

from .field_lookups import UnanswerableError, answer
from .index import INDEXES, OWN, TRANSLATED

# Ranking looks at so many statements: with more, the newest of them.
CAP = 10_000
NOTHING = Q(pk__in=[])
# The primary key of no speaker.
TRANSLATION = 0


def finding(query):
    """The finding of a query; one that is a finding already keeps what it has asked."""
    return query if isinstance(query, Finding) else Finding(query)


class Finding:
    """What a reader typed, parsed and brought to the record; its str() is what was typed."""

    def __init__(self, typed: str):
        self.typed = typed
        self.query: Query = parse(typed)
        self.unanswerable = []
        # A tree is looked for among the names once, for its complaints and for its rows.
        self.having = cache(Having)

    def __str__(self):
        return self.typed

    @property
    def complaints(self) -> list[str]:
        """Sentences: what was not understood, and what there is not. Asks the database about names and addresses."""
        _asked = self.condition
        return [*self.query.complaints, *dict.fromkeys(self.unanswerable)]

    @cached_property
    def condition(self) -> Q:
        """The statements found. Nobody's complaint makes it the whole list."""
        if self.query.tree is None:
            return NOTHING if self.query.complaints else Q()
        return self.of(self.query.tree)

    def of(self, tree):
        if is_words(tree):
            return Q(pk__in=self.having(tree).keys())
        if isinstance(tree, Field):
            return self.answer(tree)
        if isinstance(tree, Without):
            # Of the whole statement: what its translation says is no less said.
            return NOTHING if (found := self.of(tree.part)) is NOTHING else ~found
        words, others = parted(tree)
        conditions = [self.of(part) for part in ([words] if words else []) + others]
        return Q(*conditions, _connector=Q.AND if isinstance(tree, Every) else Q.OR)

    def answer(self, field):
        try:
            return answer(field.name, field.value)
        except UnanswerableError as error:
            self.unanswerable.append(str(error))
            return NOTHING

    def ranked(self, statements):
        """The statements of a queryset that are found, the best first; the newest first where no words are asked."""
        return ranked(statements, self.branches(statements), CAP)

    def rows(self, statements, *columns):
        """The same as tuples of columns, the first of them `pk`, and perhaps a score."""
        return rows(self.branches(statements), columns, CAP)

    def branches(self, statements):
        """Querysets with `score`, the newest first, which together find the statements of one."""
        tree = self.query.tree
        words, others = (
            (tree, []) if tree and is_words(tree) else parted(tree) if isinstance(tree, Every) else (None, [])
        )
        if words is None:
            found = plain(statements.filter(self.condition)).annotate(score=Value(0.0, FloatField()))
            return [found.order_by("-pk")]
        rest = [self.of(part) for part in others]
        return self.having(words).scored(plain(statements).filter(*rest))


def parted(tree):
    """A tree's words, as one tree or None, and its other parts."""
    words = tuple(part for part in tree.parts if is_words(part))
    others = [part for part in tree.parts if not is_words(part)]
    return (type(tree)(words) if len(words) > 1 else words[0] if words else None), others


def plain(statements):
    """A queryset that is counted and sorted, not shown."""
    return statements.order_by().select_related(None).prefetch_related(None)


class Having:
    """Statements with words, each word in the text itself, or else in the speaker's names."""

    def __init__(self, tree):
        self.tree = tree
        self.engine = engine(connection.vendor)

    @cached_property
    def patterns(self):
        """What each word is looked for as in names. One character is no name: a country is not its every namesake."""
        words = leaves(self.tree)
        return {leaf: [in_names(some) for some in leaf.phrases if len("".join(some.terms)) > 1] for leaf in words}

    @cached_property
    def elsewhere(self):
        """Where the words are but in statements' own texts; one query.

        [(primary key of a speaker, the terms of a name with one of the words)], and a TRANSLATION if one has them all.
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
        """Those that have the words, the statements' own first: each costs a part of a query."""
        return INDEXES if any(speaker == TRANSLATION for speaker, _terms in self.elsewhere) else (OWN,)

    @cached_property
    def by_name(self):
        """What is left to look for in the statements of some speakers: {tree, or True for nothing: [primary keys]}."""
        found = {}
        for speaker, terms in self.elsewhere:
            if speaker != TRANSLATION:
                had = {leaf for leaf, patterns in self.patterns.items() if any(one in terms for one in patterns)}
                found.setdefault(speaker, set()).update(had)
        left = {}
        for speaker, had in found.items():
            left.setdefault(without(self.tree, had), []).append(speaker)
        return left

    def keys(self):
        """The primary keys of the statements, as an expression."""
        branches, table = self.said(self.tree, self.indexes), OWN.table
        for tree, speakers in self.by_name.items():
            # Numbers from the database itself, and perhaps more of them than parameters are allowed.
            sql, params = f'SELECT id FROM "{table}" WHERE speaker_id IN ({", ".join(map(str, speakers))})', []  # noqa: S608
            if tree is not True:
                inner, params = joined(self.said(tree, INDEXES))
                sql += f" AND id IN ({inner})"
            branches.append((sql, params))
        return RawSQL(*joined(branches))  # noqa: S611

    def keys_of_texts(self):
        """The same of those with the words in the text itself; names do not count."""
        return RawSQL(*joined(self.said(self.tree, INDEXES)))  # noqa: S611

    def said(self, tree, indexes):
        return [self.engine.matches(index, tree) for index in indexes]

    def scored(self, statements):
        """Querysets with `score`, which together find the statements of one."""
        branches = self.engine.scored(statements, self.indexes, self.tree)
        for tree, speakers in self.by_name.items():
            theirs = statements.filter(speaker__in=speakers)
            if tree is True:
                branches.append(theirs.annotate(score=Value(0.0, FloatField())).order_by("-pk"))
            else:
                branches += self.engine.scored(theirs, INDEXES, tree)
        return branches


def joined(branches):
    """The SQL and the parameters of several selections as those of one."""
    return " UNION ALL ".join(sql for sql, _params in branches), [param for _sql, more in branches for param in more]


def leaves(tree):
    if isinstance(tree, Words):
        yield tree
    else:
        for part in tree.parts:
            yield from leaves(part)


def in_names(phrase):
    return f" {' '.join(phrase.terms)}{'' if phrase.open else ' '}"


def without(tree, had):
    """What is left of a tree of words when some are there already; True when nothing is."""
    if isinstance(tree, Words):
        return True if tree in had else tree
    left = [without(part, had) for part in tree.parts]
    if isinstance(tree, Either):
        return True if True in left else tree
    left = tuple(part for part in left if part is not True)
    return Every(left) if len(left) > 1 else left[0] if left else True

"""A column of terms with positions, computed by PostgreSQL itself, and a GIN index over it."""

# Names of tables and columns are the models' own; what a reader typed goes into parameters.
# ruff: noqa: S608

from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

COLUMN = "search"
# The configuration without stems and stop words, which the analysis has seen to.
VECTOR = (
    f"setweight(to_tsvector('simple'::regconfig, {TITLE}), 'A') || "
    f"setweight(to_tsvector('simple'::regconfig, {TEXT}), 'D')"
)
# Of the classes D, C, B and A.
WEIGHTS = f"{{{TEXT_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}"


def expression(tree):
    """The tree as a tsquery. Each term is quoted; the index does not know what stands beside what."""
    if isinstance(tree, Words):
        return f"({' | '.join(map(all_of, tree.phrases))})"
    joined = " & " if isinstance(tree, Every) else " | "
    return f"({joined.join(map(expression, tree.parts))})"


def all_of(phrase):
    *before, last = (f"'{term}'" for term in phrase.terms)
    return f"({' & '.join([*before, last + ':*' * phrase.open])})"


def is_certain(tree):
    """Whether the index alone can tell: words of letters, no phrases.

    PostgreSQL's parser may take apart what mixes letters, digits and vowel signs, each locale in its own way.
    """
    if isinstance(tree, Words):
        return all(len(phrase.terms) == 1 and phrase.terms[0].isalpha() for phrase in tree.phrases)
    return all(map(is_certain, tree.parts))


def condition(table, tree):
    """SQL and parameters of what the index says, and the words themselves where it cannot tell.

    Positions in a tsvector end at 16,383 and at 256 for a term: a phrase is looked for in the terms.
    """
    sql, params = f'"{table}"."{COLUMN}" @@ to_tsquery(\'simple\', %s)', [expression(tree)]
    if not is_certain(tree):
        more, patterns = seen(table, tree)
        sql, params = f"{sql} AND {more}", params + patterns
    return sql, params


def seen(table, tree):
    if isinstance(tree, Words):
        patterns = [f"% {' '.join(phrase.terms)}{'' if phrase.open else ' '}%" for phrase in tree.phrases]
        places = [f"' ' || \"{table}\".{column} || ' ' LIKE %s" for column in (TITLE, TEXT)]
        sql = " OR ".join(place for _pattern in patterns for place in places)
        return f"({sql})", [pattern for pattern in patterns for _place in places]
    parts = [seen(table, part) for part in tree.parts]
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(sql for sql, _params in parts)})", [param for _sql, params in parts for param in params]


def found(index, tree):
    """SQL and parameters that select the statements with the words."""
    where, params = condition(index.table, tree)
    return f'SELECT "{index.statement}" FROM "{index.table}" WHERE {where}', params


def scored(statements, index, tree):
    """Querysets of the statements with the words, the newest first, each with its `score`, the best the highest."""
    own = statements.model._meta.db_table
    where, params = condition(index.table, tree)
    tables = []
    if index.statement != "id":
        tables = [f'"{index.table}"']
        where = f'"{index.table}"."{index.statement}" = "{own}".id AND {where}'
    # Nearness counts, and a long text does not win by its length.
    score = RawSQL(  # noqa: S611
        f"ts_rank_cd('{WEIGHTS}', \"{index.table}\".\"{COLUMN}\", to_tsquery('simple', %s), 1)",
        [expression(tree)],
        output_field=FloatField(),
    )
    found = statements.extra(tables=tables, where=[where], params=params)  # noqa: S610
    return [found.annotate(score=score).order_by("-pk")]


def make(cursor, index):
    """Make the index of the rows that are there; PostgreSQL keeps it by itself."""
    settle(cursor)
    cursor.execute(f'ALTER TABLE "{index.table}" ADD COLUMN {COLUMN} tsvector GENERATED ALWAYS AS ({VECTOR}) STORED')
    cursor.execute(f'CREATE INDEX "{index.name}" ON "{index.table}" USING gin ({COLUMN})')


def remove(cursor, index):
    settle(cursor)
    cursor.execute(f'ALTER TABLE "{index.table}" DROP COLUMN IF EXISTS {COLUMN}')


def settle(cursor):
    """Check now what would be checked when the transaction ends: until then no table can be altered."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def before_many(cursor, index):
    """Nothing: GIN collects new rows by itself."""


def after_many(cursor, index, last):
    pass


def before_rebuilding(cursor, index):
    if not is_whole(cursor, index):
        remove(cursor, index)
        make(cursor, index)


def rebuild(cursor, index):
    cursor.execute(f'REINDEX INDEX "{index.name}"')


def is_whole(cursor, index):
    """Whether the index is there; what it says follows from the terms."""
    cursor.execute("SELECT 1 FROM pg_indexes WHERE tablename = %s AND indexname = %s", [index.table, index.name])
    return cursor.fetchone() is not None

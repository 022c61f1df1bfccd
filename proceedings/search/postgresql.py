"""A narrow table of terms with positions beside each indexed one, kept by triggers, and a GIN index over it.

Its rows are a third of the texts': what is common is found by reading the newest of them, and not each with its text.
"""

# Names of tables and columns are the models' own; what a reader typed goes into parameters.
# ruff: noqa: S608

from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

COLUMN = "search"
# Of the classes D, C, B and A.
WEIGHTS = f"{{{TEXT_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}"


def vector(row):
    """The terms of a row, with the configuration without stems and stop words, which the analysis has seen to."""
    return (
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TITLE}), 'A') || "
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TEXT}), 'D')"
    )


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


def condition(index, tree):
    """SQL and parameters of what the index says, and the words themselves where it cannot tell.

    Positions in a tsvector end at 16,383 and at 256 for a term: a phrase is looked for in the terms.
    """
    sql, params = f"\"{index.name}\".{COLUMN} @@ to_tsquery('simple', %s)", [expression(tree)]
    if not is_certain(tree):
        more, patterns = seen(index.table, tree)
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
    where, params = condition(index, tree)
    rows = f'"{index.table}" JOIN "{index.name}" ON "{index.name}".id = "{index.table}".id'
    return f'SELECT "{index.table}"."{index.statement}" FROM {rows} WHERE {where}', params


def scored(statements, index, tree):
    """Querysets of the statements with the words, the newest first, each with its `score`, the best the highest."""
    own = f'"{statements.model._meta.db_table}".id'
    where, params = condition(index, tree)
    if index.statement == "id":
        tables, joined, newest = [f'"{index.name}"'], [f'"{index.name}".id = {own}'], [f"-{index.name}.id"]
    else:
        tables, newest = [f'"{index.table}"', f'"{index.name}"'], ["-id"]
        joined = [f'"{index.name}".id = "{index.table}".id', f'"{index.table}"."{index.statement}" = {own}']
    # Nearness counts, and a long text does not win by its length.
    score = RawSQL(  # noqa: S611
        f"ts_rank_cd('{WEIGHTS}', \"{index.name}\".{COLUMN}, to_tsquery('simple', %s), 1)",
        [expression(tree)],
        output_field=FloatField(),
    )
    found = statements.extra(tables=tables, where=[*joined, where], params=params, order_by=newest)  # noqa: S610
    return [found.annotate(score=score)]


def triggers(index):
    """What keeps the index, by name: the event, for what it is done once, and what."""
    put = f'INSERT INTO "{index.name}" (id, {COLUMN})'
    replace = f"ON CONFLICT (id) DO UPDATE SET {COLUMN} = excluded.{COLUMN}"
    changed = f"(OLD.{TITLE}, OLD.{TEXT}) IS DISTINCT FROM (NEW.{TITLE}, NEW.{TEXT})"
    return {
        f"{index.name}_insert": (
            "INSERT",
            "REFERENCING NEW TABLE AS made FOR EACH STATEMENT",
            f"{put} SELECT made.id, {vector('made')} FROM made {replace}",
        ),
        f"{index.name}_update": (
            f"UPDATE OF {TITLE}, {TEXT}",
            f"FOR EACH ROW WHEN ({changed})",
            f"{put} VALUES (NEW.id, {vector('NEW')}) {replace}",
        ),
        f"{index.name}_delete": (
            "DELETE",
            "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT",
            f'DELETE FROM "{index.name}" USING gone WHERE "{index.name}".id = gone.id',
        ),
        f"{index.name}_truncate": ("TRUNCATE", "FOR EACH STATEMENT", f'TRUNCATE "{index.name}"'),
    }


def make(cursor, index):
    """Make the index of the rows that are there, and what keeps it."""
    settle(cursor)
    cursor.execute(f'CREATE TABLE "{index.name}" (id bigint PRIMARY KEY, {COLUMN} tsvector NOT NULL)')
    # Read more often than it is written: neither packed, nor away from its row.
    cursor.execute(f'ALTER TABLE "{index.name}" ALTER {COLUMN} SET STORAGE EXTERNAL, ALTER {COLUMN} SET STATISTICS 500')
    cursor.execute(f'INSERT INTO "{index.name}" SELECT id, {vector("texts")} FROM "{index.table}" texts')
    cursor.execute(f'CREATE INDEX "{index.name}_words" ON "{index.name}" USING gin ({COLUMN})')
    for name, (event, each, body) in triggers(index).items():
        cursor.execute(
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$'
        )
        cursor.execute(f'CREATE TRIGGER "{name}" AFTER {event} ON "{index.table}" {each} EXECUTE FUNCTION "{name}"()')


def remove(cursor, index):
    settle(cursor)
    for name in triggers(index):
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{index.table}"')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')


def settle(cursor):
    """Check now what would be checked when the transaction ends: until then no table can be altered."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def before_many(cursor, index):
    """Nothing: GIN collects new rows by itself."""


def after_many(cursor, index, last):
    """Let PostgreSQL see which words are common: until its own round, minutes later, it guesses."""
    cursor.execute(f'ANALYZE "{index.name}"')


def before_rebuilding(cursor, index):
    """Rows are changed faster without the index, which is made anew afterwards."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)
    after_many(cursor, index, None)


def is_whole(cursor, index):
    """Whether the index is there, kept, and says what the rows' terms say."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{index.name}"'])
    if not cursor.fetchone()[0]:
        return False
    names = list(triggers(index))
    cursor.execute("SELECT COUNT(*) FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled = 'O'", [names])
    if cursor.fetchone()[0] != len(names):
        return False
    cursor.execute(
        f'SELECT NOT EXISTS (SELECT FROM "{index.table}" texts FULL JOIN "{index.name}" known USING (id) '
        f"WHERE known.{COLUMN} IS DISTINCT FROM {vector('texts')})"
    )
    return cursor.fetchone()[0]

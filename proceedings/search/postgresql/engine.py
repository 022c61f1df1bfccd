"""PostgreSQL: a narrow table for each indexed table, with a tsvector, a GIN index and facts, updated by triggers.

Its rows have a third of the size of the texts. Common words are found by reading the newest rows without their texts.
The facts are copies of the columns that rows are filtered and counted by, which saves a join with the indexed table.
"""

# Table and column names come from models. Text from readers is passed as parameters.
# ruff: noqa: S608

from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from proceedings.search import facts
from proceedings.search.index import MOST_SCORED, TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from proceedings.search.query import Every, Words, longest
from proceedings.search.segments import tables

from .narrow_table import COLUMN, CUT, columns, from_narrow_table
from .newest_parts import COARSE, FINE, blocks, in_part
from .triggers import index_rows, triggers, vector
from .tsquery import expression, favoured_expression, has_phrase, is_plain

# The weights of the classes D (text), C, B and A (title).
WEIGHTS = f"{{{TEXT_WEIGHT}, 0, 0, {TITLE_WEIGHT}}}"
# The number of different terms in a usual text.
USUAL_TERMS = 120
# Facts that few statements share, and that have an index: using it is faster than reading all rows with a common word.
SELECTIVE_FACTS = ("speaker_id", "conference_id")
# A temporary table.
VECTORS = "vectors_of_new_rows"


def condition(index, tree, rows):
    """The SQL and parameters that match rows of the index, and check their terms where the index is not exact."""
    sql = f"{rows}.{COLUMN} @@ to_tsquery('simple', %s)"
    params = [expression(tree)]
    if not is_plain(tree):
        more, patterns = text_condition(index, tree, rows)
        return f"{sql} AND {more}", params + patterns
    if has_phrase(tree):
        more, patterns = text_condition(index, tree, rows)
        sql = f"{sql} AND ({sql} OR {rows}.{CUT} AND {more})"
        params += [expression(tree, exact=True), *patterns]
    return sql, params


def text_condition(index, tree, rows):
    """The SQL and parameters that match the terms of the indexed table itself, as a subquery for each row."""
    sql, params = like_condition(tree)
    return f'(SELECT {sql} FROM "{index.table}" texts WHERE texts.id = {rows}.id)', params


def like_condition(tree):
    if isinstance(tree, Words):
        conditions = list(map(like_phrase, tree.phrases))
        sql = " OR ".join(sql for sql, _params in conditions)
        return f"({sql})", [param for _sql, params in conditions for param in params]
    parts = [like_condition(part) for part in tree.parts]
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(sql for sql, _params in parts)})", [param for _sql, params in parts for param in params]


def like_phrase(phrase):
    sql = " OR ".join(f"' ' || texts.{column} || ' ' LIKE %s" for column in (TITLE, TEXT))
    params = [f"% {' '.join(phrase.terms)}{'' if phrase.open else ' '}%"] * 2
    if phrase.whole:
        return f"(({sql}) AND ({sql}))", [*params, *[f"% {phrase.whole} %"] * 2]
    return f"({sql})", params


def matches(index, tree):
    """The SQL and parameters that select the ids of statements with the words."""
    where, params = condition(index, tree, f'"{index.name}"')
    return f'SELECT {index.statement} FROM "{index.name}" WHERE {where}', params


def scored(statements, indexes, tree):
    """Querysets of the statements with the words, the newest first, with `score` and `is_favoured`.

    The best score is the highest. It counts words; the final order is computed from the terms of the best. The first of
    the indexes must be that of the statements themselves.
    """
    return [scored_matches(statements, index, indexes[0], tree) for index in indexes]


def scored_matches(statements, index, own, tree):
    table = f'"{statements.model._meta.db_table}"'
    rows = table if index == own else f'"{index.name}"'
    where, params = condition(index, tree, rows)
    counted = longest(tree, MOST_SCORED)
    # ts_rank_cd counts the places of a single word, or the parts of a text that contain all of several words. As in
    # BM25, each further one counts less, and all count less in a longer text.
    hits = f"ts_rank_cd('{WEIGHTS}', {rows}.{COLUMN}, to_tsquery('simple', %s))"
    norm = f"0.3 + 0.9 * length({rows}.{COLUMN}) / {USUAL_TERMS}"
    # OFFSET keeps PostgreSQL from computing the hits twice.
    sql = f"(SELECT hits / (hits + {norm}) FROM (SELECT {hits} OFFSET 0) counted (hits))"
    score = RawSQL(sql, [expression(counted)], output_field=FloatField())  # noqa: S611
    favoured = RawSQL(  # noqa: S611
        f"{rows}.{COLUMN} @@ to_tsquery('simple', %s)", [favoured_expression(tree)], output_field=BooleanField()
    )
    if statements.model._meta.db_table == own.table:
        statements = from_narrow_table(statements, own)
    queryset = statements.order_by("-pk")
    if index == own:
        queryset = queryset.extra(where=[where, in_part(rows)], params=params)  # noqa: S610
        # `ranking.union_of` reads this attribute. Copies of the query keep it.
        queryset.query.parts_of = own.name, COARSE if is_costly(tree) else FINE
    else:
        joined = f"{rows}.{index.statement} = {table}.id"
        queryset = queryset.extra(tables=[rows], where=[joined, where], params=params)  # noqa: S610
    return queryset.annotate(is_favoured=favoured, score=score)


def is_costly(tree):
    """Whether looking words up takes longer than reading some rows: prefixes, phrases, or several required words."""
    if isinstance(tree, Words):
        return any(phrase.open or len(phrase.terms) > 1 for phrase in tree.phrases)
    return isinstance(tree, Every) or any(map(is_costly, tree.parts))


def make(cursor, index):
    """Create the index, index all rows, and create the triggers."""
    check_constraints_now(cursor)
    cursor.execute(
        f'CREATE TABLE "{index.name}" '
        f"(id bigint PRIMARY KEY, {COLUMN} tsvector NOT NULL, {CUT} boolean NOT NULL{facts.definitions(index)})"
    )
    # Uncompressed, because it is read more often than written.
    cursor.execute(f'ALTER TABLE "{index.name}" ALTER {COLUMN} SET STORAGE EXTERNAL, ALTER {COLUMN} SET STATISTICS 500')
    cursor.execute(f'INSERT INTO "{index.name}" {index_rows(index, index.table)}')
    create_words_index(cursor, index)
    for name in set(SELECTIVE_FACTS).intersection(facts.names(index)):
        cursor.execute(f'CREATE INDEX "{index.name}_{name}" ON "{index.name}" ({name})')
    tables.create(cursor, index, "postgresql")
    start(cursor, index)


def remove(cursor, index):
    check_constraints_now(cursor)
    stop(cursor, index)
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')
    tables.remove(cursor, index)


def start(cursor, index):
    """Create the triggers."""
    for name, (table, event, transition_tables, body) in triggers(index).items():
        cursor.execute(
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$'
        )
        cursor.execute(
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" {transition_tables} '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )


def stop(cursor, index):
    """Drop the triggers."""
    for name, (table, *_action) in triggers(index).items():
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"')


def check_constraints_now(cursor):
    """Check deferred constraints now: no table can be altered while some are pending."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def before_many(cursor, index, count):
    """Keep new rows out of the index, and drop the index of words if more rows are new than old.

    Rebuilding it takes a third of the time. Return the last id, and whether the index was dropped.
    """
    check_constraints_now(cursor)
    cursor.execute(f'ALTER TABLE "{index.table}" DISABLE TRIGGER "{index.name}_insert"')
    cursor.execute(f'SELECT COUNT(*) FROM (SELECT FROM "{index.name}" LIMIT %s) known', [count])
    are_most = cursor.fetchone()[0] < count
    if are_most:
        cursor.execute(f'DROP INDEX "{index.name}_words"')
    cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{index.table}"')
    return cursor.fetchone()[0], are_most


def after_many(cursor, index, before):
    """Index the rows after the last id, with the facts that were written since, and update the statistics of words."""
    last, were_most = before
    check_constraints_now(cursor)
    cursor.execute(f'ALTER TABLE "{index.table}" ENABLE TRIGGER "{index.name}_insert"')
    # PostgreSQL can fill a new table with several processes at once, but not an existing one.
    cursor.execute(
        f"CREATE TEMPORARY TABLE {VECTORS} AS "
        f'SELECT id, {vector("said")} AS {COLUMN} FROM "{index.table}" said WHERE id > %s',
        [last],
    )
    new = f'(SELECT * FROM "{index.table}" JOIN {VECTORS} USING (id))'
    put = f'INSERT INTO "{index.name}" ({", ".join(columns(index))})'
    cursor.execute(f"{put} {index_rows(index, new, words=f'said.{COLUMN}')}")
    cursor.execute(f"DROP TABLE {VECTORS}")
    if were_most:
        create_words_index(cursor, index)
    cursor.execute(f'ANALYZE "{index.name}"')


def create_words_index(cursor, index):
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(f'CREATE INDEX "{index.name}_words" ON "{index.name}" USING gin ({COLUMN}, ({blocks("id")}))')


def before_rebuilding(cursor, index):
    """Drop the index, because rows are updated faster without it."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)
    cursor.execute(f'ANALYZE "{index.name}"')


def is_whole(cursor, index):
    """Whether the index exists with its triggers and matches the terms of the rows."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{index.name}"'])
    if not cursor.fetchone()[0]:
        return False
    names = list(triggers(index))
    cursor.execute("SELECT COUNT(*) FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled = 'O'", [names])
    if cursor.fetchone()[0] != len(names):
        return False
    is_, should_be = (f"({', '.join(f'{rows}.{name}' for name in columns(index))})" for rows in ("known", "wanted"))
    cursor.execute(
        f'SELECT NOT EXISTS (SELECT FROM "{index.name}" known FULL JOIN ({index_rows(index, index.table)}) wanted '
        f"ON known.id = wanted.id WHERE {is_} IS DISTINCT FROM {should_be})"
    )
    return cursor.fetchone()[0]

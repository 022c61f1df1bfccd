"""SQLite: an FTS5 table for each indexed table, without a copy of its text, updated by triggers."""

# Table and column names come from models. Text from readers is passed as parameters.
# ruff: noqa: S608

from itertools import chain, zip_longest

from django.db import DatabaseError
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from .analysis import Phrase
from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

# Words with at most NEAR others between them are near. The factors apply to such hits and to phrases.
NEAR, NEAR_FACTOR, PHRASE_FACTOR = 8, 1.5, 2
COLUMNS = f"{TITLE}, {TEXT}"


def expression(tree):
    """The FTS5 expression of a tree. Terms are quoted, so that operators of FTS5 in a query are ordinary words."""
    if isinstance(tree, Words):
        return f"({' OR '.join(map(quoted_phrase, tree.phrases))})"
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(map(expression, tree.parts))})"


def matches(index, tree):
    """The SQL and parameters that select the ids of statements with the words."""
    hits = f'SELECT rowid FROM "{index.name}" WHERE "{index.name}" MATCH %s'
    if index.statement != "id":
        hits = f'SELECT "{index.statement}" FROM "{index.table}" WHERE id IN ({hits})'
    return hits, [expression(tree)]


def proximity_expressions(tree):
    """The FTS5 expressions of better hits for several words: [(factor, expression)].

    bm25 alone ignores the positions of words.
    """
    if not isinstance(tree, Every) or not all(isinstance(part, Words) for part in tree.parts):
        return []
    # One expression for each stemming. A word that is the same in several stemmings has fewer phrases.
    ways = zip_longest(*(part.phrases for part in tree.parts))
    ways = [[phrase or part.phrases[-1] for phrase, part in zip(way, tree.parts, strict=True)] for way in ways]
    near = [f"NEAR({' '.join(map(quoted_phrase, way))}, {NEAR})" for way in ways]
    in_a_row = [
        quoted_phrase(Phrase(tuple(chain.from_iterable(phrase.terms for phrase in way)), way[-1].open)) for way in ways
    ]
    return [(NEAR_FACTOR, " OR ".join(near)), (PHRASE_FACTOR, " OR ".join(in_a_row))]


def quoted_phrase(phrase):
    return f'"{" ".join(phrase.terms)}"{" *" * phrase.open}'


def scored(statements, indexes, tree):
    """Querysets of the statements with the words and their `score`, the newest first. The best score is the highest."""
    ways = [(1, expression(tree)), *proximity_expressions(tree)]
    return [scored_matches(statements, index, words, factor) for index in indexes for factor, words in ways]


def scored_matches(statements, index, words, factor):
    own = f'"{statements.model._meta.db_table}".id'
    tables, where = [f'"{index.name}"'], [f'"{index.name}" MATCH %s']
    # The plus keeps SQLite from scanning the statements and querying the index for each.
    if index.statement == "id":
        where.append(f'{own} = +"{index.name}".rowid')
    else:
        tables.append(f'"{index.table}"')
        where += [f'"{index.table}".id = +"{index.name}".rowid', f'{own} = +"{index.table}"."{index.statement}"']
    weights = f"{TITLE_WEIGHT}, {TEXT_WEIGHT}"
    score = RawSQL(f'-{factor} * bm25("{index.name}", {weights})', [], output_field=FloatField())  # noqa: S611
    # FTS5 reads its index in this order, and stops at the limit.
    newest = [f"-{index.name}.rowid" if index.statement == "id" else "-id"]
    rows = statements.extra(tables=tables, where=where, params=[words], order_by=newest)  # noqa: S610
    return rows.annotate(score=score)


def triggers(index):
    """The triggers that update the index: {name: SQL as SQLite stores it}."""
    name = index.name
    add = f'INSERT INTO "{name}" (rowid, {COLUMNS}) VALUES (new.id, new.{TITLE}, new.{TEXT})'
    # An index without a copy of the text needs the old terms to remove them.
    remove = f'INSERT INTO "{name}" ("{name}", rowid, {COLUMNS}) VALUES (\'delete\', old.id, old.{TITLE}, old.{TEXT})'
    changed = f"old.{TITLE} IS NOT new.{TITLE} OR old.{TEXT} IS NOT new.{TEXT}"
    return {
        f"{name}_insert": f'CREATE TRIGGER "{name}_insert" AFTER INSERT ON "{index.table}" BEGIN {add}; END',
        f"{name}_delete": f'CREATE TRIGGER "{name}_delete" AFTER DELETE ON "{index.table}" BEGIN {remove}; END',
        f"{name}_update": f'CREATE TRIGGER "{name}_update" AFTER UPDATE OF {COLUMNS} ON "{index.table}" '
        f"WHEN {changed} BEGIN {remove}; {add}; END",
    }


def stored_triggers(cursor, index):
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
        [index.table, f"{index.name}%"],
    )
    return dict(cursor.fetchall())


def make(cursor, index):
    """Create the index, index all rows, and create the triggers."""
    cursor.execute(
        # The simplest tokenizer: terms are separated by spaces and have no other separators.
        f'CREATE VIRTUAL TABLE "{index.name}" USING fts5 '
        f"({COLUMNS}, content='{index.table}', content_rowid='id', tokenize='ascii')"
    )
    start(cursor, index)
    cursor.execute(f'INSERT INTO "{index.name}" ("{index.name}") VALUES (\'rebuild\')')


def remove(cursor, index):
    stop(cursor, index)
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')


def start(cursor, index):
    for trigger in triggers(index).values():
        cursor.execute(trigger)


def stop(cursor, index):
    for name in triggers(index):
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def before_many(cursor, index, _count):
    """Drop the triggers before many rows are inserted: they rewrite the index for each row. Return the last id."""
    stop(cursor, index)
    cursor.execute(f'SELECT MAX(id) FROM "{index.table}"')
    return cursor.fetchone()[0] or 0


def after_many(cursor, index, last):
    """Index the rows after the last id, and create the triggers again."""
    cursor.execute(
        f'INSERT INTO "{index.name}" (rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM "{index.table}" WHERE id > %s',
        [last],
    )
    start(cursor, index)


def before_rebuilding(cursor, index):
    """Drop the index, because rows are updated faster without it."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)


def is_whole(cursor, index):
    """Whether the index exists with its triggers and matches the terms of the rows."""
    if stored_triggers(cursor, index) != triggers(index):
        return False
    try:
        cursor.execute(f'INSERT INTO "{index.name}" ("{index.name}", rank) VALUES (\'integrity-check\', 1)')
    except DatabaseError:
        return False
    return True

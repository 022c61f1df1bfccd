"""FTS5: a table of terms beside each indexed one, without a copy of its text, kept by triggers."""

# Names of tables and columns are the models' own; what a reader typed goes into parameters.
# ruff: noqa: S608

from itertools import chain, zip_longest

from django.db import DatabaseError
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from .analysis import Phrase
from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

# Words with at most so many others between them are near; such a hit is worth so many times one with scattered words.
NEAR, NEAR_WORTH, PHRASE_WORTH = 8, 1.5, 2
COLUMNS = f"{TITLE}, {TEXT}"


def expression(tree):
    """The tree as FTS5 asks it. Each term is quoted, so that FTS5's operators in a reader's words are just words."""
    if isinstance(tree, Words):
        return f"({' OR '.join(map(quoted, tree.phrases))})"
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(map(expression, tree.parts))})"


def found(index, tree):
    """SQL and parameters that select the statements with the words."""
    hits = f'SELECT rowid FROM "{index.name}" WHERE "{index.name}" MATCH %s'
    if index.statement != "id":
        hits = f'SELECT "{index.statement}" FROM "{index.table}" WHERE id IN ({hits})'
    return hits, [expression(tree)]


def nearer(tree):
    """What makes a hit better, when several words are asked: [(how many times, expression)].

    bm25 alone does not know where in a text its words stand.
    """
    if not isinstance(tree, Every) or not all(isinstance(part, Words) for part in tree.parts):
        return []
    # Each way of analysis by itself; a word that is the same in several is told once.
    ways = zip_longest(*(part.phrases for part in tree.parts))
    ways = [[phrase or part.phrases[-1] for phrase, part in zip(way, tree.parts, strict=True)] for way in ways]
    near = [f"NEAR({' '.join(map(quoted, way))}, {NEAR})" for way in ways]
    in_a_row = [
        quoted(Phrase(tuple(chain.from_iterable(phrase.terms for phrase in way)), way[-1].open)) for way in ways
    ]
    return [(NEAR_WORTH, " OR ".join(near)), (PHRASE_WORTH, " OR ".join(in_a_row))]


def quoted(phrase):
    return f'"{" ".join(phrase.terms)}"{" *" * phrase.open}'


def scored(statements, indexes, tree):
    """Querysets of the statements with the words, the newest first, each with its `score`, the best the highest."""
    ways = [(1, expression(tree)), *nearer(tree)]
    return [weighed(statements, index, words, worth) for index in indexes for worth, words in ways]


def weighed(statements, index, words, worth):
    own = f'"{statements.model._meta.db_table}".id'
    tables, where = [f'"{index.name}"'], [f'"{index.name}" MATCH %s']
    # A plus keeps SQLite from going through the statements and asking the index about each.
    if index.statement == "id":
        where.append(f'{own} = +"{index.name}".rowid')
    else:
        tables.append(f'"{index.table}"')
        where += [f'"{index.table}".id = +"{index.name}".rowid', f'{own} = +"{index.table}"."{index.statement}"']
    weights = f"{TITLE_WEIGHT}, {TEXT_WEIGHT}"
    score = RawSQL(f'-{worth} * bm25("{index.name}", {weights})', [], output_field=FloatField())  # noqa: S611
    # In this order FTS5 reads its index, and stops where there are enough.
    newest = [f"-{index.name}.rowid" if index.statement == "id" else "-id"]
    found = statements.extra(tables=tables, where=where, params=[words], order_by=newest)  # noqa: S610
    return found.annotate(score=score)


def triggers(index):
    """The triggers that keep the index, by name: each is what SQLite remembers of it."""
    name = index.name
    add = f'INSERT INTO "{name}" (rowid, {COLUMNS}) VALUES (new.id, new.{TITLE}, new.{TEXT})'
    # An index without a copy has to be told what it is to forget.
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
    """Make the index of the rows that are there, and what keeps it."""
    cursor.execute(
        # The plainest tokenizer: it parts at spaces, and terms have nothing else that it would part.
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
    """Let many rows be inserted without the index: a trigger writes it to the disk anew for each."""
    stop(cursor, index)
    cursor.execute(f'SELECT MAX(id) FROM "{index.table}"')
    return cursor.fetchone()[0] or 0


def after_many(cursor, index, last):
    """Index the rows beyond the last that there was."""
    cursor.execute(
        f'INSERT INTO "{index.name}" (rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM "{index.table}" WHERE id > %s',
        [last],
    )
    start(cursor, index)


def before_rebuilding(cursor, index):
    """Rows are changed faster without the index, which is made anew afterwards."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)


def is_whole(cursor, index):
    """Whether the index is there, kept, and says what the rows' terms say."""
    if stored_triggers(cursor, index) != triggers(index):
        return False
    try:
        cursor.execute(f'INSERT INTO "{index.name}" ("{index.name}", rank) VALUES (\'integrity-check\', 1)')
    except DatabaseError:
        return False
    return True

"""SQLite: an FTS5 table for each indexed table, without a copy of its text, updated by triggers.

Beside it is a narrow table with the facts of each row, whose pages hold ten times as many rows as those of the texts.
"""

# Table and column names come from models. Text from readers is passed as parameters.
# ruff: noqa: S608

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from . import facts
from .index import MOST_FAVOURED, MOST_SCORED, TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words, in_a_row, longest
from .segments import tables

COLUMNS = f"{TITLE}, {TEXT}"
# Bytes of terms that FTS5 sorts in memory before writing. With its default of 1 MB, it merges each term many times.
SORTED_IN_MEMORY = 16 * 2**20


def expression(tree):
    """The FTS5 expression of a tree. Terms are quoted, so that operators of FTS5 in a query are ordinary words."""
    if isinstance(tree, Words):
        return f"({' OR '.join(map(quoted_phrase, tree.phrases))})"
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(map(expression, tree.parts))})"


def matches(index, tree):
    """The SQL and parameters that select the ids of statements with the words."""
    hits = f'SELECT rowid FROM "{index.words}" WHERE "{index.words}" MATCH %s'
    if index.statement != "id":
        hits = f'SELECT "{index.statement}" FROM "{index.name}" WHERE id IN ({hits})'
    return hits, [expression(tree)]


def favoured_expression(tree):
    """The FTS5 expression of favoured hits: all words in the title, or in a row anywhere."""
    in_title = f"({TITLE} : {expression(tree)})"
    return " OR ".join([in_title, *map(quoted_phrase, in_a_row(tree))])


def quoted_phrase(phrase):
    quoted = f'"{" ".join(phrase.terms)}"{" *" * phrase.open}'
    return f'({quoted} AND "{phrase.whole}")' if phrase.whole else quoted


def scored(statements, indexes, tree):
    """Querysets of the statements with the words, the newest first, with `score` and `is_favoured`.

    The best score is the highest. It counts words; the final order is computed from the terms of the best.
    """
    return [scored_matches(statements, index, tree) for index in indexes]


def scored_matches(statements, index, tree):
    # bm25 reads all rows with any of the words that it scores, so only the rare ones of a long query are scored.
    counted = longest(tree, MOST_SCORED) if isinstance(tree, Every) else tree
    rows = matched(statements, index, expression(counted))
    if counted != tree:
        all_words = f'"{index.words}".rowid IN (SELECT rowid FROM "{index.words}" WHERE "{index.words}" MATCH %s)'
        rows = rows.extra(where=[all_words], params=[expression(tree)])  # noqa: S610
    weights = f"{TITLE_WEIGHT}, {TEXT_WEIGHT}"
    score = RawSQL(f'-bm25("{index.words}", {weights})', [], output_field=FloatField())  # noqa: S611
    return rows.annotate(is_favoured=is_favoured(statements, index, tree), score=score)


def is_favoured(statements, index, tree):
    """The expression for the newest MOST_FAVOURED favoured hits of a queryset."""
    row = RawSQL(f'"{index.words}".rowid', [])  # noqa: S611
    rows = matched(statements, index, favoured_expression(tree)).annotate(row=row).values_list("row")[:MOST_FAVOURED]
    try:
        # As SQL text, because as a subquery Django would rename the table that the conditions name.
        sql, params = rows.query.get_compiler(using=statements.db).as_sql()
    except EmptyResultSet:
        sql, params = "NULL", ()
    return RawSQL(f'"{index.words}".rowid IN ({sql})', params, output_field=BooleanField())  # noqa: S611


def matched(statements, index, words):
    """The statements of a queryset that match an FTS5 expression, the newest first."""
    own = f'"{statements.model._meta.db_table}".id'
    sources, where = [f'"{index.words}"'], [f'"{index.words}" MATCH %s']
    # The unary plus keeps SQLite from scanning the statements and querying the index for each.
    if index.statement == "id":
        where.append(f'{own} = +"{index.words}".rowid')
    else:
        sources.append(f'"{index.name}"')
        where += [f'"{index.name}".id = +"{index.words}".rowid', f'{own} = +"{index.name}"."{index.statement}"']
    # FTS5 reads its index in this order, and stops at the limit.
    newest = [f"-{index.words}.rowid" if index.statement == "id" else "-id"]
    return statements.extra(tables=sources, where=where, params=[words], order_by=newest)  # noqa: S610


def triggers(index):
    """The triggers that update the index: {name: SQL as SQLite stores it}."""
    words = index.words
    add = f'INSERT INTO "{words}" (rowid, {COLUMNS}) VALUES (new.id, new.{TITLE}, new.{TEXT})'
    # An index without a copy of the text needs the old terms to remove them.
    remove = f'INSERT INTO "{words}" ("{words}", rowid, {COLUMNS}) VALUES (\'delete\', old.id, old.{TITLE}, old.{TEXT})'
    forget = f'DELETE FROM "{index.name}" WHERE id = old.id'
    changed = facts.differ("old", "new", (TITLE, TEXT))
    parts = {
        f"{words}_insert": ("INSERT", index.table, f"BEGIN {add}; {narrow_rows(index)} WHERE said.id = new.id; END"),
        f"{words}_delete": ("DELETE", index.table, f"BEGIN {remove}; {forget}; END"),
        f"{words}_update": (f"UPDATE OF {COLUMNS}", index.table, f"WHEN {changed} BEGIN {remove}; {add}; END"),
        **dict(part for source in index.sources for part in source_triggers(index, source)),
        **tables.sqlite_triggers(index),
    }
    return {
        name: f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" {action}'
        for name, (event, table, action) in parts.items()
    }


def source_triggers(index, source):
    """Yield the triggers of the table from which facts are taken: (name, (event, table, action))."""
    name = f"{index.words}_{source.table}"
    events = {"update": (f"old.{source.key}, new.{source.key}", "UPDATE")}
    if source.columns:
        events = {"update": (f"new.{source.key}", f"UPDATE OF {', '.join(source.columns)}")}
    else:
        events |= {"insert": (f"new.{source.key}", "INSERT"), "delete": (f"old.{source.key}", "DELETE")}
    for event, (keys, when) in events.items():
        condition = f"WHEN {facts.differ('old', 'new', source.columns)} " if source.columns else ""
        action = f"{condition}BEGIN {facts.update(index, source, 'sqlite', keys)}; END"
        yield f"{name}_{event}", (when, source.table, action)


def narrow_rows(index):
    """SQL that adds the rows of the narrow table; a condition on `said` may follow."""
    return (
        f'INSERT INTO "{index.name}" (id, {", ".join(facts.names(index))}) '
        f'SELECT said.id, {facts.values(index, "sqlite")} FROM "{index.table}" said {index.joins}'
    )


def stored_triggers(cursor, index):
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        [f"{index.words}%"],
    )
    return dict(cursor.fetchall())


def make(cursor, index):
    """Create the index, index all rows, and create the triggers."""
    cursor.execute(f'CREATE TABLE "{index.name}" (id integer PRIMARY KEY{facts.definitions(index)})')
    cursor.execute(narrow_rows(index))
    cursor.execute(
        # The simplest tokenizer: terms are separated by spaces and have no other separators.
        f'CREATE VIRTUAL TABLE "{index.words}" USING fts5 '
        f"({COLUMNS}, content='{index.table}', content_rowid='id', tokenize='ascii')"
    )
    tables.create(cursor, index, "sqlite")
    start(cursor, index)
    sort_in_memory(cursor, index)
    cursor.execute(f'INSERT INTO "{index.words}" ("{index.words}") VALUES (\'rebuild\')')


def remove(cursor, index):
    stop(cursor, index)
    cursor.execute(f'DROP TABLE IF EXISTS "{index.words}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')
    tables.remove(cursor, index)


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
    sort_in_memory(cursor, index)
    cursor.execute(
        f'INSERT INTO "{index.words}" (rowid, {COLUMNS}) SELECT id, {COLUMNS} FROM "{index.table}" WHERE id > %s',
        [last],
    )
    cursor.execute(f"{narrow_rows(index)} WHERE said.id > %s", [last])
    if tables.names(index):
        rows = f'(SELECT id FROM "{index.name}" WHERE id > %s)'
        cursor.execute(tables.added(index, "sqlite", "id", rows), [last])
    start(cursor, index)


def sort_in_memory(cursor, index):
    cursor.execute(f'INSERT INTO "{index.words}" ("{index.words}", rank) VALUES (\'hashsize\', {SORTED_IN_MEMORY})')


def before_rebuilding(cursor, index):
    """Drop the index, because rows are updated faster without it."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)


def is_whole(cursor, index):
    """Whether the index exists with its triggers and matches the terms and facts of the rows."""
    if stored_triggers(cursor, index) != triggers(index):
        return False
    wanted = f'SELECT said.id, {facts.values(index, "sqlite")} FROM "{index.table}" said {index.joins}'
    known = f'SELECT id, {", ".join(facts.names(index))} FROM "{index.name}"'
    try:
        cursor.execute(f'INSERT INTO "{index.words}" ("{index.words}", rank) VALUES (\'integrity-check\', 1)')
        cursor.execute(f"SELECT EXISTS ({wanted} EXCEPT {known}) OR EXISTS ({known} EXCEPT {wanted})")
    except DatabaseError:
        return False
    return not cursor.fetchone()[0]

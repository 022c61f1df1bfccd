"""PostgreSQL: a narrow table for each indexed table, with a tsvector, a GIN index and facts, updated by triggers.

Its rows have a third of the size of the texts. Common words are found by reading the newest rows without their texts.
The facts are copies of the columns that rows are filtered and counted by, which saves a join with the indexed table.
"""

# Table and column names come from models. Text from readers is passed as parameters.
# ruff: noqa: S608

from django.db.models import FloatField
from django.db.models.expressions import RawSQL
from django.db.models.sql.datastructures import BaseTable

from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

COLUMN, CUT = "search", "is_cut"
# For the classes D, C, B and A.
WEIGHTS = f"{{{TEXT_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}"
# A tsvector holds at most so many positions of a term, and no position beyond the last.
MOST_PLACES, LAST_PLACE = 256, 16383
# With fewer characters in title and text, no term can have more positions.
SHORT = 2 * MOST_PLACES - 2


def vector(row):
    """SQL of the tsvector of a row. The configuration is `simple`, because terms are already stemmed."""
    return (
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TITLE}), 'A') || "
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TEXT}), 'D')"
    )


def columns(index):
    """The columns of the narrow table."""
    return ["id", COLUMN, CUT, *(name for name, _type in index.facts)]


def index_rows(index, rows):
    """SQL that selects the rows of the narrow table from those of a table."""
    facts = "".join(f", {rows}.{name}" for name, _type in index.facts)
    size = f"length({rows}.{TITLE}) + length({rows}.{TEXT})"
    # OFFSET keeps PostgreSQL from computing the vector twice.
    known = f"SELECT {rows}.id, {vector(rows)} AS {COLUMN}, {size} AS size{facts} FROM {rows} OFFSET 0"
    places = f"cardinality(positions) >= {MOST_PLACES - 1} OR positions[cardinality(positions)] >= {LAST_PLACE}"
    cut = f"known.size >= {SHORT} AND EXISTS (SELECT FROM unnest(known.{COLUMN}) WHERE {places})"
    kept = "".join(f", known.{name}" for name, _type in index.facts)
    return f"SELECT known.id, known.{COLUMN}, {cut} AS {CUT}{kept} FROM ({known}) known"


def expression(tree, *, in_a_row=False):
    """The tsquery of a tree, with quoted terms. Phrases are required to be in a row only if `in_a_row`."""
    if isinstance(tree, Words):
        return f"({' | '.join(phrase_expression(phrase, in_a_row) for phrase in tree.phrases)})"
    joined = " & " if isinstance(tree, Every) else " | "
    return f"({joined.join(expression(part, in_a_row=in_a_row) for part in tree.parts)})"


def phrase_expression(phrase, in_a_row):
    if not in_a_row or len(phrase.terms) == 1:
        return f"({' & '.join(quoted_terms(phrase))})"
    # A phrase cannot begin in the title and end in the text.
    return f"({' | '.join(' <-> '.join(quoted_terms(phrase, part)) for part in 'AD')})"


def quoted_terms(phrase, part=""):
    *before, last = (f"'{term}'" for term in phrase.terms)
    marks = f"{'*' * phrase.open}{part}"
    return [*(f"{term}:{part}" if part else term for term in before), f"{last}:{marks}" if marks else last]


def is_plain(tree):
    """Whether the tree has only words of letters.

    PostgreSQL's parser may split words that mix letters, digits and vowel signs, depending on the locale.
    """
    if isinstance(tree, Words):
        return all(term.isalpha() for phrase in tree.phrases for term in phrase.terms)
    return all(map(is_plain, tree.parts))


def has_phrase(tree):
    if isinstance(tree, Words):
        return any(len(phrase.terms) > 1 for phrase in tree.phrases)
    return any(map(has_phrase, tree.parts))


def condition(index, tree, rows):
    """The SQL and parameters that match rows of the index, with a check of the texts where the index is not exact."""
    sql = f"{rows}.{COLUMN} @@ to_tsquery('simple', %s)"
    params = [expression(tree)]
    if not is_plain(tree):
        more, patterns = text_condition(index, tree, rows)
        return f"{sql} AND {more}", params + patterns
    if has_phrase(tree):
        more, patterns = text_condition(index, tree, rows)
        sql = f"{sql} AND ({sql} OR {rows}.{CUT} AND {more})"
        params += [expression(tree, in_a_row=True), *patterns]
    return sql, params


def text_condition(index, tree, rows):
    """The SQL and parameters that match the terms of the indexed table itself, as a subquery for each row."""
    sql, params = like_condition(tree)
    return f'(SELECT {sql} FROM "{index.table}" texts WHERE texts.id = {rows}.id)', params


def like_condition(tree):
    if isinstance(tree, Words):
        patterns = [f"% {' '.join(phrase.terms)}{'' if phrase.open else ' '}%" for phrase in tree.phrases]
        places = [f"' ' || texts.{column} || ' ' LIKE %s" for column in (TITLE, TEXT)]
        sql = " OR ".join(place for _pattern in patterns for place in places)
        return f"({sql})", [pattern for pattern in patterns for _place in places]
    parts = [like_condition(part) for part in tree.parts]
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(sql for sql, _params in parts)})", [param for _sql, params in parts for param in params]


def matches(index, tree):
    """The SQL and parameters that select the ids of statements with the words."""
    where, params = condition(index, tree, f'"{index.name}"')
    return f'SELECT {index.statement} FROM "{index.name}" WHERE {where}', params


class NarrowTable(BaseTable):
    """The narrow table in place of the indexed table in a query, under the same alias.

    Other columns come from a left join, which PostgreSQL omits if a query needs none of them.
    """

    def __init__(self, index, alias, others):
        super().__init__(index.name, alias)
        self.index, self.others = index, others

    def as_sql(self, compiler, connection):
        names = [f"known.{name}" for name in columns(self.index)] + [f'texts."{name}"' for name in self.others]
        rows = f'"{self.index.name}" known LEFT JOIN "{self.index.table}" texts ON texts.id = known.id'
        return f"(SELECT {', '.join(names)} FROM {rows}) {compiler.quote_name_unless_alias(self.table_alias)}", []

    def relabeled_clone(self, change_map):
        return NarrowTable(self.index, change_map.get(self.table_alias, self.table_alias), self.others)


def from_narrow_table(statements, index):
    """The queryset, reading from the narrow table."""
    here = columns(index)
    others = [field.column for field in statements.model._meta.concrete_fields if field.column not in here]
    statements = statements.all()
    alias = statements.query.get_initial_alias()
    statements.query.alias_map[alias] = NarrowTable(index, alias, others)
    return statements


def scored(statements, indexes, tree):
    """Querysets of the statements with the words and their `score`, the newest first. The best score is the highest.

    The first of the indexes must be that of the statements themselves.
    """
    return [scored_matches(statements, index, indexes[0], tree) for index in indexes]


def scored_matches(statements, index, own, tree):
    table = f'"{own.table}"'
    rows = table if index == own else f'"{index.name}"'
    where, params = condition(index, tree, rows)
    # ts_rank_cd counts nearness; 1 divides by the logarithm of the length.
    score = RawSQL(  # noqa: S611
        f"ts_rank_cd('{WEIGHTS}', {rows}.{COLUMN}, to_tsquery('simple', %s), 1)",
        [expression(tree)],
        output_field=FloatField(),
    )
    queryset = from_narrow_table(statements, own).order_by("-pk")
    if index == own:
        queryset = queryset.extra(where=[where], params=params)  # noqa: S610
    else:
        joined = f"{rows}.{index.statement} = {table}.id"
        queryset = queryset.extra(tables=[rows], where=[joined, where], params=params)  # noqa: S610
    return queryset.annotate(score=score)


def triggers(index):
    """The triggers that update the index: {name: (event, transition tables, SQL run once for all rows)}."""
    put = f'INSERT INTO "{index.name}" ({", ".join(columns(index))})'
    replace = f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns(index)[1:])}"
    before, after = (f"({', '.join(f'{rows}.{name}' for name in watched_columns(index))})" for rows in ("gone", "made"))
    changed = f"SELECT made.* FROM made JOIN gone ON gone.id = made.id WHERE {before} IS DISTINCT FROM {after}"
    return {
        f"{index.name}_insert": (
            "INSERT",
            "REFERENCING NEW TABLE AS made",
            f"{put} {index_rows(index, 'made')} {replace}",
        ),
        # Without columns or a condition, because PostgreSQL forbids changes of a column that a trigger names.
        f"{index.name}_update": (
            "UPDATE",
            "REFERENCING OLD TABLE AS gone NEW TABLE AS made",
            f"WITH changed AS ({changed}) {put} {index_rows(index, 'changed')} {replace}",
        ),
        f"{index.name}_delete": (
            "DELETE",
            "REFERENCING OLD TABLE AS gone",
            f'DELETE FROM "{index.name}" USING gone WHERE "{index.name}".id = gone.id',
        ),
        f"{index.name}_truncate": ("TRUNCATE", "", f'TRUNCATE "{index.name}"'),
    }


def watched_columns(index):
    return [TITLE, TEXT, *(name for name, _type in index.facts)]


def make(cursor, index):
    """Create the index, index all rows, and create the triggers."""
    check_constraints_now(cursor)
    facts = "".join(f", {name} {kind}" for name, kind in index.facts)
    cursor.execute(
        f'CREATE TABLE "{index.name}" '
        f"(id bigint PRIMARY KEY, {COLUMN} tsvector NOT NULL, {CUT} boolean NOT NULL{facts})"
    )
    # Uncompressed, because it is read more often than written.
    cursor.execute(f'ALTER TABLE "{index.name}" ALTER {COLUMN} SET STORAGE EXTERNAL, ALTER {COLUMN} SET STATISTICS 500')
    cursor.execute(f'INSERT INTO "{index.name}" {index_rows(index, index.table)}')
    create_words_index(cursor, index)
    for name, (event, transition_tables, body) in triggers(index).items():
        cursor.execute(
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$'
        )
        cursor.execute(
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{index.table}" {transition_tables} '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )


def remove(cursor, index):
    check_constraints_now(cursor)
    for name in triggers(index):
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{index.table}"')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')


def check_constraints_now(cursor):
    """Check deferred constraints now: no table can be altered while some are pending."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def before_many(cursor, index, count):
    """Drop the GIN index if there are more new rows than old ones: rebuilding it takes a third of the time."""
    cursor.execute(f'SELECT COUNT(*) FROM (SELECT FROM "{index.name}" LIMIT %s) known', [count])
    are_most = cursor.fetchone()[0] < count
    if are_most:
        cursor.execute(f'DROP INDEX "{index.name}_words"')
    return are_most


def after_many(cursor, index, were_most):
    """Rebuild the GIN index if it was dropped, and update the statistics of common words."""
    if were_most:
        create_words_index(cursor, index)
    cursor.execute(f'ANALYZE "{index.name}"')


def create_words_index(cursor, index):
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(f'CREATE INDEX "{index.name}_words" ON "{index.name}" USING gin ({COLUMN})')


def before_rebuilding(cursor, index):
    """Drop the index, because rows are updated faster without it."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)
    after_many(cursor, index, were_most=False)


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

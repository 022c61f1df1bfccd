"""A narrow table beside each indexed one, kept by triggers: terms with positions, a GIN index over them, and facts.

Its rows are a third of the texts': what is common is found by reading the newest of them, and not each with its text.
The facts are copies of the columns that rows are narrowed and counted by: the texts' table is not needed for that.
"""

# Names of tables and columns are the models' own; what a reader typed goes into parameters.
# ruff: noqa: S608

from django.db.models import FloatField
from django.db.models.expressions import RawSQL
from django.db.models.sql.datastructures import BaseTable

from .index import TEXT, TEXT_WEIGHT, TITLE, TITLE_WEIGHT
from .query import Every, Words

COLUMN, CUT = "search", "is_cut"
# Of the classes D, C, B and A.
WEIGHTS = f"{{{TEXT_WEIGHT / TITLE_WEIGHT}, 0, 0, 1}}"
# A tsvector has so many places for a term, and knows no place beyond the last.
MOST_PLACES, LAST_PLACE = 256, 16383
# In fewer characters, of title and text, no term stands oftener.
SHORT = 2 * MOST_PLACES - 2


def vector(row):
    """The terms of a row, with the configuration without stems and stop words, which the analysis has seen to."""
    return (
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TITLE}), 'A') || "
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TEXT}), 'D')"
    )


def columns(index):
    """The columns of the narrow table."""
    return ["id", COLUMN, CUT, *(name for name, _type in index.facts)]


def selected(index, rows):
    """SQL that makes the rows of the narrow table from those of a table."""
    facts = "".join(f", {rows}.{name}" for name, _type in index.facts)
    size = f"length({rows}.{TITLE}) + length({rows}.{TEXT})"
    # The offset keeps PostgreSQL from computing the vector twice.
    known = f"SELECT {rows}.id, {vector(rows)} AS {COLUMN}, {size} AS size{facts} FROM {rows} OFFSET 0"
    places = f"cardinality(positions) >= {MOST_PLACES - 1} OR positions[cardinality(positions)] >= {LAST_PLACE}"
    cut = f"known.size >= {SHORT} AND EXISTS (SELECT FROM unnest(known.{COLUMN}) WHERE {places})"
    kept = "".join(f", known.{name}" for name, _type in index.facts)
    return f"SELECT known.id, known.{COLUMN}, {cut} AS {CUT}{kept} FROM ({known}) known"


def expression(tree, *, in_a_row=False):
    """The tree as a tsquery, each term quoted. What stands in a row is asked for only where it is said so."""
    if isinstance(tree, Words):
        return f"({' | '.join(one(phrase, in_a_row) for phrase in tree.phrases)})"
    joined = " & " if isinstance(tree, Every) else " | "
    return f"({joined.join(expression(part, in_a_row=in_a_row) for part in tree.parts)})"


def one(phrase, in_a_row):
    if not in_a_row or len(phrase.terms) == 1:
        return f"({' & '.join(terms(phrase))})"
    # A title's last word and a text's first one do not stand in a row.
    return f"({' | '.join(' <-> '.join(terms(phrase, part)) for part in 'AD')})"


def terms(phrase, part=""):
    *before, last = (f"'{term}'" for term in phrase.terms)
    marks = f"{'*' * phrase.open}{part}"
    return [*(f"{term}:{part}" if part else term for term in before), f"{last}:{marks}" if marks else last]


def is_plain(tree):
    """Whether the tree has only words of letters.

    PostgreSQL's parser may take apart what mixes letters, digits and vowel signs, each locale in its own way.
    """
    if isinstance(tree, Words):
        return all(term.isalpha() for phrase in tree.phrases for term in phrase.terms)
    return all(map(is_plain, tree.parts))


def has_phrase(tree):
    if isinstance(tree, Words):
        return any(len(phrase.terms) > 1 for phrase in tree.phrases)
    return any(map(has_phrase, tree.parts))


def condition(index, tree, known):
    """SQL and parameters of what the index says of its rows `known`, and the words themselves where it cannot tell."""
    asked = f"{known}.{COLUMN} @@ to_tsquery('simple', %s)"
    params = [expression(tree)]
    if not is_plain(tree):
        more, patterns = seen(index, tree, known)
        return f"{asked} AND {more}", params + patterns
    if has_phrase(tree):
        more, patterns = seen(index, tree, known)
        asked = f"{asked} AND ({asked} OR {known}.{CUT} AND {more})"
        params += [expression(tree, in_a_row=True), *patterns]
    return asked, params


def seen(index, tree, known):
    """Whether the terms themselves have it; a row is looked up only when this is asked of it."""
    sql, params = standing(tree)
    return f'(SELECT {sql} FROM "{index.table}" texts WHERE texts.id = {known}.id)', params


def standing(tree):
    if isinstance(tree, Words):
        patterns = [f"% {' '.join(phrase.terms)}{'' if phrase.open else ' '}%" for phrase in tree.phrases]
        places = [f"' ' || texts.{column} || ' ' LIKE %s" for column in (TITLE, TEXT)]
        sql = " OR ".join(place for _pattern in patterns for place in places)
        return f"({sql})", [pattern for pattern in patterns for _place in places]
    parts = [standing(part) for part in tree.parts]
    joined = " AND " if isinstance(tree, Every) else " OR "
    return f"({joined.join(sql for sql, _params in parts)})", [param for _sql, params in parts for param in params]


def found(index, tree):
    """SQL and parameters that select the statements with the words."""
    where, params = condition(index, tree, f'"{index.name}"')
    return f'SELECT {index.statement} FROM "{index.name}" WHERE {where}', params


class Known(BaseTable):
    """The narrow table in the place of the one that it stands beside, under its name.

    The other columns are joined from the left: PostgreSQL leaves out the join where none of them is asked for.
    """

    def __init__(self, index, alias, others):
        super().__init__(index.name, alias)
        self.index, self.others = index, others

    def as_sql(self, compiler, connection):
        names = [f"known.{name}" for name in columns(self.index)] + [f'texts."{name}"' for name in self.others]
        rows = f'"{self.index.name}" known LEFT JOIN "{self.index.table}" texts ON texts.id = known.id'
        return f"(SELECT {', '.join(names)} FROM {rows}) {compiler.quote_name_unless_alias(self.table_alias)}", []

    def relabeled_clone(self, change_map):
        return Known(self.index, change_map.get(self.table_alias, self.table_alias), self.others)


def known(statements, index):
    """The queryset, asked of the narrow table."""
    here = columns(index)
    others = [field.column for field in statements.model._meta.concrete_fields if field.column not in here]
    statements = statements.all()
    alias = statements.query.get_initial_alias()
    statements.query.alias_map[alias] = Known(index, alias, others)
    return statements


def scored(statements, indexes, tree):
    """Querysets of the statements with the words, the newest first, each with its `score`, the best the highest.

    The first of the indexes is the statements' own.
    """
    return [weighed(statements, index, indexes[0], tree) for index in indexes]


def weighed(statements, index, own, tree):
    table = f'"{own.table}"'
    rows = table if index == own else f'"{index.name}"'
    where, params = condition(index, tree, rows)
    # Nearness counts, and a long text does not win by its length.
    score = RawSQL(  # noqa: S611
        f"ts_rank_cd('{WEIGHTS}', {rows}.{COLUMN}, to_tsquery('simple', %s), 1)",
        [expression(tree)],
        output_field=FloatField(),
    )
    found = known(statements, own).order_by("-pk")
    if index == own:
        found = found.extra(where=[where], params=params)  # noqa: S610
    else:
        joined = f"{rows}.{index.statement} = {table}.id"
        found = found.extra(tables=[rows], where=[joined, where], params=params)  # noqa: S610
    return found.annotate(score=score)


def triggers(index):
    """What keeps the index, by name: the event with what it tells, and what is done once for all rows it was about."""
    put = f'INSERT INTO "{index.name}" ({", ".join(columns(index))})'
    replace = f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns(index)[1:])}"
    before, after = (f"({', '.join(f'{rows}.{name}' for name in watched(index))})" for rows in ("gone", "made"))
    changed = f"SELECT made.* FROM made JOIN gone ON gone.id = made.id WHERE {before} IS DISTINCT FROM {after}"
    return {
        f"{index.name}_insert": (
            "INSERT",
            "REFERENCING NEW TABLE AS made",
            f"{put} {selected(index, 'made')} {replace}",
        ),
        # No columns, and no condition: PostgreSQL would not let a migration change a column that a trigger names.
        f"{index.name}_update": (
            "UPDATE",
            "REFERENCING OLD TABLE AS gone NEW TABLE AS made",
            f"WITH changed AS ({changed}) {put} {selected(index, 'changed')} {replace}",
        ),
        f"{index.name}_delete": (
            "DELETE",
            "REFERENCING OLD TABLE AS gone",
            f'DELETE FROM "{index.name}" USING gone WHERE "{index.name}".id = gone.id',
        ),
        f"{index.name}_truncate": ("TRUNCATE", "", f'TRUNCATE "{index.name}"'),
    }


def watched(index):
    return [TITLE, TEXT, *(name for name, _type in index.facts)]


def make(cursor, index):
    """Make the index of the rows that are there, and what keeps it."""
    settle(cursor)
    facts = "".join(f", {name} {kind}" for name, kind in index.facts)
    cursor.execute(
        f'CREATE TABLE "{index.name}" '
        f"(id bigint PRIMARY KEY, {COLUMN} tsvector NOT NULL, {CUT} boolean NOT NULL{facts})"
    )
    # Read more often than it is written: neither packed, nor away from its row.
    cursor.execute(f'ALTER TABLE "{index.name}" ALTER {COLUMN} SET STORAGE EXTERNAL, ALTER {COLUMN} SET STATISTICS 500')
    cursor.execute(f'INSERT INTO "{index.name}" {selected(index, index.table)}')
    make_words(cursor, index)
    for name, (event, told, body) in triggers(index).items():
        cursor.execute(
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$'
        )
        cursor.execute(
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{index.table}" {told} '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )


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


def before_many(cursor, index, count):
    """Take the words' index away when there are more new rows than old ones: made anew, it costs a third."""
    cursor.execute(f'SELECT COUNT(*) FROM (SELECT FROM "{index.name}" LIMIT %s) known', [count])
    are_most = cursor.fetchone()[0] < count
    if are_most:
        cursor.execute(f'DROP INDEX "{index.name}_words"')
    return are_most


def after_many(cursor, index, were_most):
    """Let PostgreSQL see which words are common: until its own round, minutes later, it guesses."""
    if were_most:
        make_words(cursor, index)
    cursor.execute(f'ANALYZE "{index.name}"')


def make_words(cursor, index):
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(f'CREATE INDEX "{index.name}_words" ON "{index.name}" USING gin ({COLUMN})')


def before_rebuilding(cursor, index):
    """Rows are changed faster without the index, which is made anew afterwards."""
    remove(cursor, index)


def rebuild(cursor, index):
    make(cursor, index)
    after_many(cursor, index, were_most=False)


def is_whole(cursor, index):
    """Whether the index is there, kept, and says what the rows' terms say."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{index.name}"'])
    if not cursor.fetchone()[0]:
        return False
    names = list(triggers(index))
    cursor.execute("SELECT COUNT(*) FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled = 'O'", [names])
    if cursor.fetchone()[0] != len(names):
        return False
    is_, should_be = (f"({', '.join(f'{rows}.{name}' for name in columns(index))})" for rows in ("known", "wanted"))
    cursor.execute(
        f'SELECT NOT EXISTS (SELECT FROM "{index.name}" known FULL JOIN ({selected(index, index.table)}) wanted '
        f"ON known.id = wanted.id WHERE {is_} IS DISTINCT FROM {should_be})"
    )
    return cursor.fetchone()[0]

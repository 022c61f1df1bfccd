"""PostgreSQL: the rows of the narrow table, and the triggers that update them."""

# Only names of tables and columns are interpolated.
# ruff: noqa: S608

from proceedings.search import facts
from proceedings.search.index import TEXT, TITLE
from proceedings.search.segments import tables

from .narrow_table import COLUMN, CUT, columns

# The most positions of a term in a tsvector, and the last position that it can hold.
MOST_PLACES, LAST_PLACE = 256, 16383
# With fewer characters in title and text, no position can reach LAST_PLACE.
SHORT = 2 * LAST_PLACE - 2


def vector(row):
    """SQL of the tsvector of a row. The configuration is `simple`, because terms are already stemmed."""
    return (
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TITLE}), 'A') || "
        f"setweight(to_tsvector('simple'::regconfig, {row}.{TEXT}), 'D')"
    )


def index_rows(index, rows, words=""):
    """SQL that selects the rows of the narrow table from those of a table, or of a subset of it.

    `words` is the column with the vectors of the rows, if they are computed already.
    """
    words = f"{words or vector('said')} AS {COLUMN}, length(said.{TITLE}) + length(said.{TEXT}) AS size"
    # OFFSET keeps PostgreSQL from computing the vector twice.
    known = f"SELECT said.id, {words}, {facts.values(index, 'postgresql')} FROM {rows} said {index.joins} OFFSET 0"
    places = f"cardinality(positions) >= {MOST_PLACES - 1} OR positions[cardinality(positions)] >= {LAST_PLACE}"
    # The size of positions shows whether a term can have the most: 4 bytes or more a term, 2 for each further position.
    taken = f"pg_column_size(known.{COLUMN}) - pg_column_size(strip(known.{COLUMN}))"
    many = f"{taken} >= 4 * length(known.{COLUMN}) + {2 * (MOST_PLACES - 2)}"
    cut = f"({many} OR known.size >= {SHORT}) AND EXISTS (SELECT FROM unnest(known.{COLUMN}) WHERE {places})"
    kept = "".join(f", known.{name}" for name in facts.names(index))
    return f"SELECT known.id, known.{COLUMN}, {cut} AS {CUT}{kept} FROM ({known}) known"


def triggers(index):
    """The triggers that update the index: {name: (table, event, transition tables, SQL run once for all rows)}."""
    put = f'INSERT INTO "{index.name}" ({", ".join(columns(index))})'
    replace = f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns(index)[1:])}"
    others = [source for source in index.sources if source.table != index.table]
    changed = f"SELECT made.* FROM made JOIN gone ON gone.id = made.id WHERE {differ(index.columns)}"
    return {
        f"{index.name}_insert": (
            index.table,
            "INSERT",
            "REFERENCING NEW TABLE AS made",
            f"{put} {index_rows(index, 'made')} {replace}",
        ),
        # Without UPDATE OF or WHEN, because PostgreSQL forbids altering a column that a trigger names.
        f"{index.name}_update": (
            index.table,
            "UPDATE",
            "REFERENCING OLD TABLE AS gone NEW TABLE AS made",
            f"WITH changed AS ({changed}) {put} {index_rows(index, 'changed')} {replace}",
        ),
        f"{index.name}_delete": (
            index.table,
            "DELETE",
            "REFERENCING OLD TABLE AS gone",
            f'DELETE FROM "{index.name}" USING gone WHERE "{index.name}".id = gone.id',
        ),
        f"{index.name}_truncate": (index.table, "TRUNCATE", "", f'TRUNCATE "{index.name}"'),
        **dict(part for source in others for part in source_triggers(index, source)),
        **tables.postgresql_triggers(index),
    }


def source_triggers(index, source):
    """Yield the triggers of another table from which facts are taken, as in `triggers`."""
    both = "REFERENCING OLD TABLE AS gone NEW TABLE AS made"
    if source.columns:
        events = {
            "UPDATE": (both, f"SELECT made.id FROM made JOIN gone ON gone.id = made.id WHERE {differ(source.columns)}")
        }
    else:
        made, gone = f"SELECT {source.key} FROM made", f"SELECT {source.key} FROM gone"
        events = {
            "INSERT": ("REFERENCING NEW TABLE AS made", made),
            "UPDATE": (both, f"{made} UNION {gone}"),
            "DELETE": ("REFERENCING OLD TABLE AS gone", gone),
        }
    for event, (transition_tables, keys) in events.items():
        body = facts.update(index, source, "postgresql", keys)
        name = f"{index.name}_{source.table.removeprefix('proceedings_')}_{event.lower()}"
        yield name, (source.table, event, transition_tables, body)


def differ(names):
    before, after = (f"({', '.join(f'{rows}.{name}' for name in names)})" for rows in ("gone", "made"))
    return f"{before} IS DISTINCT FROM {after}"

"""SQL of the tables of segments and postings, and of pending rows, which have changed since their segment was made.

models/search/segments/compaction.py makes a segment anew as a whole. Until then, its changed rows are pending, and a
search reads them from the tables that triggers update.
"""

# Only names of tables and numbers are interpolated.
# ruff: noqa: S608

from proceedings.search.index import TEXT, TITLE

# A place has 32 bits: the first ones are the slot of a row in its segment, the last 17 the position in its text.
POSITION_BITS = 17
SEGMENT_BITS = 32 - POSITION_BITS
# Every change gives a pending row a new stamp, so that compaction notices a change made meanwhile.
STAMPS = {"sqlite": "random()", "postgresql": "floor(random() * 9e15)::bigint"}
BYTES = {"sqlite": "blob", "postgresql": "bytea"}


def segments(index):
    return f"{index.table}_segments"


def postings(index):
    return f"{index.table}_postings"


def pending(index):
    return f"{index.table}_pending"


def names(index):
    """Return the names of the tables; [] for an index of another table than that of the statements."""
    return [segments(index), postings(index), pending(index)] if index.statement == "id" else []


def create(cursor, index, vendor):
    if not names(index):
        return
    kind, text = BYTES[vendor], 'text COLLATE "C"' if vendor == "postgresql" else "text"
    cursor.execute(
        f"CREATE TABLE {segments(index)} (number integer PRIMARY KEY, version bigint NOT NULL, facts {kind} NOT NULL)"
    )
    end = "WITHOUT ROWID" if vendor == "sqlite" else ""
    cursor.execute(
        f"CREATE TABLE {postings(index)} (segment integer NOT NULL, term {text} NOT NULL, places {kind} NOT NULL, "
        f"PRIMARY KEY (segment, term)) {end}"
    )
    cursor.execute(f"CREATE TABLE {pending(index)} (id bigint PRIMARY KEY, stamp bigint NOT NULL)")
    if vendor == "postgresql":
        # Uncompressed, because they are read more often than written.
        cursor.execute(f"ALTER TABLE {segments(index)} ALTER facts SET STORAGE EXTERNAL")
        cursor.execute(f"ALTER TABLE {postings(index)} ALTER places SET STORAGE EXTERNAL")
    cursor.execute(added(index, vendor, "id", index.table))


def remove(cursor, index):
    for table in names(index):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def discard(cursor, index, vendor):
    """Delete all segments, which then are made anew: all rows are pending."""
    for table in (segments(index), postings(index)):
        cursor.execute(f"DELETE FROM {table}")
    cursor.execute(added(index, vendor, "id", index.table))


def added(index, vendor, key, rows, where="true"):
    """SQL that makes rows pending, from a selection of their keys."""
    return (
        f"INSERT INTO {pending(index)} (id, stamp) SELECT {key}, {STAMPS[vendor]} FROM {rows} WHERE {where} "
        "ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp"
    )


def removed(index, vendor, rows):
    """SQL statements for removed rows: they are pending only if they are in a segment."""
    inside = f"gone.id >> {SEGMENT_BITS} IN (SELECT number FROM {segments(index)})"
    return [
        f"DELETE FROM {pending(index)} WHERE id IN (SELECT id FROM {rows} gone)",
        added(index, vendor, "gone.id", f"{rows} gone", inside),
    ]


def sqlite_triggers(index):
    """Return the triggers that make changed rows pending: {name: (event, table, action)}."""
    if not names(index):
        return {}
    new = added(index, "sqlite", "id", "(SELECT new.id AS id)")
    gone = "; ".join(removed(index, "sqlite", "(SELECT old.id AS id)"))
    name = f"{index.words}_pending"
    return {
        f"{name}_insert": ("INSERT", index.name, f"BEGIN {new}; END"),
        f"{name}_update": ("UPDATE", index.name, f"BEGIN {new}; END"),
        f"{name}_delete": ("DELETE", index.name, f"BEGIN {gone}; END"),
        # The narrow table of SQLite has no terms.
        f"{name}_terms": (f"UPDATE OF {TITLE}, {TEXT}", index.table, f"BEGIN {new}; END"),
    }


def postgresql_triggers(index):
    """Return the same for PostgreSQL: {name: (table, event, transition tables, SQL run once for all rows)}."""
    if not names(index):
        return {}
    new = added(index, "postgresql", "id", "made")
    gone = "; ".join(removed(index, "postgresql", "gone"))
    made, name = "REFERENCING NEW TABLE AS made", f"{index.name}_pending"
    return {
        f"{name}_insert": (index.name, "INSERT", made, new),
        f"{name}_update": (index.name, "UPDATE", made, new),
        f"{name}_delete": (index.name, "DELETE", "REFERENCING OLD TABLE AS gone", gone),
        f"{name}_truncate": (index.name, "TRUNCATE", "", f"TRUNCATE {', '.join(names(index))}"),
    }

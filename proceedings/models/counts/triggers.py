"""Triggers that keep the counts, whatever writes the record.

Each adds the counts for the keys that statements have after the change, and subtracts those for the keys that they had
before. On SQLite a trigger runs for each row; on PostgreSQL for all rows of an SQL statement, with tables of the old
and new rows.
"""

from typing import NamedTuple

from .keys import KINDS, OF_BODIES, OF_SPEAKERS, OF_STATEMENTS, TABLE, TABLES, keys
from .overlaps import notice

# A connection plans a function once, perhaps while the tables are empty, and keeps the plan while they grow: each
# change would then read whole tables. The changed rows are few, and indexes find the rows that belong to them.
BY_INDEX = "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off"
# The end of an INSERT of counts: on SQLite each key has one row, on PostgreSQL any number.
ADD = {"sqlite": "ON CONFLICT (kind, counted) DO UPDATE SET number = number + excluded.number", "postgresql": ""}


class Counted(NamedTuple):
    """A table, by its name in TABLES, whose `columns` decide on the keys of some `kinds`.

    If a statement can have several rows of the table, `affects` is the SQL condition on the statements that a change
    affects. In it, {rows} is a SELECT of the column `by` of the changed rows.
    """

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...] = OF_STATEMENTS
    affects: str = ""
    by: str = "id"
    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")

    def trigger_name(self, event):
        return f"{TABLES[self.name]}_{event.lower()}_is_counted"


# No row refers to a new appointment or theme yet, so an INSERT changes no counts.
REFERRED = ("UPDATE", "DELETE")
IN_CAPACITY = (
    "statement.id IN (SELECT id FROM proceedings_statement WHERE appointment_id IN ({rows}) UNION ALL "
    "SELECT statement_id FROM proceedings_cospeaker WHERE appointment_id IN ({rows}))"
)
BELOW = (
    "statement.id IN (SELECT statement_id FROM proceedings_statement_themes WHERE theme_id IN "
    "(WITH RECURSIVE below(id) AS (SELECT id FROM ({rows}) AS changed "
    "UNION SELECT child.id FROM proceedings_theme child JOIN below ON child.parent_id = below.id) "
    "SELECT id FROM below))"
)
OF_STATEMENT = ("statement.id IN ({rows})", "statement_id")
# The same statements for PostgreSQL, in place of their table: it looks each up, whatever its statistics say.
EACH_STATEMENT = (
    "(SELECT each_one.* FROM (SELECT DISTINCT statement_id AS id FROM ({rows}) AS changed) AS known "
    "CROSS JOIN LATERAL (SELECT * FROM proceedings_statement WHERE id = known.id OFFSET 0) AS each_one)"
)
COUNTED = [
    Counted("statement", ("id", "session_id", "status", "speaker_id", "appointment_id")),
    Counted("session", ("id", "conference_id"), (*OF_STATEMENTS, "sessions")),
    Counted("conference", ("id", "status", "starts_on"), KINDS),
    Counted(
        "co_speaker",
        ("id", "statement_id", "speaker_id", "appointment_id"),
        ("speaker", "organisation", *OF_SPEAKERS, *OF_BODIES),
        *OF_STATEMENT,
    ),
    Counted("tag", ("id", "statement_id", "theme_id"), ("theme", "speaker_tag", "body_tag"), *OF_STATEMENT),
    Counted("appointment", ("id", "organisation_id"), ("organisation", *OF_BODIES), IN_CAPACITY, events=REFERRED),
    Counted("theme", ("id", "parent_id"), ("theme",), BELOW, events=REFERRED),
]


def change(vendor, counted, event, old, new):
    """Return the SQL that counts a change, from SELECTs of the old and new rows."""
    table, columns = TABLES[counted.name], ", ".join(counted.columns)
    changed = [rows for rows, is_there in ((old, event != "INSERT"), (new, event != "DELETE")) if is_there]
    if counted.affects:
        rows = " UNION ALL ".join(f"SELECT {counted.by} FROM ({rows}) AS changed" for rows in changed)  # noqa: S608
        condition, sources = counted.affects.format(rows=rows), {}
        if vendor == "postgresql" and counted.by == "statement_id":
            condition, sources = "1 = 1", {"statement": EACH_STATEMENT.format(rows=rows)}
        others = [f"{counted.by} IN ({rows})"] if counted.by != "id" else []
        others += [f"id NOT IN (SELECT id FROM ({new}) AS new)"] if event != "DELETE" else []  # noqa: S608
        before = f"SELECT {columns} FROM {table} WHERE {' AND '.join(others) or '1 = 1'}"  # noqa: S608
        before += f" UNION ALL {old}" if event != "INSERT" else ""
        sides = [(1, table), (-1, f"({before})")]
    else:
        condition, sources = "1 = 1", {}
        sides = [(1, f"({new})")] * (event != "DELETE") + [(-1, f"({old})")] * (event != "INSERT")
    changes = " UNION ALL ".join(
        f"SELECT kind, counted, {number} AS number FROM "  # noqa: S608
        f"({keys(counted.kinds, condition=condition, **sources, **{counted.name: source})}) AS side{place}"
        for place, (number, source) in enumerate(sides)
    )
    return (
        f"INSERT INTO {TABLE} (kind, counted, number) SELECT kind, counted, SUM(number) FROM ({changes}) AS changes "  # noqa: S608
        f"WHERE 1 = 1 GROUP BY kind, counted HAVING SUM(number) <> 0 {ADD[vendor]};"
    )


def recount():
    """Return the SQL that counts everything again after TRUNCATE, which locks the whole table anyway."""
    return (
        f"DELETE FROM {TABLE}; INSERT INTO {TABLE} (kind, counted, number) "  # noqa: S608
        f"SELECT kind, counted, COUNT(*) FROM ({keys(every_theme=True)}) AS actual GROUP BY kind, counted;"
    )


def for_sqlite(counted, event):
    columns = counted.columns
    old, new = (f"SELECT {', '.join(f'{row}.{name} AS {name}' for name in columns)}" for row in ("OLD", "NEW"))
    name, table = counted.trigger_name(event), TABLES[counted.name]
    condition = ""
    if event == "UPDATE":
        condition = f"WHEN {' OR '.join(f'OLD.{name} IS NOT NEW.{name}' for name in columns)}"
    elif "status" in columns:
        condition = f"WHEN {'NEW' if event == 'INSERT' else 'OLD'}.status = 'published'"
    of = f"UPDATE OF {', '.join(columns)}" if event == "UPDATE" else event
    body = change("sqlite", counted, event, old, new)
    return [f"CREATE TRIGGER {name} AFTER {of} ON {table} {condition} BEGIN {body} END"]


def for_postgresql(counted, event):
    columns = ", ".join(counted.columns)
    old, new = f"SELECT {columns} FROM old_rows", f"SELECT {columns} FROM new_rows"  # noqa: S608
    if event == "UPDATE":
        # Rows in which none of these columns changed drop out.
        old, new = f"({old} EXCEPT {new})", f"({new} EXCEPT {old})"
    name, table = counted.trigger_name(event), TABLES[counted.name]
    rows = {"INSERT": ["new"], "UPDATE": ["old", "new"], "DELETE": ["old"], "TRUNCATE": []}[event]
    tables = " ".join(f"{row.upper()} TABLE AS {row}_rows" for row in rows)
    referencing = f"REFERENCING {tables}" if rows else ""
    body, settings = recount(), ""
    if rows:
        changed = " UNION ALL ".join(f"SELECT {columns} FROM {row}_rows" for row in rows)  # noqa: S608
        body, settings = notice(counted.name, changed) + change("postgresql", counted, event, old, new), BY_INDEX
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {settings} AS $$BEGIN {body} RETURN NULL; END$$",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} {referencing} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


MAKE = {"sqlite": for_sqlite, "postgresql": for_postgresql}


def counted_events(vendor):
    """Yield each Counted with each of its events."""
    truncate = ("TRUNCATE",) if vendor == "postgresql" else ()
    return ((counted, event) for counted in COUNTED for event in (*counted.events, *truncate))


def trigger_names(vendor):
    return {counted.trigger_name(event) for counted, event in counted_events(vendor)}


def create(connection):
    """Create the triggers. On SQLite, a migration that rebuilds a table drops them."""
    with connection.cursor() as cursor:
        for counted, event in counted_events(connection.vendor):
            for sql in MAKE[connection.vendor](counted, event):
                cursor.execute(sql)


def drop(connection):
    with connection.cursor() as cursor:
        for counted, event in counted_events(connection.vendor):
            name = counted.trigger_name(event)
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLES[counted.name]}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")

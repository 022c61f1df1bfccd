"""Transactions on PostgreSQL that change the same counts at once, and so may miss each other's changes.

Each tries the advisory locks of the conferences whose counts it changes, and keeps them until it ends. If another one
has such a lock, it leaves a mark and goes on: nobody waits, so there is no deadlock. Once the locks are free, both have
ended, and the counts can be corrected.
"""

from django.db import connection

from .keys import TABLE, TABLES

# Conferences share this number of locks, so that a transaction on all of them does not exhaust the memory for locks.
LOCKS = 64
# The first of the two keys of our advisory locks, and the kind of the mark in the table of counts.
SPACE, MARK = 0x70726F63, "overlap"
OF_STATEMENTS = (
    f"SELECT session.conference_id FROM {TABLES['statement']} statement JOIN {TABLES['session']} session "  # noqa: S608
    "ON session.id = statement.session_id WHERE statement.id IN (SELECT statement_id FROM ({rows}) AS changed)"
)
OF_SESSIONS = f"SELECT conference_id FROM {TABLES['session']} WHERE id IN"  # noqa: S608
# SQL of the conferences of changed rows. Appointments and themes can belong to any conference.
CONFERENCES = {
    "conference": "SELECT id FROM ({rows}) AS changed",
    "session": "SELECT conference_id FROM ({rows}) AS changed",
    "statement": f"{OF_SESSIONS} (SELECT session_id FROM ({{rows}}) AS changed)",  # noqa: S608
    "co_speaker": OF_STATEMENTS,
    "tag": OF_STATEMENTS,
}
EVERY = f"SELECT generate_series(0, {LOCKS - 1})"


def try_locks(conferences):
    """Return a SELECT that tries the locks of the selected conferences; its one value is whether it got all."""
    locks = f"SELECT DISTINCT CAST(id % {LOCKS} AS integer) FROM ({conferences}) AS conferences (id)"  # noqa: S608
    return f"SELECT bool_and(pg_try_advisory_xact_lock({SPACE}, number)) FROM ({locks}) AS locks (number)"  # noqa: S608


def notice(name, rows):
    """Return the PL/pgSQL that leaves a mark if another transaction changes the counts of the same conferences."""
    conferences = CONFERENCES.get(name, EVERY).format(rows=rows)
    return f"IF NOT ({try_locks(conferences)}) THEN INSERT INTO {TABLE} VALUES ('{MARK}', 0, 1); END IF; "  # noqa: S608


def have_ended():
    """Return whether there is a mark and such transactions have ended. If so, remove the marks."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE kind = %s", [MARK])  # noqa: S608
        if not cursor.rowcount:
            return False
        cursor.execute(try_locks(EVERY))
        if not (are_free := cursor.fetchone()[0]):
            cursor.execute(f"INSERT INTO {TABLE} VALUES (%s, 0, 1)", [MARK])  # noqa: S608
        return are_free

"""A deadline for each query of a request: no query holds a thread, or the database, for longer.

Commands have none: a deadline begins with the first request that a thread serves.
"""

import threading
import time
from contextlib import contextmanager

from django.db.backends.signals import connection_created
from django.dispatch import receiver

from .costs import Cost, cost_of

# Seconds that a query may take.
SECONDS = {Cost.PAGE: 2, Cost.SEARCH: 2, Cost.FILE: 30, Cost.STAFF: 30}
# SQLite checks the deadline after this many instructions, about every millisecond.
INSTRUCTIONS = 20_000
# The attribute of a PostgreSQL connection with the deadline in seconds that its server was given.
APPLIED = "_proceedings_deadline"


class Deadline(threading.local):
    """The deadline of this thread: `seconds` for each query, or None, and the `end` of the present query's time.

    `cost` is that of the present or last request, or None.
    """

    cost = None
    seconds = None
    end = None

    def is_over(self) -> bool:
        return self.end is not None and time.monotonic() > self.end


deadline = Deadline()


def with_deadlines(application):
    """Wrap a WSGI application, so that the queries of each request have the deadline of its cost."""

    def application_with_deadlines(environ, start_response):
        deadline.cost = cost_of(environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"])
        deadline.seconds = SECONDS[deadline.cost]
        return application(environ, start_response)

    return application_with_deadlines


@contextmanager
def at_most(seconds):
    """Limit the queries in the block to fewer seconds, for optional parts of a page."""
    usual = deadline.seconds
    deadline.seconds = min(seconds, usual or seconds)
    try:
        yield
    finally:
        deadline.seconds = usual


@receiver(connection_created)
def watch_queries(connection, **kwargs):
    """Apply deadlines to a connection. One wrapper is enough, but each reconnection to SQLite needs a new handler."""
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(deadline.is_over, INSTRUCTIONS)
    elif connection.vendor == "postgresql":
        # Set it now, before a transaction begins.
        set_statement_timeout(connection)
    if apply_deadline not in connection.execute_wrappers:
        connection.execute_wrappers.append(apply_deadline)


def apply_deadline(execute, sql, params, many, context):
    """Run a query with the deadline of this thread: a wrapper of Django's `execute`."""
    connection = context["connection"]
    if connection.vendor == "postgresql":
        set_statement_timeout(connection)
    else:
        deadline.end = time.monotonic() + deadline.seconds if deadline.seconds else None
    return execute(sql, params, many, context)


def set_statement_timeout(connection):
    """Set PostgreSQL's statement_timeout if it differs. It lasts for the session, so few requests need a query."""
    server = connection.connection
    # Without a deadline, the timeout in the server's configuration applies.
    if server is None or getattr(server, APPLIED, None) == deadline.seconds:
        return
    with connection.wrap_database_errors, server.cursor() as cursor:
        cursor.execute(
            f"SET statement_timeout = {int(deadline.seconds * 1000)}" if deadline.seconds else "RESET statement_timeout"
        )
    # In a transaction, a rollback would undo the setting, so do not rely on it.
    setattr(server, APPLIED, None if connection.in_atomic_block else deadline.seconds)

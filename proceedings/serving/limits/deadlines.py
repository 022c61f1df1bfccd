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
# SQLite asks after so many of its instructions, which take about a millisecond.
INSTRUCTIONS = 20_000
# The attribute of a connection to PostgreSQL with the seconds that its server knows.
APPLIED = "_proceedings_deadline"


class Deadline(threading.local):
    """The deadline of this thread: the seconds for each query, or None, and when the present one has had them.

    `cost` is that of its present or last request, or None.
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
    """Give the queries in the block at most so many seconds, for help that a page can do without."""
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
        # Now, before a transaction begins.
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
    """Tell PostgreSQL the deadline if it knows another. It remembers it, so that most requests need no query for it."""
    server = connection.connection
    # Without a deadline, that of the server's own configuration stays.
    if server is None or getattr(server, APPLIED, None) == deadline.seconds:
        return
    with connection.wrap_database_errors, server.cursor() as cursor:
        cursor.execute(
            f"SET statement_timeout = {int(deadline.seconds * 1000)}" if deadline.seconds else "RESET statement_timeout"
        )
    # A transaction that is rolled back takes the setting back with it.
    setattr(server, APPLIED, None if connection.in_atomic_block else deadline.seconds)

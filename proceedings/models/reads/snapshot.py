"""Consistent reads over several queries."""

from contextlib import contextmanager

from django.db import transaction

from .connection import reading_connection


@contextmanager
def snapshot():
    """Read one state of the database without blocking writers. Inside a transaction, this does nothing."""
    connection = reading_connection()
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor != "sqlite":
        with transaction.atomic(connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # By default transactions take the write lock when they begin, which would make every editor wait.
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic(connection.alias):
            yield
    finally:
        connection.transaction_mode = mode

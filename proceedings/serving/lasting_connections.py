"""Connections to SQLite that the threads of readers keep from one request to the next.

A new connection reads the whole schema first, which takes as long as a quarter of a page.
"""

import time
from contextlib import suppress

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from .databases import database_file
from .limits.costs import Cost
from .limits.deadlines import deadline

# Other requests read row by row. After an aborted download, an open query must not hold an old state of the record.
LASTING = {Cost.PAGE, Cost.SEARCH}
# The attribute of a connection with the file that it reads.
FILE = "_proceedings_file"


@receiver(connection_created)
def limit_age(connection, **kwargs):
    """Note which file a new connection reads. Close it at the end of the request, unless its cost is in LASTING."""
    if connection.vendor == "sqlite":
        setattr(connection, FILE, present_file(connection))
        if deadline.cost not in LASTING:
            connection.close_at = time.monotonic()


@receiver(request_started)
def leave_moved_files(**kwargs):
    """Close connections to a file that was moved or deleted, from which SQLite would go on reading."""
    for connection in connections.all(initialized_only=True):
        is_open = connection.vendor == "sqlite" and connection.connection and not connection.in_atomic_block
        if is_open and present_file(connection) != getattr(connection, FILE, None):
            connection.close()


def present_file(connection):
    with suppress(OSError):
        return database_file(connection)

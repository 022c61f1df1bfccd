"""SQLite's write-ahead log, which readers need too.

The last connection to close deletes it, and the next reader creates it again. On a full disk, or in a folder that has
become read-only, this would fail, and nobody could read any more.
"""

from contextlib import closing, suppress

from django.db import Error, connections


def keep():
    """Keep the log as long as this process lives, with a connection that is used for nothing else."""
    with suppress(Error):
        keep.connection = open_log()


def write_back():
    """Move the log into the database at the end, so that a copy of the database file alone is complete."""
    with suppress(Error), closing(open_log()):
        pass


def open_log():
    connection = connections.create_connection("default")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # SQLite opens the log at the first read.
            cursor.execute("SELECT 1 FROM sqlite_master")
    return connection

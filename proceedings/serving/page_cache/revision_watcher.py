"""The present revision of the record, watched by one thread of each process."""

import logging
import threading
import time

from django.db import DEFAULT_DB_ALIAS, Error, connections

from proceedings.models.reads.revision import read_revision
from proceedings.serving.databases import database_file
from proceedings.serving.limits.deadlines import at_most

# Seconds between two reads, and seconds for which a result counts as current. So a page may show an old state for less
# than a second after a change.
INTERVAL, COUNTS_FOR = 0.2, 0.8
# Seconds that reading the revision may take.
DEADLINE = 2
logger = logging.getLogger(__name__)


class RevisionWatcher:
    """The `revision`, and the time until which it counts as current, COUNTS_FOR after the start of the last read.

    `is_away` is whether the last read failed. The thread starts with the first request, so that it runs in a worker and
    never in the parent that forks.
    """

    def __init__(self, read, clock=time.monotonic):
        self.read, self.clock = read, clock
        self.revision, self.counts_until, self.is_away = None, float("-inf"), False
        self.lock, self.has_started = threading.Lock(), False

    def start(self):
        with self.lock:
            if not self.has_started:
                self.has_started = True
                threading.Thread(target=self.watch, name="revision", daemon=True).start()

    def watch(self):
        while True:
            self.check()
            time.sleep(INTERVAL)

    def check(self):
        # Taken before the read, so that the revision is at least as new.
        now = self.clock()
        try:
            revision = self.read()
        except Exception as error:
            # Catch everything: a thread that ended would never notice that the database is back.
            if not isinstance(error, Error | OSError):
                logger.exception("The revision of the record could not be read.")
            self.is_away = True
        else:
            # In this order, so that no other thread sees the new time with the old revision.
            self.revision, self.counts_until, self.is_away = revision, now + COUNTS_FOR, False

    def is_current(self, revision) -> bool:
        """Return whether this is the revision, as far as is known from less than a second ago."""
        return self.clock() < self.counts_until and revision == self.revision

    def seconds_since_known(self) -> int:
        return max(0, int(self.clock() - self.counts_until + COUNTS_FOR))


class RevisionReader:
    """Reads the revision on a connection of its own to the primary, and on a new one if that is lost."""

    def __init__(self):
        self.connection, self.file = None, None

    def __call__(self):
        try:
            return self.ask()
        except Error:
            self.close()
            return self.ask()

    def ask(self):
        if self.connection is None:
            self.connection = new_connection()
        file = database_file(self.connection)
        if file != self.file:
            # SQLite would go on reading a file that was moved, and never notice the one in its place.
            self.close()
            self.connection, self.file = new_connection(), file
        with at_most(DEADLINE):
            return read_revision(self.connection)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def new_connection():
    """Return a connection to the primary outside of its pool, for this thread alone."""
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
    connection.settings_dict = connection.settings_dict | {"OPTIONS": options}
    return connection

"""The state of the primary and its replicas, watched by one thread for each server, so that no reader waits for it.

A position is that of the last change in PostgreSQL's write-ahead log which a server has written or replayed. A replica
is up to date if it has replayed everything that the primary had written `limit` seconds ago. Unlike the time of the
last change, positions need no synchronised clocks, and do not make a replica look late if nothing changes.
"""

import logging
import threading
import time
from collections import deque
from contextlib import closing

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.utils.translation import gettext as _

# Seconds between two checks of a server.
SHORTEST_INTERVAL, INTERVAL = 0.25, 2.5
# Seconds that the first reader of a process waits for the first checks.
FIRST_CHECKS = 3
logger = logging.getLogger(__name__)

POSITION = """
    SELECT pg_is_in_recovery(), pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')
"""


class WrongRoleError(Exception):
    """A replica accepts writes, so it is no longer a replica, or the primary does not accept them."""


def read_position(alias):
    """Return the position of a server, on a new connection. Raises Error if it is away, or WrongRoleError."""
    server = connections[alias]
    with server.wrap_database_errors:
        params = server.get_connection_params()
        with closing(server.Database.connect(**params, autocommit=True)) as connection:
            is_replica, position = connection.execute(POSITION).fetchone()
    if is_replica != (alias != DEFAULT_DB_ALIAS):
        raise WrongRoleError
    return int(position)


class Monitor:
    """Positions of the servers. Threads start at the first use, so that they run in a worker, not in its parent."""

    def __init__(self, replicas, limit, read_position=read_position, clock=time.monotonic):
        self.replicas, self.limit = replicas, limit
        self.read_position, self.clock = read_position, clock
        # The position of each server that answered its last check, and the problem of each other one.
        self.positions, self.problems = {}, {}
        # (time, position) of the primary, the oldest first.
        self.samples = deque()
        # The replicas that were up to date when the primary answered for the last time.
        self.last_up_to_date = set()
        self.lock, self.checked, self.has_started = threading.RLock(), threading.Event(), False

    def start(self):
        if self.has_started or not self.replicas:
            return
        with self.lock:
            if self.has_started:
                return
            self.has_started = True
        for alias in (DEFAULT_DB_ALIAS, *self.replicas):
            threading.Thread(target=self.watch, args=[alias], name=f"monitor-{alias}", daemon=True).start()
        self.checked.wait(FIRST_CHECKS)

    def watch(self, alias):
        while True:
            self.check(alias)
            time.sleep(min(INTERVAL, max(SHORTEST_INTERVAL, self.limit / 4)))

    def check(self, alias):
        # Taken before the check, so that the position is at least as new.
        now = self.clock()
        try:
            position = self.read_position(alias)
        except WrongRoleError:
            is_primary = alias == DEFAULT_DB_ALIAS
            self.leave_out(alias, _("does not take writes") if is_primary else _("is not a replica any more"))
        except Exception as error:
            # Catch everything: a thread that ended would never notice that its server is back.
            if not isinstance(error, Error):
                logger.exception("The check of the database %s failed.", alias)
            self.leave_out(alias, _("cannot be reached"))
        else:
            self.note(alias, now, position)
        if self.positions.keys() | self.problems.keys() >= {DEFAULT_DB_ALIAS, *self.replicas}:
            self.checked.set()

    def leave_out(self, alias, problem):
        """Do not use a server until its next successful check."""
        with self.lock:
            self.positions.pop(alias, None)
            if self.problems.get(alias) != problem:
                logger.warning("The database %s %s.", alias, problem)
            self.problems[alias] = problem

    def note(self, alias, now, position):
        with self.lock:
            if self.problems.pop(alias, None):
                logger.info("The database %s answers again.", alias)
            self.positions[alias] = position
            if alias == DEFAULT_DB_ALIAS:
                self.samples.append((now, position))
                while len(self.samples) > 1 and self.samples[0][0] < now - self.limit:
                    self.samples.popleft()
                self.last_up_to_date = set(self.up_to_date())

    def is_away(self, alias):
        self.start()
        return alias in self.problems

    def up_to_date(self):
        """Return the replicas that readers may use now."""
        self.start()
        with self.lock:
            needed = self.needed_position()
            is_primary_away = DEFAULT_DB_ALIAS in self.problems
            return [
                alias
                for alias in self.replicas
                if alias in self.positions
                and (self.positions[alias] >= needed or (is_primary_away and alias in self.last_up_to_date))
            ]

    def needed_position(self):
        """Return the position that the primary had `limit` seconds ago, or the nearest later one that is known.

        If the primary has not answered yet, the furthest replica stands for it.
        """
        if not self.samples:
            return max((self.positions[alias] for alias in self.replicas if alias in self.positions), default=0)
        oldest = self.clock() - self.limit
        return next((position for at, position in self.samples if at >= oldest), self.samples[-1][1])

    def report(self):
        """Return a sentence for each server that is not used."""
        up_to_date = self.up_to_date()
        with self.lock:
            problems = dict(self.problems)
        for alias in self.replicas:
            if alias not in up_to_date:
                problems.setdefault(alias, _("is more than %d seconds behind") % self.limit)
        sentence = _("The database %(alias)s %(problem)s.")
        return [sentence % {"alias": alias, "problem": problem} for alias, problem in problems.items()]


monitor = Monitor([alias for alias in settings.DATABASES if alias != DEFAULT_DB_ALIAS], settings.DATABASE_REPLICA_LAG)

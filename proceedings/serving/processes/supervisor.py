"""The parent of the processes that serve the site: it replaces those that end or grow too large.

It acts between Granian's own steps, in the thread that forks. A thread of its own could hold a lock at the moment of a
fork, and the new process would wait for it for ever.
"""

import logging
import re
import time
from contextlib import contextmanager
from pathlib import Path

from granian import Granian

from . import scheduler

# Seconds between two checks of the processes, and between two replacements of workers.
INTERVAL, PAUSE = 5, 0.5
PROC = Path("/proc")
logger = logging.getLogger(__name__)


class Supervisor(Granian):
    """Granian with the scheduler beside its workers, and workers that are replaced however often they end.

    However it ends, its workers and the scheduler end with it: see Lifeline.
    """

    def __init__(self, *args, lifeline, **options):
        # A worker that is too large twice in a row gets a successor, then finishes its requests and ends.
        memory = {"rss_sample_interval": INTERVAL, "rss_samples": 2, "respawn_interval": 1}
        super().__init__(*args, respawn_failed_workers=True, **memory, **options)
        self.lifeline = lifeline

    def startup(self, *args):
        self.scheduler = scheduler.start(self.lifeline)
        super().startup(*args)
        self._rss_collector = PrivateMemory()

    def shutdown(self, *args):
        self.scheduler.terminate()
        super().shutdown(*args)

    def _handle_rss_signal(self, *args):
        """Replace everything that needs to be; Granian calls this at each interval."""
        if not self.scheduler.is_alive():
            logger.error("The scheduler ended with exit code %s and is started again.", self.scheduler.exitcode)
            with logged_failure():
                self.scheduler = scheduler.start(self.lifeline)
        # Granian can miss a worker that ends while another one is being replaced.
        if ended := [worker.idx for worker in self.wrks if not worker.is_alive()]:
            self._respawn_workers(ended, *args)
        super()._handle_rss_signal(*args)

    def _respawn_workers(self, workers, *args, **options):
        for worker in workers:
            logger.warning("Worker %d is replaced.", worker + 1)
        before = list(self.wrks)
        with logged_failure():
            super()._respawn_workers(workers, *args, **options)
            before = self.wrks
        # Granian removes a worker before it starts the next: keep it in the list if that fails, to try again.
        self.wrks = before
        # Granian gives up if a worker ends twice within seconds. Reset its memory of that, and wait a little instead.
        self.respawned_wrks.clear()
        time.sleep(PAUSE)


@contextmanager
def logged_failure():
    """Log that a process could not be started, for example without memory. It is tried again after the interval."""
    try:
        yield
    except OSError:
        logger.exception("A process could not be started.")


class PrivateMemory:
    """The memory of processes without mapped files: SQLite maps the whole database, which would be counted."""

    def memory(self, pids):
        """Return the bytes of each process. Raises OSError without Linux's /proc; Granian then sets no limit."""
        return {pid: anonymous_bytes(pid) for pid in pids}


def anonymous_bytes(pid):
    status = (PROC / str(pid) / "status").read_text()
    # A process that has just ended has no memory.
    match = re.search(r"^RssAnon:\s+(\d+) kB$", status, re.MULTILINE)
    return int(match[1]) * 1024 if match else 0

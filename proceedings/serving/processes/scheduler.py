"""Scheduled publication, queued e-mails and compaction of the search index, each minute, in one process next to the
workers, however many there are.

A thread in the parent of the workers would get in the way of forking them.
"""

import logging
import multiprocessing
import signal

from django.core.cache import cache
from django.db import connection

from proceedings.editorial.scheduled_publication import publish_due
from proceedings.mailing.queue import send_due
from proceedings.models.counts import overlaps
from proceedings.models.counts.kept import fold, rebuild
from proceedings.models.search.segments.compaction import compact
from proceedings.serving.databases import COMMAND_LOCK_TIMEOUT, set_lock_timeout
from proceedings.serving.observability import metrics

from . import last_run

SECONDS = 60
COUNTS_CHECKED, DAY = "scheduler.counts_checked", 24 * 3600
logger = logging.getLogger(__name__)


def start(lifeline):
    """Run the scheduler until this process ends. Call it while this process has no connection to the database."""
    process = multiprocessing.get_context("fork").Process(target=run, args=(lifeline,), daemon=True)
    process.start()
    return process


def run(lifeline):
    # Ctrl-C reaches the parent, too, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Replace the parent's own handlers, which a scheduler that is started again inherits.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    lifeline.let_go()
    set_lock_timeout(COMMAND_LOCK_TIMEOUT)
    reported = tick(set())
    while not lifeline.wait(SECONDS):
        reported = tick(reported)
        send_queued()
        compact_index()


def send_queued():
    try:
        send_due()
    except Exception:
        logger.exception("Sending queued e-mails failed.")
    finally:
        connection.close()


def compact_index():
    try:
        compact()
    except Exception:
        logger.exception("Compaction of the search index failed.")
    finally:
        connection.close()


def tick(reported):
    """Publish the rows that are due. Return the addresses of those left in review; log only those not yet reported."""
    try:
        due = publish_due()
        keep_counts()
        last_run.record()
    except Exception:
        # The database may be away for a while.
        logger.exception("Scheduled publication failed.")
        metrics.record_tick("failed")
        return reported
    finally:
        connection.close()
    metrics.record_tick("done")
    for row in due.published:
        logger.info("Published as scheduled: %s", row.get_absolute_url())
    left = {row.get_absolute_url(): row.scheduled_by for row in due.left}
    for address in left.keys() - reported:
        logger.warning("Left in review: %s, because %s can no longer publish it.", address, left[address])
    return set(left)


def keep_counts():
    """On PostgreSQL, fold the counts each time, and correct them once a day and after overlapping transactions.

    There, two concurrent transactions do not see each other's changes. SQLite has only one writer at a time.
    """
    if connection.vendor == "postgresql":
        fold()
        if overlaps.have_ended() or cache.add(COUNTS_CHECKED, True, DAY):
            rebuild()

"""Scheduled publication, each minute, in one process next to the workers, however many there are.

A thread in the parent of the workers would get in the way of forking them.
"""

import logging
import multiprocessing
import signal

from django.db import connection

from proceedings.editorial.scheduled_publication import publish_due

SECONDS = 60
logger = logging.getLogger(__name__)


def start():
    """Run the scheduler until this process ends. Call it while this process has no connection to the database."""
    parent_exit, lifeline = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=run, args=(parent_exit, lifeline), daemon=True)
    process.start()
    parent_exit.close()
    # Stays open as long as this process lives.
    process.lifeline = lifeline
    return process


def run(parent_exit, lifeline):
    # The terminal sends Ctrl-C to the parent too, which ends this process with itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lifeline.close()
    reported = tick(set())
    while not parent_exit.poll(SECONDS):
        reported = tick(reported)


def tick(reported):
    """Publish the rows that are due. Return the addresses of those left in review; log only those not yet reported."""
    try:
        due = publish_due()
    except Exception:
        # The database may be away for a while, and nothing would restart this process.
        logger.exception("Scheduled publication failed.")
        return reported
    finally:
        connection.close()
    for row in due.published:
        logger.info("Published as scheduled: %s", row.get_absolute_url())
    left = {row.get_absolute_url(): row.scheduled_by for row in due.left}
    for address in left.keys() - reported:
        logger.warning("Left in review: %s, because %s can no longer publish it.", address, left[address])
    return set(left)

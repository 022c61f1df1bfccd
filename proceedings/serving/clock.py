"""Publishes what is due, each minute, in one process beside the workers, however many there are.

A thread of their parent would be in the way of forking them.
"""

import logging
import multiprocessing
import signal

from django.db import connection

from proceedings.editorial.scheduled_publication import publish_due

SECONDS = 60
logger = logging.getLogger(__name__)


def start():
    """Let it run until this process ends; called while that one has no connection to the database."""
    ends, held = multiprocessing.Pipe(duplex=False)
    clock = multiprocessing.get_context("fork").Process(target=run, args=(ends, held), daemon=True)
    clock.start()
    ends.close()
    # Open as long as this process lives.
    clock.held = held
    return clock


def run(ends, held):
    # The terminal's Ctrl-C is for the parent, which ends this process with itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    held.close()
    told = tick(set())
    while not ends.poll(SECONDS):
        told = tick(told)


def tick(told):
    """Look once. Returns the addresses of what is left, of which it tells only those that it has not told yet."""
    try:
        due = publish_due()
    except Exception:
        # The database may be away for a while. Whatever it is, nobody would start a clock that stood still.
        logger.exception("What is due could not be published.")
        return told
    finally:
        connection.close()
    for row in due.published:
        logger.info("Published as scheduled: %s", row.get_absolute_url())
    left = {row.get_absolute_url(): row.scheduled_by for row in due.left}
    for address in left.keys() - told:
        logger.warning("Left in review: %s, because %s may not publish it any more.", address, left[address])
    return set(left)

"""Locks that one process of this machine can hold at a time, for work that would otherwise fill all threads."""

import fcntl
import time
from contextlib import contextmanager

from django.conf import settings

# Seconds between two attempts.
PAUSE = 0.05


class BusyError(Exception):
    """The lock was held longer than a request waits."""


@contextmanager
def hold_lock(name, patience):
    """Hold the lock of that name; raise BusyError after waiting for `patience` seconds. It ends with its process."""
    settings.SHELF_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.SHELF_DIR / f"{name}.lock").open("w") as lock:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise BusyError from None
                time.sleep(PAUSE)
            else:
                break
        yield

"""A cache of generated files, named by a hash of their contents.

All processes of a machine share it. A file appears under its name only when it is complete. Locks let one process at a
time make a book, and one a card; a process that has waited for a lock finds the file that the other one has made.
"""

import fcntl
import hashlib
import json
import os
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

# Seconds that a request waits for a lock, during which its worker thread is busy, and between two attempts.
PATIENCE, PAUSE = 20, 0.05
# Seconds after which a failed file is tried again.
RETRY_AFTER = 3600
# The part of a full cache that is kept, so that not every new file starts a clean-up.
KEPT_PART = 0.8


class BusyError(Exception):
    """The lock was held longer than a request waits."""


class FailedError(Exception):
    """The file could not be made, now or recently."""


def cache_key(*parts):
    """The hash of everything that a file is made from; the parts must be JSON-serialisable."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def open_file(name, lock, make):
    """Return the file of that name, open for reading; if there is none, `make(path)` writes it first.

    `lock` is "book" or "card". Raises BusyError after waiting too long for it, and FailedError if `make` raises it.
    """
    path = settings.SHELF_DIR / name
    return open_cached(path) or make_file(path, lock, make)


def open_cached(path):
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    status = os.fstat(file.fileno())
    if status.st_size:
        os.utime(file.fileno())
        return file
    # An empty file marks a failure.
    file.close()
    if time.time() - status.st_mtime < RETRY_AFTER:
        raise FailedError
    return None


def make_file(path, lock, make):
    path.parent.mkdir(parents=True, exist_ok=True)
    with hold_lock(lock):
        if file := open_cached(path):
            return file
        draft = path.with_name(f"{path.name}.draft")
        try:
            make(draft)
        except FailedError:
            draft.unlink(missing_ok=True)
            path.write_bytes(b"")
            raise
        draft.replace(path)
        file = path.open("rb")
    delete_oldest()
    return file


@contextmanager
def hold_lock(name):
    """Hold the lock of that name, which one process of this machine can have at a time; raises BusyError."""
    with (settings.SHELF_DIR / f"{name}.lock").open("w") as lock:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise BusyError from None
                time.sleep(PAUSE)
            else:
                break
        yield


def delete_oldest():
    """Delete the least recently used files if the cache is larger than the settings allow."""
    with hold_lock("tidy"):
        files = sorted(
            (entry.stat().st_mtime, entry.stat().st_size, Path(entry.path))
            for entry in os.scandir(settings.SHELF_DIR)
            if not entry.name.endswith((".lock", ".draft"))
        )
        total = sum(size for _used_at, size, _path in files)
        if total > settings.SHELF_BYTES:
            # Keep the newest, which was just made for a request.
            for _used_at, size, path in files[:-1]:
                path.unlink()
                total -= size
                if total <= KEPT_PART * settings.SHELF_BYTES:
                    break

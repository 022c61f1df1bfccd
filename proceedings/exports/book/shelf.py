"""Files that were made once and are kept by what is in them, so that the same contents are never set twice.

Any number of processes of one machine share the shelf: a file appears under its name only when it is whole, and one
press at a time works for books, another for cards. Whoever waits for a press finds the file that the one before made.
"""

import fcntl
import hashlib
import json
import os
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

# How long a request waits for its turn, in seconds; the worker's thread waits with it.
PATIENCE, PAUSE = 20, 0.05
# After this, what could not be made is tried again.
FAILED = 3600
# Kept of a full shelf, so that it is not tidied for every new file.
KEPT = 0.8


class BusyError(Exception):
    """The press has other work, for longer than a reader waits."""


class FailedError(Exception):
    """It could not be made, now or a short time ago."""


def key(*facts):
    """The name of a file: the hash of all that it is made from, as far as JSON can say it."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()


def taken(name, press, make):
    """The file of that name, open for reading; where there is none, `make(path)` writes it.

    `press` says whose turn to wait for: "book" or "card". Raises BusyError, and FailedError when making raised it.
    """
    path = settings.SHELF_DIR / name
    return kept(path) or made(path, press, make)


def kept(path):
    try:
        found = path.open("rb")
    except FileNotFoundError:
        return None
    status = os.fstat(found.fileno())
    if status.st_size:
        os.utime(found.fileno())
        return found
    # Empty: it could not be made.
    found.close()
    if time.time() - status.st_mtime < FAILED:
        raise FailedError
    return None


def made(path, press, make):
    path.parent.mkdir(parents=True, exist_ok=True)
    with turn(press):
        if found := kept(path):
            return found
        draft = path.with_name(f"{path.name}.draft")
        try:
            make(draft)
        except FailedError:
            draft.unlink(missing_ok=True)
            path.write_bytes(b"")
            raise
        draft.replace(path)
        found = path.open("rb")
    tidy()
    return found


@contextmanager
def turn(name):
    """The time in which nobody else on this machine has the lock of that name."""
    with (settings.SHELF_DIR / f"{name}.lock").open("w") as held:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise BusyError from None
                time.sleep(PAUSE)
            else:
                break
        yield


def tidy():
    """Throw away what was not asked for longest, when there is more than the settings allow."""
    with turn("tidy"):
        files = sorted(
            (entry.stat().st_mtime, entry.stat().st_size, Path(entry.path))
            for entry in os.scandir(settings.SHELF_DIR)
            if not entry.name.endswith((".lock", ".draft"))
        )
        total = sum(size for _asked, size, _path in files)
        if total > settings.SHELF_BYTES:
            # The newest was just made for somebody.
            for _asked, size, path in files[:-1]:
                path.unlink()
                total -= size
                if total <= KEPT * settings.SHELF_BYTES:
                    break

"""A cache of generated files, each named by a hash of all that it is made from.

All processes of a machine share it. A file appears under its name only when it is complete. Locks let one process at a
time make a book, one a card, and one a large file; a process that has waited for a lock finds the file that the other
one has made.
"""

import hashlib
import json
import os
import time
from pathlib import Path

from django.conf import settings

from proceedings.serving.locks import hold_lock

# Seconds that a request waits for a lock, during which its worker thread is busy.
PATIENCE = 20
# Seconds after which a failed file is tried again.
RETRY_AFTER = 3600
# The share of a full cache that is kept, so that a clean-up makes room for many new files.
KEPT_PART = 0.8


class FailedError(Exception):
    """The file could not be made, now or recently."""


def cache_key(*parts):
    """The hash of everything that a file is made from; the parts must be JSON-serialisable."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def open_file(name, lock, make, patience=None):
    """Return the file of that name, open for reading; if there is none, `make(path)` writes it first.

    `lock` is "book", "card" or "large". Raises BusyError after waiting `patience` seconds for it, and FailedError if
    `make` raises it.
    """
    path = settings.SHELF_DIR / name
    return open_cached(path) or make_file(path, lock, make, PATIENCE if patience is None else patience)


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


def make_file(path, lock, make, patience):
    with hold_lock(lock, patience):
        if file := open_cached(path):
            return file
        draft = path.with_name(f"{path.name}.draft")
        try:
            make(draft)
            draft.replace(path)
        except FailedError:
            path.write_bytes(b"")
            raise
        finally:
            # Free the space of the incomplete file: the disk may be full.
            draft.unlink(missing_ok=True)
        file = path.open("rb")
    delete_oldest()
    return file


def delete_oldest():
    """Delete the least recently used files if the cache is larger than the settings allow."""
    with hold_lock("tidy", PATIENCE):
        files = sorted(
            (entry.stat().st_mtime, entry.stat().st_size, Path(entry.path))
            for entry in os.scandir(settings.SHELF_DIR)
            if not entry.name.endswith((".lock", ".draft"))
        )
        total = sum(size for _used_at, size, _path in files)
        if total > settings.SHELF_BYTES:
            # Keep the newest file, which was just made for a request.
            for _used_at, size, path in files[:-1]:
                path.unlink(missing_ok=True)
                total -= size
                if total <= KEPT_PART * settings.SHELF_BYTES:
                    break

"""Private folders where the uploads of a user wait: <root>/<user>/<token>/.

Uploads are too large for a hidden field of a page. They are not in dumps of the database, and no server of static files
reaches them. All processes of the site share them.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
# A file with the values that lists show: {"name", "conference", "statements"}.
SUMMARY = "summary.json"
LOCK = "lock"


class WaitingFolder:
    """The folder of one upload. A subclass says where it is, and which file is written last."""

    # Seconds from the last change of its files until it expires, and the most folders of each user.
    max_age, max_per_user = 24 * 3600, 5
    # The name of the file that is written last: without it, the upload is not complete.
    complete_with = ""

    def __init__(self, user, token):
        self.token = token
        self.folder = self.root() / str(user.pk) / token

    @classmethod
    def root(cls):
        raise NotImplementedError

    @classmethod
    def create(cls, user, **files):
        """Store values as JSON, {name without .json: value}, for the user, and delete what has expired."""
        cls.delete_expired(user)
        upload = cls(user, secrets.token_urlsafe(24))
        upload.folder.mkdir(mode=0o700, parents=True)
        for name, value in files.items():
            upload.write(f"{name}.json", value)
        return upload

    @classmethod
    def find(cls, user, token):
        """Return the user's upload with this token, or None if there is none or it has expired."""
        upload = cls(user, token)
        return upload if TOKEN.fullmatch(token) and upload.is_waiting() else None

    @classmethod
    def all_of(cls, user):
        """Return the waiting uploads of a user, the latest first."""
        folders = sorted((cls.root() / str(user.pk)).glob("*"), key=age)
        uploads = [cls(user, folder.name) for folder in folders if TOKEN.fullmatch(folder.name)]
        return [upload for upload in uploads if upload.is_waiting()]

    @classmethod
    def listed(cls, user):
        """Return what a list shows of the waiting uploads of a user, the latest first."""
        rows = []
        for upload in cls.all_of(user):
            # An upload may be finished while the list is made.
            with suppress(FileNotFoundError):
                rows.append({"token": upload.token, "changed_at": upload.changed_at, **upload.read(SUMMARY)})
        return rows

    @classmethod
    def delete_expired(cls, user):
        """Delete expired uploads of all users, and the oldest ones of this user to make room for another."""
        for folder in cls.root().glob("*/*"):
            if age(folder) > cls.max_age:
                shutil.rmtree(folder, ignore_errors=True)
        own = sorted(filter(Path.is_dir, (cls.root() / str(user.pk)).glob("*")), key=age)
        for folder in own[cls.max_per_user - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)

    def is_waiting(self):
        return age(self.folder) <= self.max_age and (self.folder / self.complete_with).exists()

    @property
    def changed_at(self):
        return datetime.fromtimestamp((self.folder / self.complete_with).stat().st_mtime, UTC)

    def read(self, name):
        return json.loads((self.folder / name).read_text())

    def write(self, name, value):
        write_json(self.folder / name, value)

    @contextmanager
    def locked(self):
        """Make other processes wait before they change the same upload."""
        with open(self.folder / LOCK, "w", opener=private) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def delete(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def private(path, flags):
    return os.open(path, flags, mode=0o600)


def write_json(path, value):
    # The file gets its name when it is complete, so that nobody reads half of it.
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(value))
    part.chmod(0o600)
    part.replace(path)


def age(folder):
    """Return the age of a folder in seconds; one that does not exist is infinitely old."""
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return float("inf")

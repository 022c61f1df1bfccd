"""Write a backup from one snapshot of the database. Others go on reading and writing meanwhile."""

import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from proceedings.models.reads.snapshot import snapshot

from . import media, schema, sequences, tables
from .errors import BackupError
from .reader import FORMAT, MANIFEST, media_member, table_member

# The most snapshots to try if pictures are deleted while they are copied.
ATTEMPTS = 5


class FileGoneError(Exception):
    """A file was deleted after the snapshot in which a row names it."""


def write(path, progress=iter):
    """Write a backup to a new file, which appears under its name when it is complete. Return its manifest."""
    path = Path(path)
    if path.exists():
        raise BackupError(_("%s exists already. Choose another name, such as one with the date and time.") % path)
    # Only the owner can read it: it contains hashes of passwords.
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            manifest = write_snapshot(file, progress)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def write_snapshot(file, progress):
    for attempt in range(1, ATTEMPTS + 1):
        file.seek(0)
        file.truncate()
        try:
            with snapshot(), Draft(file) as draft:
                return draft.write(progress, last_attempt=attempt == ATTEMPTS)
        except FileGoneError:
            continue
    raise AssertionError


class Draft:
    """A zip file that is being written, with the checksum of every member."""

    def __init__(self, file):
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.sums, self.counts, self.missing = {}, {}, []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.zip.close()

    def write(self, progress, *, last_attempt):
        migrations = schema.applied_migrations()
        # The files first, because replacing a picture deletes the former file.
        for name, storage in media.stored_files().items():
            self.add_file(name, storage, last_attempt=last_attempt)
        models = tables.saved_models()
        for model in progress(models):
            self.add_table(model)
        manifest = {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "software": schema.software(),
            "database": connection.vendor,
            "migrations": migrations,
            "rows": self.counts,
            "last_keys": sequences.last_keys(models),
            "missing_files": self.missing,
            "sha256": self.sums,
        }
        self.zip.writestr(MANIFEST, json.dumps(manifest, indent=1))
        return manifest

    def add_table(self, model):
        table = model._meta.db_table
        self.counts[table] = -1  # the line of the columns does not count
        with self.member(table_member(table)) as write_bytes:
            for line in [tables.columns(model)], tables.rows(model):
                for values in line:
                    write_bytes(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                    self.counts[table] += 1

    def add_file(self, name, storage, *, last_attempt):
        try:
            with storage.open(name) as file:
                content = file.read()
        except FileNotFoundError as error:
            if not last_attempt:
                raise FileGoneError(name) from error
            self.missing.append(name)
            return
        with self.member(media_member(name)) as write_bytes:
            write_bytes(content)

    def member(self, name):
        return Member(self, name)


class Member:
    """A member of the zip that is being written; entering it returns the function that appends bytes."""

    def __init__(self, draft, name):
        self.draft, self.name, self.sum = draft, name, hashlib.sha256()

    def __enter__(self):
        self.file = self.draft.zip.open(self.name, "w", force_zip64=True)
        return self.append

    def append(self, content):
        self.sum.update(content)
        self.file.write(content)

    def __exit__(self, *_error):
        self.file.close()
        self.draft.sums[self.name] = self.sum.hexdigest()

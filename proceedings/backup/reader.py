"""A backup file: a zip with a manifest, a member of JSON lines for each table, and the uploaded files."""

import hashlib
import json
import zipfile
import zlib

from django.utils.translation import gettext as _

from .errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
# A damaged zip makes the standard library raise any of these.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)


def table_member(table):
    return f"tables/{table}.jsonl"


def media_member(name):
    return f"media/{name}"


class BackupFile:
    """A backup that is open for reading; use it in a `with` statement. Opening it checks every byte."""

    def __init__(self, path):
        self.path = path
        try:
            self.zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise BackupError(_("There is no file %s.") % path) from error
        except DAMAGES as error:
            raise BackupError(_("%s is no backup, or its end is missing.") % path) from error

    def __enter__(self):
        try:
            self.manifest = self.read_manifest()
            self.verify()
        except BaseException:
            self.zip.close()
            raise
        return self

    def __exit__(self, *_error):
        self.zip.close()

    def read_manifest(self):
        try:
            manifest = json.loads(self.zip.read(MANIFEST))
            form = manifest["format"]
        except (*DAMAGES, TypeError) as error:
            raise self.damaged(MANIFEST) from error
        if form != FORMAT:
            message = _("%s was written by another version of Proceedings, in a format that this version cannot read.")
            raise BackupError(message % self.path)
        return manifest

    def verify(self):
        """Raise BackupError for the first member that differs from its checksum, or is missing or unknown."""
        sums = self.manifest["sha256"]
        names = self.zip.namelist()
        if len(names) != len(set(names)):
            raise self.damaged(next(name for name in names if names.count(name) > 1))
        for name in sorted(sums.keys() ^ (set(names) - {MANIFEST})):
            raise self.damaged(name)
        for name, expected in sums.items():
            try:
                with self.zip.open(name) as member:
                    digest = hashlib.sha256()
                    while piece := member.read(PIECE):
                        digest.update(piece)
            except DAMAGES as error:
                raise self.damaged(name) from error
            if digest.hexdigest() != expected:
                raise self.damaged(name)

    def damaged(self, member):
        params = {"file": self.path, "member": member}
        return BackupError(_("%(file)s is damaged: %(member)s. Use another copy of it, or an older backup.") % params)

    def table(self, name):
        """Yield the lists of a table: its columns, then its rows."""
        with self.zip.open(table_member(name)) as member:
            yield from map(json.loads, member)

    def files(self):
        """Yield (name, content) of the uploaded files."""
        prefix = media_member("")
        for member in self.manifest["sha256"]:
            if member.startswith(prefix):
                yield member.removeprefix(prefix), self.zip.read(member)

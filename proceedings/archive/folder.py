"""The folder of an archive. Changed files are written, former ones removed, and other files are left alone."""

import filecmp
import hashlib
import os
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

# Lines that `sha256sum --check` reads.
MANIFEST = "manifest.sha256"
# The same lines, each written before its file. After an interruption they show which files belong to the archive.
JOURNAL = "manifest.sha256.part"
NEW = ".part"


class ForeignFolderError(Exception):
    """A folder or file that does not belong to the archive. The message is for people."""


class Folder:
    def __init__(self, path):
        self.path = Path(path)
        self.counts = {"written": 0, "changed": 0, "unchanged": 0, "removed": 0}
        self.hashes = {}
        self.check_folder()
        self.path.mkdir(parents=True, exist_ok=True)
        self.own = {*recorded(self.path / MANIFEST), *recorded(self.path / JOURNAL)}
        self.journal = (self.path / JOURNAL).open("a", encoding="utf-8")

    def check_folder(self):
        if self.path.exists() and not self.path.is_dir():
            raise ForeignFolderError(_("%s is a file. Choose a folder.") % self.path)
        files = {file.name for file in self.path.iterdir()} if self.path.exists() else set()
        if files and not files & {MANIFEST, JOURNAL}:
            raise ForeignFolderError(_("%s has files but is not an archive. Choose another folder.") % self.path)

    def write(self, path, chunks):
        """Write a file from chunks of bytes, unless it is already the same."""
        file, new, digest = self.path / path, self.path / NEW, hashlib.sha256()
        if file.exists() and path not in self.own:
            raise ForeignFolderError(_("%s exists and is not part of the archive. Move it away.") % file)
        with new.open("wb") as stream:
            for chunk in chunks:
                digest.update(chunk)
                stream.write(chunk)
        self.hashes[path] = digest.hexdigest()
        outcome = self.outcome(file, new)
        self.counts[outcome] += 1
        if outcome == "unchanged":
            new.unlink()
            return
        self.journal.write(f"{self.hashes[path]}  {path}\n")
        self.journal.flush()
        self.own.add(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        new.replace(file)

    @staticmethod
    def outcome(file, new):
        if not file.exists():
            return "written"
        return "unchanged" if filecmp.cmp(file, new, shallow=False) else "changed"

    def finish(self):
        """Remove files that are no longer part of the archive, and write the manifest."""
        for path in sorted(self.own - self.hashes.keys()):
            file = self.path / path
            if file.exists():
                file.unlink()
                self.counts["removed"] += 1
            self.remove_empty(file.parent)
        lines = [f"{digest}  {path}\n" for path, digest in sorted(self.hashes.items())]
        new = self.path / NEW
        new.write_text("".join(lines), encoding="utf-8")
        new.replace(self.path / MANIFEST)
        self.close()
        (self.path / JOURNAL).unlink()

    def remove_empty(self, folder):
        while folder != self.path and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def close(self):
        self.journal.close()


def recorded(manifest):
    """The paths in a manifest. Incomplete lines, and paths outside the folder, are ignored."""
    if not manifest.exists():
        return set()
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    paths = {line.removesuffix("\n").partition("  ")[2] for line in lines if line.endswith("\n")}
    return {path for path in paths if path and is_inside(PurePosixPath(path))}


def is_inside(path):
    return not path.is_absolute() and os.pardir not in path.parts

"""The archive on the disk: what differs is written, what is gone is removed, and nobody else's is touched."""

import filecmp
import hashlib
import os
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

# Lines that `sha256sum --check` reads.
MANIFEST = "manifest.sha256"
# The same, written ahead of each file: after an interruption it tells which files are ours.
JOURNAL = "manifest.sha256.part"
NEW = ".part"


class ForeignFolderError(Exception):
    """A folder, or a file in it, that is not ours; the message is a sentence."""


class Folder:
    def __init__(self, path):
        self.path = Path(path)
        self.counts = {"written": 0, "changed": 0, "unchanged": 0, "removed": 0}
        self.hashes = {}
        self.refuse_a_foreign()
        self.path.mkdir(parents=True, exist_ok=True)
        self.own = {*recorded(self.path / MANIFEST), *recorded(self.path / JOURNAL)}
        self.journal = (self.path / JOURNAL).open("a", encoding="utf-8")

    def refuse_a_foreign(self):
        if self.path.exists() and not self.path.is_dir():
            raise ForeignFolderError(_("%s is a file: name a folder.") % self.path)
        files = {file.name for file in self.path.iterdir()} if self.path.exists() else set()
        if files and not files & {MANIFEST, JOURNAL}:
            raise ForeignFolderError(
                _("%s has files, and none of them says that it is an archive: name another folder.") % self.path
            )

    def write(self, place, pieces):
        """Write a file from pieces of bytes, unless it is there like that already."""
        file, new, digest = self.path / place, self.path / NEW, hashlib.sha256()
        if file.exists() and place not in self.own:
            raise ForeignFolderError(_("%s is there already and is not of the archive: move it away.") % file)
        with new.open("wb") as stream:
            for piece in pieces:
                digest.update(piece)
                stream.write(piece)
        self.hashes[place] = digest.hexdigest()
        outcome = self.outcome(file, new)
        self.counts[outcome] += 1
        if outcome == "unchanged":
            new.unlink()
            return
        self.journal.write(f"{self.hashes[place]}  {place}\n")
        self.journal.flush()
        self.own.add(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        new.replace(file)

    @staticmethod
    def outcome(file, new):
        if not file.exists():
            return "written"
        return "unchanged" if filecmp.cmp(file, new, shallow=False) else "changed"

    def finish(self):
        """Remove what was written once and is no longer part of the archive, and say what is."""
        for place in sorted(self.own - self.hashes.keys()):
            file = self.path / place
            if file.exists():
                file.unlink()
                self.counts["removed"] += 1
            self.remove_empty(file.parent)
        lines = [f"{digest}  {place}\n" for place, digest in sorted(self.hashes.items())]
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
    """The places that a manifest names; a line that was cut off, or leads out of the folder, names none."""
    if not manifest.exists():
        return set()
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    places = {line.removesuffix("\n").partition("  ")[2] for line in lines if line.endswith("\n")}
    return {place for place in places if place and is_inside(PurePosixPath(place))}


def is_inside(place):
    return not place.is_absolute() and os.pardir not in place.parts

"""Find the files to load, and open them as text."""

import io
import sys
import zlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from proceedings.importing.loader.errors import Place, Problem, did_you_mean
from proceedings.importing.loader.nearest import nearest_name

from .unpacking import Unpacked

FORMATS = {".json": "json", ".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml"}
GZIP = b"\x1f\x8b"


class Source:
    """A file or standard input, which can be read more than once."""

    def __init__(self, name, path=None, form=None):
        self.name = name
        # The process that reads the file may have another current folder.
        self.path = path and path.absolute()
        # Standard input can be read only once.
        self.data = None if path else sys.stdin.buffer.read()
        self.form = form or self.form_by_name() or self.form_by_content()

    def form_by_name(self):
        return self.path and form_of(self.path)

    def form_by_content(self):
        try:
            with self.binary() as stream:
                start = stream.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
        except (OSError, EOFError, zlib.error):
            start = b""  # Reading the records will report it.
        return {b"[": "json", b"{": "jsonl"}.get(start[:1], "yaml")

    def size(self):
        """Return the bytes of the file as it is stored."""
        return self.path.stat().st_size if self.path else len(self.data)

    def binary(self):
        stream = self.path or io.BytesIO(self.data)
        if self.is_packed():
            return io.BufferedReader(Unpacked(stream, self.size()))
        return stream.open("rb") if self.path else stream

    def is_packed(self):
        if self.path is None:
            return self.data.startswith(GZIP)
        with self.path.open("rb") as stream:
            return stream.read(len(GZIP)) == GZIP

    def text(self):
        # Only "\n" ends a line: a carriage return inside a text belongs to the text.
        return io.TextIOWrapper(self.binary(), encoding="utf-8-sig", newline="\n")

    def is_empty(self):
        """Return whether the file has only white space and YAML comments and markers. An empty list is not empty."""
        with self.text() as stream:
            return all(line.strip() in {"", "---", "..."} or line.lstrip().startswith("#") for line in stream)

    def first_line_that_is_not_utf8(self):
        with self.binary() as stream:
            for number, line in enumerate(stream, 1):
                try:
                    line.decode()
                except UnicodeDecodeError:
                    return number
        return 1


def form_of(path):
    return FORMATS.get(Path(path.name.removesuffix(".gz")).suffix.lower())


def find_sources(paths, form=None):
    """Return (sources, problems): a source for each file at the paths, in order, and a problem for each bad path."""
    sources, problems = [], []
    for path in paths or settings.FIXTURE_DIRS:
        if str(path) == "-":
            sources.append(Source(_("standard input"), form=form))
            continue
        try:
            sources += [Source(relative_name(file), file, form) for file in files_in(Path(path), form)]
        except NoFixtureError as error:
            problems.append(Problem(Place(str(path), 0, 0), "", str(error)))
    return sources, problems


class NoFixtureError(Exception):
    """No fixture exists at a path."""


def files_in(path, form):
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and form_of(file))
        if not files:
            raise NoFixtureError(_("the folder has no file that ends in %s.") % ", ".join(FORMATS))
        return files
    if not path.exists():
        names = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
        raise NoFixtureError(_("there is no such file or folder.") + did_you_mean(nearest_name(path.name, names)))
    if not form and not form_of(path) and path.is_file():
        raise NoFixtureError(
            _("the format is not clear from the name: it should end in %s. Or use --format.") % ", ".join(FORMATS)
        )
    return [path]


def relative_name(path):
    """Return the path relative to the current folder where it lies inside it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)

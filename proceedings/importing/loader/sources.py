"""Which files are meant, and their bytes as text."""

import gzip
import io
import sys
import zlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import Place, Problem, did_you_mean
from .nearest import nearest

FORMATS = {".json": "json", ".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml"}
GZIP = b"\x1f\x8b"


class Source:
    """A file or standard input, which can be read more than once."""

    def __init__(self, name, path=None, form=None):
        self.name = name
        self.path = path
        # What comes in by standard input comes only once.
        self.data = None if path else sys.stdin.buffer.read()
        self.form = form or self.form_by_name() or self.form_by_content()

    def form_by_name(self):
        return self.path and form_of(self.path)

    def form_by_content(self):
        try:
            with self.binary() as stream:
                start = stream.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip()
        except (OSError, EOFError, zlib.error):
            start = b""  # Whoever reads on will tell.
        return {b"[": "json", b"{": "jsonl"}.get(start[:1], "yaml")

    def binary(self):
        stream = self.path or io.BytesIO(self.data)
        if self.is_packed():
            return gzip.open(stream)
        return stream.open("rb") if self.path else stream

    def is_packed(self):
        if self.path is None:
            return self.data.startswith(GZIP)
        with self.path.open("rb") as stream:
            return stream.read(len(GZIP)) == GZIP

    def text(self):
        # "\n" alone ends a line: a carriage return inside a text is the text's.
        return io.TextIOWrapper(self.binary(), encoding="utf-8-sig", newline="\n")

    def is_empty(self):
        """Whether it has nothing but space, and YAML's comments and marks: an empty list is a fixture."""
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


def find(paths, form=None):
    """The sources that the paths name, in order, and the problems with those that name none."""
    sources, problems = [], []
    for path in paths or settings.FIXTURE_DIRS:
        if str(path) == "-":
            sources.append(Source(_("standard input"), form=form))
            continue
        try:
            sources += [Source(shown(file), file, form) for file in files_at(Path(path), form)]
        except NoFixtureError as error:
            problems.append(Problem(Place(str(path), 0, 0), "", str(error)))
    return sources, problems


class NoFixtureError(Exception):
    """There is nothing to read at a path."""


def files_at(path, form):
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and form_of(file))
        if not files:
            raise NoFixtureError(_("the folder has no file that ends in %s.") % ", ".join(FORMATS))
        return files
    if not path.exists():
        names = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
        raise NoFixtureError(_("there is no such file or folder.") + did_you_mean(nearest(path.name, names)))
    if not form and not form_of(path) and path.is_file():
        raise NoFixtureError(
            _("the name does not tell what the file is: it should end in %s. Or say it with --format.")
            % ", ".join(FORMATS)
        )
    return [path]


def shown(path):
    """As an editor would write it: from the current folder, when it is in there."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)

"""Debates in Akoma Ntoso (OASIS LegalDocML) into the record.

The modules in the order in which a file meets them: parsing (bytes, never trusted), debates and sections (with
references, flowing and marking for what is in them), recording and programme (records by natural key, with naming and
matching for what is stored already), and then those of fixtures.
"""

from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.importing.loader import FixtureError, Tally, loaded_from, settled, without_collecting
from proceedings.importing.loader.errors import Place, Problem, UnreadableError
from proceedings.importing.loader.reader import Reading
from proceedings.importing.loader.writer import lock

from . import parsing
from .debates import Debate
from .recording import Recorder

__all__ = ["FixtureError", "Imported", "load", "load_files"]


class Imported(NamedTuple):
    """What an import did or would do, and what whoever imports should know: sentences that begin with their place.

    `conferences` are the slugs of all that the files are about.
    """

    tally: Tally
    notes: list[str]
    conferences: list[str]


def load_files(paths, **options) -> Imported:
    """Load files; see `load`."""
    files, problems = [], []
    for path in map(Path, paths):
        try:
            files.append((path.name, path.read_bytes()))
        except OSError as error:
            problems.append(Problem(Place(path.name, 0, 0), "", _("the file cannot be read: %s.") % error.strerror))
    return load(files, problems=problems, **options)


def load(
    files, *, publish=False, form="", language="", time_zone="UTC", dry_run=False, problems=(), **options
) -> Imported:
    """Load debates, each (file's name, bytes); with any problem write nothing, and raise FixtureError with all of them.

    `language` and `time_zone` hold where a file tells none, `form` for what is new; `options` are those of `settled`.
    """
    with without_collecting():
        problems, debates = [*problems], []
        for name, data in files:
            try:
                debates.append(Debate(parsing.debate(data), name, time_zone=time_zone, language=language))
            except UnreadableError as error:
                problems.append(Problem(Place(name, 0, error.line), "", error.message))
            except RecursionError:
                problems.append(Problem(Place(name, 0, 1), "", _("this is nested too deep to be a debate.")))
        with transaction.atomic():
            if not dry_run:
                lock()
            recorder = Recorder(debates, publish=publish, form=form)
            reading = Reading()
            reading.problems += problems + recorder.problems
            for place, noun, fields in recorder.records.values():
                reading.take(place, {"model": f"proceedings.{noun}", "fields": fields})
            why = loaded_from(name for name, _data in files)
            tally = settled(reading, dry_run=dry_run, why=why, **options)
    notes = [note for debate in debates for note in debate.notes]
    return Imported(tally, notes, list(recorder.files))

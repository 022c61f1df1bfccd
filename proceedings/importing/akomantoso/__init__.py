"""Debates in Akoma Ntoso (OASIS LegalDocML), imported as conferences.

A file passes through these modules: parsing, debates, sections (with references, to_markdown, inline_markdown, dates
and extension), resolve (with existing), records, and then the loader.
"""

from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.importing.loader import FixtureError, Tally, garbage_collection_paused, history_reason, load_reading
from proceedings.importing.loader.errors import Place, Problem, UnreadableError
from proceedings.importing.loader.writer import lock_tables
from proceedings.importing.records import read_records

from .debates import Debate
from .parsing import parse_debate
from .records import DebateRecords
from .resolve import Resolver

__all__ = ["FixtureError", "ImportResult", "load_debates", "load_files"]


class ImportResult(NamedTuple):
    """The changes of an import, done or planned; `notes` are sentences for the user, each with its place.

    `conferences` are the slugs of the conferences in the files.
    """

    tally: Tally
    notes: list[str]
    conferences: list[str]


def load_files(paths, **options) -> ImportResult:
    """Load debates from paths; see `load_debates`."""
    files, problems = [], []
    for path in map(Path, paths):
        try:
            files.append((path.name, path.read_bytes()))
        except OSError as error:
            problems.append(Problem(Place(path.name, 0, 0), "", _("the file cannot be read: %s.") % error.strerror))
    return load_debates(files, problems=problems, **options)


def load_debates(
    files, *, publish=False, form="", language="", time_zone="UTC", dry_run=False, problems=(), **options
) -> ImportResult:
    """Load debates, given as (file name, bytes); raise FixtureError with all problems if there are any.

    With a problem, nothing is written. `language`, `time_zone` and `form` are for files that have none; `options` are
    those of the loader.
    """
    with garbage_collection_paused():
        problems, debates = [*problems], []
        for name, data in files:
            try:
                debates.append(Debate(parse_debate(data), name, time_zone=time_zone, language=language))
            except UnreadableError as error:
                problems.append(Problem(Place(name, 0, error.line), "", error.message))
            except RecursionError:
                problems.append(Problem(Place(name, 0, 1), "", _("the elements are nested too deep.")))
        with transaction.atomic():
            if not dry_run:
                lock_tables()
            resolver = Resolver(debates)
            records = DebateRecords(resolver.debates, publish=publish, form=form)
            reading = read_records(records.by_key.values(), problems + resolver.problems)
            why = history_reason(name for name, _data in files)
            tally = load_reading(reading, dry_run=dry_run, why=why, **options)
    notes = [note for debate in debates for note in debate.notes]
    return ImportResult(tally, notes, list(resolver.files))

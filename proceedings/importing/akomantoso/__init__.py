"""Debates in Akoma Ntoso (OASIS LegalDocML), imported as conferences.

A file passes through these modules: parsing, debates, sections (with references, to_markdown, inline_markdown, dates
and extension), resolve (with existing), records, and then the loader.
"""

from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.importing.limits import UPLOAD
from proceedings.importing.loader import FixtureError, Tally, garbage_collection_paused, history_reason, load_reading
from proceedings.importing.loader.errors import Place, Problem, UnreadableError
from proceedings.importing.loader.writing.writer import lock_tables
from proceedings.importing.records import read_records

from .debates import Debate
from .parsing import parse_debate
from .records import DebateRecords
from .resolve import Resolver
from .samples import DebateSample, sample_of

__all__ = ["FixtureError", "ImportResult", "load_debates", "load_files"]


class ImportResult(NamedTuple):
    """The changes of an import, done or planned; `notes` are sentences for the user, each with its place.

    `conferences` are the slugs of the conferences in the files, `samples` show what was understood of each.
    """

    tally: Tally
    notes: list[str]
    conferences: list[str]
    samples: list[DebateSample]


def load_files(paths, **options) -> ImportResult:
    """Load debates from paths; see `load_debates`."""
    files, problems = [], []
    for path in map(Path, paths):
        try:
            files.append((path.name, path.read_bytes()))
        except OSError as error:
            problems.append(Problem(Place(path.name, 0, 0), "", _("the file cannot be read: %s.") % error.strerror))
    return load_debates(files, problems=problems, **options)


def read_debate(data, name, time_zone, language):
    """Return the Debate in the bytes of a file. Raise UnreadableError."""
    try:
        return Debate(parse_debate(data), name, time_zone=time_zone, language=language)
    except RecursionError as error:
        raise UnreadableError(1, _("the elements are nested too deep.")) from error


def load_debates(
    files,
    *,
    publish=False,
    form="",
    language="",
    time_zone="",
    dry_run=False,
    problems=(),
    limits=UPLOAD,
    **options,
) -> ImportResult:
    """Load debates, given as (file name, bytes). If there are problems, raise FixtureError and write nothing.

    `language` and `form` are for files that do not state them. `time_zone` overrides the zone that is inferred from the
    offsets and the country of a file. `limits` apply to reading each file; `options` are for the loader.
    """
    with garbage_collection_paused():
        problems, debates = [*problems], []
        for name, data in files:
            try:
                debates.append(sandbox.run(read_debate, data, name, time_zone, language, limits=limits))
            except UnreadableError as error:
                problems.append(Problem(Place(name, 0, error.line), "", error.message))
            except sandbox.SandboxError as error:
                problems.append(Problem(Place(name, 0, 0), "", f"{error} {_('Split it into several files.')}"))
        with transaction.atomic():
            if not dry_run:
                lock_tables()
            resolver = Resolver(debates)
            records = DebateRecords(resolver.debates, publish=publish, form=form)
            records.add_identified(resolver.speakers, "othername")
            records.add_identified(resolver.organisations, "organisationname")
            reading = read_records(records.by_key.values(), problems + resolver.problems)
            why = history_reason(name for name, _data in files)
            tally = load_reading(reading, dry_run=dry_run, why=why, **options)
    notes = [note for debate in debates for note in debate.notes]
    return ImportResult(tally, notes, list(resolver.files), list(map(sample_of, debates)))

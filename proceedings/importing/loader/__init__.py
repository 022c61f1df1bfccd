"""Load fixtures: read, resolve, validate and compare all files, then write them in one transaction.

The files are Django fixtures with natural keys, which `loaddata` and `dumpdata` understand too. A record passes through
the modules in this order: files, reader, references, comparison, constraints, cross_row_rules, permissions, writer.
"""

import gc
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.batches import chunks
from proceedings.importing.limits import OPERATOR
from proceedings.models import Statement

from .checking import cross_row_rules, permissions
from .checking.checks import Checks, states_positions
from .comparison import Comparison
from .errors import FixtureError
from .files.records import field_lines
from .files.sources import find_sources
from .model_fields import noun_of, nouns
from .native_names import names_by_speaker
from .public_positions import keep_positions
from .reader import Reading
from .rows import MOST_KEPT
from .tally import Tally
from .writing.term_worker import worker_for
from .writing.writer import BATCH, Writer, lock_tables

__all__ = ["FixtureError", "compare_reading", "history_reason", "load", "load_reading", "write_comparisons"]


def no_progress(steps, **_what):
    """Return the steps unchanged. A function that shows progress also takes `title` and `total`."""
    return steps


def load(paths=(), *, form=None, dry_run=False, by=None, progress=no_progress, limits=OPERATOR) -> Tally:
    """Load fixtures from files, folders or standard input ("-"), and return the Tally.

    If there are problems, write nothing, and raise FixtureError with all of them. `form` is json, jsonl or yaml; it
    overrides the format that the name or the content of a file suggests. `by` is the user named in the history.
    `limits` apply to reading each file.
    """
    with garbage_collection_paused():
        return load_all(paths, form, progress, limits, dry_run=dry_run, by=by)


@contextmanager
def garbage_collection_paused():
    """Switch the garbage collector off: every row lives until the end, so collections would only cost a tenth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_all(paths, form, progress, limits, **options):
    sources, problems = find_sources(paths, form)
    reading = Reading()
    reading.problems += problems
    try:
        # The worker is forked before anything else uses the database.
        with closing(reading), worker_for([] if options["dry_run"] else sources) as terms:
            for source in sources:
                for _record in progress(reading.read(source, limits), title=source.name):
                    pass
            why = history_reason(source.name for source in sources)
            return load_reading(reading, why=why, progress=progress, terms=terms, **options)
    except FixtureError as error:
        set_field_lines(sources, error.problems, limits)
        error.problems.sort(key=lambda problem: problem.place)
        raise


def history_reason(names):
    """Return the reason given in the history: the names of the files without their folders, which change."""
    return _("Loaded from %s.") % ", ".join(Path(name).name for name in names)


@transaction.atomic
def load_reading(reading, *, dry_run=False, by=None, why="", progress=no_progress, terms=None) -> Tally:
    """Compare a Reading with the database, write it, and return the Tally. Raise FixtureError if there is a problem.

    `by` (a user, or None for the operator of the machine) and `why` go into the history. Rows that the user may not
    publish, withdraw or change are problems. `terms` is a TermWorker, or None.
    """
    if not dry_run:
        lock_tables()
    comparisons = compare_reading(reading, explain=dry_run, by=by, progress=progress, terms=terms)
    tally = Tally(comparisons)
    if not dry_run:
        write_comparisons(comparisons, by=by, why=why, progress=progress, terms=terms)
    return tally


def write_comparisons(comparisons, *, by=None, why="", progress=no_progress, terms=None):
    writer = Writer(by=by, why=why, terms=terms)
    for noun, comparison in comparisons.items():
        total = len(comparison.created) + len(comparison.updated)
        for _row in progress(writer.write(comparison), title=noun.name, total=total):
            pass


def compare_reading(reading, *, explain, by=None, progress=no_progress, also=(), terms=None):
    """Return {noun: Comparison}. Raise FixtureError with the problems of the reading and of the comparison.

    `also` are further rules: functions from the comparisons to problems. `terms` is a TermWorker to which the new rows
    are submitted.
    """
    problems = reading.problems
    reading.references.resolve(reading.rows)
    comparisons, other_names = {}, names_by_speaker(reading)
    keep_positions(reading.rows[noun_of(Statement)])
    for noun in nouns():
        rows = reading.rows[noun]
        comparisons[noun] = Comparison(noun, reading.references, explain=explain)
        checks = Checks(noun, comparisons, other_names, problems, terms)
        # All rows must be known before positions can be moved or assigned.
        is_divisible = all(row.is_new for row in rows) and states_positions(noun, rows)
        store = reading.store if is_divisible and len(rows) > MOST_KEPT else None
        checked = checks.check(chunks(rows, BATCH if is_divisible else len(rows) or 1), store)
        for _row in progress(checked, title=noun.name, total=len(rows)):
            pass
    for violations in (cross_row_rules.violations, *also):
        problems += violations(comparisons)
    if by and not problems:
        problems += permissions.violations(comparisons, by)
    if problems:
        raise FixtureError(problems)
    return comparisons


def set_field_lines(sources, problems, limits):
    """Set the line of each problem to that of its field. Reads the files again: lines of values are not kept."""
    for source in sources:
        wanted = {}
        for problem in problems:
            if problem.field and problem.place.file == source.name:
                wanted.setdefault(problem.place.number, []).append(problem)
        if not wanted:
            continue
        # If a limit is reached, the first reading has reported it.
        with suppress(sandbox.SandboxError):
            for number, first, lines in sandbox.stream(field_lines, source, set(wanted), limits=limits):
                for problem in wanted[number]:
                    problem.place = problem.place._replace(line=lines.get(problem.field, first))

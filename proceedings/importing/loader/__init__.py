"""Load fixtures: read, resolve, validate and compare all files, then write them in one transaction.

The files are Django fixtures with natural keys, which `loaddata` and `dumpdata` understand too. A record passes through
the modules in this order: files, reader, references, comparison, constraints, cross_row_rules, permissions, writer.
"""

import gc
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from . import constraints, cross_row_rules, permissions
from .comparison import Comparison
from .errors import FixtureError, UnreadableError
from .files.records import records
from .files.sources import find_sources
from .model_fields import nouns
from .reader import Reading
from .tally import Tally
from .writer import Writer, lock_tables

__all__ = ["FixtureError", "compare_reading", "history_reason", "load", "load_reading", "write_comparisons"]


def no_progress(steps, **_what):
    """Return the steps as they are. A function that shows progress takes the same arguments: `title` and `total`."""
    return steps


def load(paths=(), *, form=None, dry_run=False, by=None, progress=no_progress) -> Tally:
    """Load fixtures from files, folders or standard input ("-"), and return the Tally.

    Raise FixtureError with every problem, and write nothing, if there is one. `form` is json, jsonl or yaml, where
    neither the name nor the content of a file says so. `by` is the user named in the history.
    """
    with garbage_collection_paused():
        return load_all(paths, form, dry_run, by, progress)


@contextmanager
def garbage_collection_paused():
    """Switch the garbage collector off: every row lives until the end, and collecting takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_all(paths, form, dry_run, by, progress):
    sources, problems = find_sources(paths, form)
    reading = Reading()
    reading.problems += problems
    for source in sources:
        for _record in progress(reading.read(source), title=source.name):
            pass
    try:
        why = history_reason(source.name for source in sources)
        return load_reading(reading, dry_run=dry_run, by=by, why=why, progress=progress)
    except FixtureError as error:
        set_field_lines(sources, error.problems)
        error.problems.sort(key=lambda problem: problem.place)
        raise


def history_reason(names):
    """Return the reason given in the history: the names of the files without their folders, which change."""
    return _("Loaded from %s.") % ", ".join(Path(name).name for name in names)


@transaction.atomic
def load_reading(reading, *, dry_run=False, by=None, why="", progress=no_progress) -> Tally:
    """Compare a Reading with the database, write it, and return the Tally. Raise FixtureError if there is a problem.

    `by` (a user, or None for the operator of the machine) and `why` go into the history. Rows that the user may not
    publish, withdraw or change are problems.
    """
    if not dry_run:
        lock_tables()
    comparisons = compare_reading(reading, explain=dry_run, by=by, progress=progress)
    tally = Tally(comparisons)
    if not dry_run:
        write_comparisons(comparisons, by=by, why=why, progress=progress)
    return tally


def write_comparisons(comparisons, *, by=None, why="", progress=no_progress):
    writer = Writer(by=by, why=why)
    for noun, comparison in comparisons.items():
        total = len(comparison.created) + len(comparison.updated)
        for _row in progress(writer.write(comparison), title=noun.name, total=total):
            pass


def compare_reading(reading, *, explain, by=None, progress=no_progress, also=()):
    """Return {noun: Comparison}. Raise FixtureError with the problems of the reading and of the comparison.

    `also` are further rules: functions from the comparisons to problems.
    """
    problems = reading.problems
    reading.references.resolve()
    comparisons = {}
    for noun in nouns():
        comparison = comparisons[noun] = Comparison(noun, reading.references, explain=explain)
        for _row in progress(comparison.compare(reading.rows[noun]), title=noun.name, total=len(reading.rows[noun])):
            pass
        problems += comparison.problems
        problems += constraints.assign_positions(noun, comparison.rows)
        for row in comparison.created:
            if row.instance:
                row.instance.complete()
        problems += constraints.violations(noun, comparison.rows)
    for violations in (cross_row_rules.violations, *also):
        problems += violations(comparisons)
    if by and not problems:
        problems += permissions.violations(comparisons, by)
    if problems:
        raise FixtureError(problems)
    return comparisons


def set_field_lines(sources, problems):
    """Set the line of each problem to that of its field. Reads the files again: no line is kept per value."""
    for source in sources:
        wanted = {}
        for problem in problems:
            if problem.field and problem.place.file == source.name:
                wanted.setdefault(problem.place.number, []).append(problem)
        if not wanted:
            continue
        try:
            for record in records(source):
                if record.number in wanted:
                    lines = record.lines()
                    for problem in wanted[record.number]:
                        line = lines.get(problem.field, record.line)
                        problem.place = problem.place._replace(line=line)
        except UnreadableError:
            # Among the problems already.
            continue

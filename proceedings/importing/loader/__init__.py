"""Editors' fixtures into the record: read, resolved, validated and compared as a whole, then written in one go.

Files are Django's own fixtures with natural keys, so that `loaddata` and `dumpdata` speak them too. The modules in the
order in which a record meets them: sources, records, rows, references, comparing, promises, rules and rights, writing.
"""

import gc
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from . import constraints, cross_row_rules, permissions
from .comparison import Comparison
from .errors import FixtureError, UnreadableError
from .model_fields import nouns
from .reader import Reading
from .records import records
from .sources import find
from .tally import Tally
from .writer import Writer, lock

__all__ = ["FixtureError", "compared", "load", "loaded_from", "write"]


def silently(steps, **_what):
    """Shows no progress; whoever shows it takes the same words: `title`, and `total` where it is known."""
    return steps


def load(paths=(), *, form=None, dry_run=False, by=None, progress=silently) -> Tally:
    """Load fixtures: files, folders or "-"; raise FixtureError with all problems, and write nothing, if there is one.

    `form` is json, jsonl or yaml, for what neither a name nor the content tells; `by` is a user, for the history.
    """
    with without_collecting():
        return loaded(paths, form, dry_run, by, progress)


@contextmanager
def without_collecting():
    """All rows live until the end: looking through them for garbage finds none and takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def loaded(paths, form, dry_run, by, progress):
    sources, problems = find(paths, form)
    reading = Reading()
    reading.problems += problems
    for source in sources:
        for _record in progress(reading.read(source), title=source.name):
            pass
    try:
        why = loaded_from(source.name for source in sources)
        return settled(reading, dry_run=dry_run, by=by, why=why, progress=progress)
    except FixtureError as error:
        find_lines(sources, error.problems)
        error.problems.sort(key=lambda problem: problem.place)
        raise


def loaded_from(names):
    """The reason that the history tells for what files brought; the names without their folders, which change."""
    return _("Loaded from %s.") % ", ".join(Path(name).name for name in names)


@transaction.atomic
def settled(reading, *, dry_run=False, by=None, why="", progress=silently) -> Tally:
    """Compare what was read, from wherever, with what is stored, and write it unless something is wrong.

    `by` and `why` are what the history tells: a user, or None for the machine's operator, and a reason. What a user may
    not publish, withdraw or change is a problem.
    """
    if not dry_run:
        lock()
    comparisons = compared(reading, explain=dry_run, by=by, progress=progress)
    tally = Tally(comparisons)
    if not dry_run:
        write(comparisons, by=by, why=why, progress=progress)
    return tally


def write(comparisons, *, by=None, why="", progress=silently):
    writer = Writer(by=by, why=why)
    for noun, found in comparisons.items():
        total = len(found.created) + len(found.updated)
        for _row in progress(writer.write(found), title=noun.name, total=total):
            pass


def compared(reading, *, explain, by=None, progress=silently, also=()):
    """A comparison for each noun; raises FixtureError with the reading's problems and all that are found here.

    `also` are rules of whoever reads: from the comparisons to problems.
    """
    problems = reading.problems
    reading.references.resolve()
    comparisons = {}
    for noun in nouns():
        found = comparisons[noun] = Comparison(noun, reading.references, explain=explain)
        for _row in progress(found.compare(reading.rows[noun]), title=noun.name, total=len(reading.rows[noun])):
            pass
        problems += found.problems
        problems += constraints.put_in_order(noun, found.rows)
        for row in found.created:
            if row.instance:
                row.instance.complete()
        problems += constraints.check(noun, found.rows)
    for broken_rules in (cross_row_rules.broken_rules, *also):
        problems += broken_rules(comparisons)
    if by and not problems:
        problems += permissions.lacking(comparisons, by)
    if problems:
        raise FixtureError(problems)
    return comparisons


def find_lines(sources, problems):
    """Give problems with a field that field's own line: files are read again, since no line was kept for each value."""
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

"""Progress and errors of imports on a terminal."""

import sys

from django.utils.translation import ngettext

# More would scroll out of sight.
MOST_ERRORS, MOST_NOTES = 200, 20


def progress(silent, steps, *, title, total=None):
    """Return the steps with a progress bar, unless `silent` is true. If it is None, only a terminal shows the bar."""
    if silent or (silent is None and not sys.stderr.isatty()):
        return steps
    from tqdm import tqdm

    return tqdm(steps, desc=title, total=total, leave=False)


def write_errors(stderr, problems):
    """Print the problems. Return the closing line."""
    for problem in problems[:MOST_ERRORS]:
        stderr.write(str(problem))
    if len(problems) > MOST_ERRORS:
        more = len(problems) - MOST_ERRORS
        stderr.write(ngettext("and %d more", "and %d more", more) % more)
    return ngettext("%d error; nothing was written.", "%d errors; nothing was written.", len(problems)) % len(problems)


def write_notes(stdout, notes):
    """Print the first notes and the number of the others."""
    for note in notes[:MOST_NOTES]:
        stdout.write(note)
    if len(notes) > MOST_NOTES:
        more = len(notes) - MOST_NOTES
        stdout.write(ngettext("and %d more note", "and %d more notes", more) % more)

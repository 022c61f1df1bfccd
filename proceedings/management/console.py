"""What a load tells on a terminal."""

from django.utils.translation import ngettext
from tqdm import tqdm

# More than anybody reads at once.
PRINTED = 200


def progress(silent, steps, *, title, total=None):
    return tqdm(steps, desc=title, total=total, disable=silent, leave=False)


def told(stderr, problems):
    """Print the problems; the line that closes them."""
    for problem in problems[:PRINTED]:
        stderr.write(str(problem))
    if len(problems) > PRINTED:
        more = len(problems) - PRINTED
        stderr.write(ngettext("and %d more", "and %d more", more) % more)
    return ngettext("%d error; nothing was written.", "%d errors; nothing was written.", len(problems)) % len(problems)

"""When the found statements were made: a bar for each year, or for each decade of a long record."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

# More bars than this are no longer read one by one.
MOST_YEARS = 20


class Bar(NamedTuple):
    """`width` is a percentage of the longest bar."""

    label: str
    count: int
    width: float
    query: str


def years(found, filterset) -> list[Bar]:
    """The bars in the order of time, each with the query that narrows to it; none when it is all one year."""
    counts = Counter(int(year) for year in filter(None, found.years))
    if len(counts) < 2:  # noqa: PLR2004 - one bar compares nothing
        return []
    span = 1 if max(counts) - min(counts) < MOST_YEARS else 10
    stretches = Counter()
    for year, count in counts.items():
        stretches[year - year % span] += count
    firsts = range(min(stretches), max(stretches) + 1, span)
    if len(firsts) > 2 * MOST_YEARS:
        firsts = sorted(stretches)
    longest = max(stretches.values())
    return [
        Bar(
            label=str(first) if span == 1 else _("%(first)d to %(last)d") % {"first": first, "last": first + span - 1},
            count=stretches[first],
            width=round(100 * stretches[first] / longest, 1),
            query=within(filterset, date(max(first, 1), 1, 1), date(min(first + span - 1, 9999), 12, 31)),
        )
        for first in firsts
    ]


def within(filterset, after, before):
    """The query for a stretch of days, no wider than the one that is asked about."""
    given = filterset.form.cleaned_data
    after, before = max(after, given["after"] or after), min(before, given["before"] or before)
    return filterset.narrowed(after=after.isoformat(), before=before.isoformat())

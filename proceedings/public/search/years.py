"""A bar chart of the results by year, or by decade for a long record."""

from collections import Counter
from datetime import date
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .facet_counts import trait_counts

# With more years than this, the bars are decades.
MOST_YEARS = 20


class Bar(NamedTuple):
    """`width` is a percentage of the longest bar."""

    label: str
    count: int
    width: float
    query: str


def years(candidates, filterset) -> list[Bar]:
    """The bars of the results of a search."""
    _kinds, _languages, numbers = trait_counts(candidates.traits)
    counts = {int(year): number for year, number in numbers.items() if year}
    return bars(counts, partial(query_between, filterset))


def bars(counts, query) -> list[Bar]:
    """The bars of {year: number} in chronological order, with `query(first day, last day)`; none for a single year."""
    if len(counts) < 2:  # noqa: PLR2004 - one bar compares nothing
        return []
    span = 1 if max(counts) - min(counts) < MOST_YEARS else 10
    periods = Counter()
    for year, count in counts.items():
        periods[year - year % span] += count
    firsts = range(min(periods), max(periods) + 1, span)
    if len(firsts) > 2 * MOST_YEARS:
        firsts = sorted(periods)
    longest = max(periods.values())
    return [
        Bar(
            label=str(first) if span == 1 else _("%(first)d to %(last)d") % {"first": first, "last": first + span - 1},
            count=periods[first],
            width=round(100 * periods[first] / longest, 1),
            query=query(date(max(first, 1), 1, 1), date(min(first + span - 1, 9998), 12, 31)),
        )
        for first in firsts
    ]


def days(after, before, **params):
    """The query string for a range of days, besides other parameters."""
    return urlencode(params | {"after": after.isoformat(), "before": before.isoformat()})


def query_between(filterset, after, before):
    """The query string for a range of days, limited to the range of the present filter."""
    values = filterset.form.cleaned_data
    after, before = max(after, values["after"] or after), min(before, values["before"] or before)
    return filterset.query_with(after=after.isoformat(), before=before.isoformat())

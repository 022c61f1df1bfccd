"""Dates of citations, in formats with and without ranges."""

from itertools import takewhile

from proceedings.models.columns.partial_dates import Period


def iso(date: dict | None) -> str:
    """The date as 2020-09-28, 2020-09 or 2020, or 2020-09-28/2020-09-30 for a range (EDTF); empty without a date."""
    return "/".join("-".join(written(parts)) for parts in (date or {}).get("date-parts", []))


def common_date(period: Period | None) -> str:
    """The date that both ends of a Period share, for formats without ranges; empty if unknown."""
    return period.common.isoformat() if period and period.common else ""


def common_parts(date: dict | None) -> list[str]:
    """The year, month and day, as far as they are known and the same at both ends of a range."""
    ends = (date or {}).get("date-parts", [])
    shared = takewhile(lambda pair: pair[0] == pair[-1], zip(*map(written, ends), strict=False))
    return [pair[0] for pair in shared]


def written(parts):
    return [f"{number:0{width}}" for number, width in zip(parts, (4, 2, 2), strict=False)]

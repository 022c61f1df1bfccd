"""Dates and times as Akoma Ntoso writes them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import dateparse

from proceedings.models.columns.local_times import ClockChangeError, moment_at

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_date(text: str) -> date | None:
    """The date of an xsd:date or xsd:dateTime; None for any other text, and for the year 1, which means no date."""
    try:
        value = dateparse.parse_date((DATE.match(text.strip()) or [""])[0])
    except ValueError:
        return None
    return value if value and value.year > 1 else None


def parse_time(text: str, zone: ZoneInfo, on: date | None) -> datetime | None:
    """The time of an xsd:dateTime, or of an xsd:time on a known date, in UTC; None for any other text.

    The text is in `zone` unless it has an offset. Raise ClockChangeError if that zone skips or repeats the time.
    """
    text = text.strip()
    try:
        value = dateparse.parse_datetime(text)
        if value is None and on and (time := dateparse.parse_time(text)):
            value = datetime.combine(on, time)
        if value is None or value.year == 1:
            return None
        return value.astimezone(UTC) if value.tzinfo else moment_at(value, zone)
    except ClockChangeError:
        raise
    except (ValueError, OverflowError):
        return None

"""Days and times as Akoma Ntoso writes them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date, parse_datetime, parse_time

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str) -> date | None:
    """The day of an xsd:date or xsd:dateTime; None when it is none, or the year 1, which stands for no date."""
    try:
        found = parse_date((DAY.match(text.strip()) or [""])[0])
    except ValueError:
        return None
    return found if found and found.year > 1 else None


def moment(text: str, zone: ZoneInfo, on: date | None) -> datetime | None:
    """The moment of an xsd:dateTime, or of an xsd:time on a known day; without a zone of its own it is in `zone`."""
    text = text.strip()
    try:
        found = parse_datetime(text)
        if found is None and on and (time := parse_time(text)):
            found = datetime.combine(on, time)
        if found is None or found.year == 1:
            return None
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

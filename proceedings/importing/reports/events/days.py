"""The days of an event in a sentence: "3–5 October 2022", "с 12 по 14 марта 2024 года", "2023年9月20日至22日"."""

import re
from datetime import date
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

CHINESE = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"
    r"(?:\s*[至到—–~-]+\s*(?:(?P<last_year>\d{4})年)?(?:(?P<last_month>\d{1,2})月)?(?P<last_day>\d{1,2})日|(?<=日))"
)
# The most days between the first and the last day of an event.
LONGEST = 60


@cache
def patterns(language):
    """Return the patterns of a day or of several, in the order in which they are tried."""
    if language == "zh":
        return (CHINESE,)
    month = alternatives(words(language)["months"])
    to = words(language)["event"]["to"]
    ordinal = r"(?:st|nd|rd|th|-?го|-?е)?"
    several = (
        rf"(?P<day>\d{{1,2}}){ordinal}(?:\s+(?P<month>{month}))?(?:,?\s+(?P<year>\d{{4}})(?:\s+года)?)?\s*(?:{to})\s*"
        rf"(?P<last_day>\d{{1,2}}){ordinal}(?:\s+of)?\s+(?P<last_month>{month}),?\s+(?P<last_year>\d{{4}})"
    )
    american = (
        rf"(?P<month>{month})\s+(?P<day>\d{{1,2}}){ordinal}\s*(?:{to})\s*"
        rf"(?:(?P<last_month>{month})\s+)?(?P<last_day>\d{{1,2}}){ordinal},?\s+(?P<last_year>\d{{4}})"
    )
    one = rf"(?P<day>\d{{1,2}}){ordinal}(?:\s+of)?\s+(?P<month>{month}),?\s+(?P<year>\d{{4}})"
    american_one = rf"(?P<month>{month})\s+(?P<day>\d{{1,2}}){ordinal},?\s+(?P<year>\d{{4}})"
    return tuple(re.compile(rf"\b{each}\b", re.IGNORECASE) for each in (several, american, one, american_one))


def days_of(sentence, language):
    """Return (first, last) as ISO texts of the first day or days that a sentence names in full, or None."""
    for pattern in patterns(language):
        if match := pattern.search(sentence):
            return both(match.groupdict(), language)
    return None


def both(parts, language):
    last_year = parts.get("last_year") or parts.get("year")
    last_month = parts.get("last_month") or parts.get("month")
    year, month = parts.get("year") or last_year, parts.get("month") or last_month
    first = day_of(year, month, parts["day"], language)
    last = day_of(last_year, last_month, parts.get("last_day") or parts["day"], language)
    if first is None or last is None or not 0 <= (last - first).days <= LONGEST:
        return None
    return first.isoformat(), last.isoformat()


def day_of(year, month, day, language):
    if not month.isdigit():
        month = [name.lower() for name in words(language)["months"]].index(month.lower()) + 1
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

"""Read values of programmes, whatever their type: a value of an unexpected type counts as missing."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from proceedings.importing.documents.plain import decoded
from proceedings.importing.html_texts import words_of
from proceedings.importing.proposals import UnreadableFileError
from proceedings.text import printable

# 01:30, 01:30:00, 90 (minutes), 90 min, PT1H30M, P1DT2H
DURATION = re.compile(
    r"(?P<hours>\d{1,4}):(?P<minutes>\d{2})(?::\d{2})?|(?P<only>\d{1,4})(?: ?min(?:ute)?[ns]?\.?)?|"
    r"P(?=[\dT])(?:(?P<days>\d{1,3})D)?(?:T(?:(?P<h>\d{1,3})H)?(?:(?P<m>\d{1,4})M)?(?:\d{1,2}S)?)?",
    re.IGNORECASE,
)
# A day alone is no time: it would be read as midnight.
WITH_HOUR = re.compile(r"\d[T ]\s*\d")
HOUR_WITH_POINT = re.compile(r"[T ]\s*\d{1,2}[.,]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_json(data):
    """Return the object in the bytes of a JSON file. Raise UnreadableFileError."""
    try:
        content = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(_("This is not JSON, or it is nested too deep.")) from None
    if not isinstance(content, dict):
        raise UnreadableFileError(_("This JSON is no programme: it has to be an object."))
    return content


def text_of(value, language=""):
    """Return a value as one line. {language: text} gives the text in the language, or else the first one."""
    if isinstance(value, dict):
        texts = {key: each for key, each in value.items() if isinstance(each, str) and each}
        value = texts.get(language) or next(iter(texts.values()), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(printable(value).split()) if isinstance(value, str) else ""


def prose_of(value, text_format="plain"):
    """Return a value as text with its paragraphs; tags of HTML become paragraphs or nothing."""
    return words_of(value, is_markdown=text_format == "markdown") if isinstance(value, str) else text_of(value)


def list_of(value, kind=dict):
    """Return the items of a list that have a type, or [] for anything but a list."""
    return [each for each in value if isinstance(each, kind)] if isinstance(value, list) else []


def dict_of(value):
    return value if isinstance(value, dict) else {}


def moment_of(text):
    """Return the datetime of an ISO text, or None. “14.05” is refused, which Python reads as 14:00 and a fraction."""
    if HOUR_WITH_POINT.search(text) or not WITH_HOUR.search(text):
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        return None


def minutes_of(duration):
    """Return the minutes of a duration such as "01:30", "90" or "PT1H30M"; None for another text."""
    match = DURATION.fullmatch(duration)
    if not match:
        return None
    hours, minutes = match["hours"] or match["h"], match["minutes"] or match["only"] or match["m"]
    return int(match["days"] or 0) * 1440 + int(hours or 0) * 60 + int(minutes or 0)


def start_of(day, clock, first_clock):
    """Return the ISO text of a clock time on a day that begins at another clock time, and ends after midnight."""
    moment = moment_of(f"{day}T{clock:0>5}") if day and clock else None
    if moment is None:
        return ""
    try:
        return (moment + timedelta(days=moment.strftime("%H:%M") < first_clock)).isoformat()
    except OverflowError:
        return ""


def in_offset_of(text, *others):
    """Return an ISO text, with the offset of the other times if they agree and it has none."""
    moment = moment_of(text)
    offsets = {other.utcoffset(): other.tzinfo for other in map(moment_of, others) if other and other.tzinfo}
    if moment is None or moment.tzinfo or len(offsets) != 1:
        return text
    return moment.replace(tzinfo=next(iter(offsets.values()))).isoformat()


def clock_of(text):
    """Return the clock time of an ISO text as HH:MM; "" for another text."""
    moment = moment_of(text)
    return moment.strftime("%H:%M") if moment else ""


def day_of(text):
    match = DAY.match(text)
    return match[0] if match else ""


def zone_of(name):
    """Return the name if it is a time zone, else ""."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, OSError, KeyError):
        return ""

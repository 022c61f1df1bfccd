"""Days and hours as people write them: 3. April 2021, 2021年4月3日, 9h30, 2:30 pm, 09:00–09:45."""

import re
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.models.columns.partial_dates import PartialDate

from .calendar_words import month_of, weekdays_of

DAY_FIRST, MONTH_FIRST = "day", "month"
LAST_MONTH, NOON = 12, 12
# Matches most cells, which then need no other pattern.
ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[ T](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?P<second>:[0-5]\d)?))?", re.ASCII
)
# A date whose order the editor has to give: 05/10/2021, 05-10-2021, 05/10/21.
SLASHED = re.compile(
    r"(?<!\d)(?P<one>\d{1,2})(?:/(?P<other>\d{1,2})/(?P<year>\d{4}|\d{2})|-(?P<other2>\d{1,2})-(?P<year2>\d{4}))(?!\d)"
)
WORD = r"[^\W\d_]+"
YEAR = r"(?:года|году|год|г\b\.?|року|р\.)?"
DAYS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})(?P<mark>[-/.])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)\b",
        r"(?:(?P<year>\d{4})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?:\s?(?P<year>\d{{4}})|(?P<short>\d\d)(?![\d:.]))?\s*{YEAR}",
        # With a name of the month.
        (
            rf"(?P<day>\d{{1,2}})(?:\.|(?:st|nd|rd|th|er|o|a)\b|-)?\s*(?:(?:de|of)\s+)?(?P<name>{WORD})\.?,?"
            rf"(?:[\s-]*(?:del?\s+)?(?P<year>\d{{4}})|[\s-]*[-’'](?P<short>\d\d)(?![\d:.h]))?\s*{YEAR}"
        ),
        rf"(?P<name>{WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>\d{{4}}))?",
        rf"(?P<name>{WORD})\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})\s*{YEAR}",
    )
]
WEEKDAY = re.compile(rf"(?P<weekday>{WORD}(?:-{WORD})?)\.?,?\s+(?:the\s+|den\s+|le\s+)?", re.IGNORECASE)
AFTER = re.compile(rf"\s*(?:\(\s*(?P<weekday>{WORD})\.?\s*\)|(?P<chinese>(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]))")
CHINESE_WEEKDAYS = "一二三四五六日"
JOINT = re.compile(r"(?:[\s,;|–—-]|\bT(?=\d)|\b(?:um|at|à|a las|às|alle|в|om|kl\.?|o)\s)*", re.IGNORECASE)
CLOCK = re.compile(
    r"(?P<before>上午|下午|午前|午後|오전|오후|早上|晚上)?\s*(?P<hour>\d{1,2})"
    r"(?:(?:[:.]|\s*(?:[hч時时點点시]|uhr)\.?\s*)(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<after>[ap]\.?\s?m\b\.?|uhr|hours|hrs?|h|o[’']clock|часов|час|ч\.?|мин\.?|分|분|時|时|點|点|시)?",
    re.IGNORECASE,
)
AFTERNOON, MORNING = ("下午", "午後", "오후", "晚上", "p"), ("上午", "午前", "오전", "早上", "a")
OFFSET = re.compile(r"(?P<clock>.*\d)\s*(?P<offset>Z|[+-]\d{2}:?\d{2})")
RANGE = re.compile(r"\s*(?:[-–—~〜至到]|\s(?:to|bis|до|until|à|a)\s)\s*", re.IGNORECASE)
# Spreadsheets write an hour without a day as 1899-12-30 10:00, or as a fraction of a day.
BASE_DAY = re.compile(r"1899-12-3[01][ T]")
FRACTION, AMBIGUOUS_FRACTION = re.compile(r"0?[.,]\d+"), re.compile(r"0?[.,][0-5]\d")
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
# All negative offsets of time zones. Anything else, as in 23:30-00:15, is an end.
WESTERN_OFFSET = re.compile(r"-(?:0[1-9]|1[0-2]):?00|-0[239]:?30")
# Day 0 of a spreadsheet, and of one that was made on a Mac.
EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))


class Written(NamedTuple):
    """A day, month or year, and an hour, as ISO 8601 writes them; `end` is an hour. Each may be empty."""

    day: str = ""
    clock: str = ""
    offset: str = ""
    end: str = ""


def read_written(text, order="", period=None, *, is_hour=False):
    """The Written of a cell, or None if it is something else. Raise ValidationError if it can mean several things.

    `order` is that of days with slashes, `period` that of the conference; `is_hour` is whether the column is for hours.
    """
    text = BASE_DAY.sub("", text)
    if (match := ISO.fullmatch(text)) and is_in(match["day"], None):
        return Written(
            match["day"], (match["clock"] or "").removesuffix(":00") if match["second"] else match["clock"] or ""
        )
    plain = re.sub(r"\d", lambda digit: str(int(digit[0])), normalize("NFKC", text).strip())
    if is_hour and (clock := read_hours(plain, may_be_digits=True)):
        return clock
    if SERIAL.fullmatch(plain):
        return serial(plain, period)
    day, rest = read_day(plain, order, period)
    if not day:
        return read_hours(plain)
    rest = rest[JOINT.match(rest).end() :]
    if not rest:
        return Written(day)
    hours = read_hours(rest, may_be_digits=True, after_day=True)
    return hours and hours._replace(day=day)


def read_day(text, order, period):
    """The day at the beginning of a text, and the rest of the text; ("", "") if it begins with no day."""
    weekday = WEEKDAY.match(text)
    weekday = weekday if weekday and weekdays_of(weekday["weekday"]) else None
    start = weekday.end() if weekday else 0
    match, values = SLASHED.match(text, start), None
    if match:
        values = slashed(match, order) if order else None
    else:
        for pattern in DAYS:
            if (match := pattern.match(text, start)) and (values := parts(match)):
                break
    if not values:
        return "", ""
    day, rest = iso_day(text, values, period), text[match.end() :]
    after = AFTER.match(rest)
    numbers = weekdays_of(weekday["weekday"]) if weekday else set()
    if after:
        named = after["weekday"]
        numbers = weekdays_of(named) if named else {CHINESE_WEEKDAYS.index(after["chinese"][-1].replace("天", "日"))}
        rest = rest[after.end() :] if numbers else rest
    if numbers and PartialDate(day).is_day and date.fromisoformat(day).weekday() not in numbers:
        raise ValidationError(_("“%s”: the weekday and the date do not agree.") % text)
    return day, rest


def parts(match):
    """(year, month, day) of a match of one of DAYS, as texts; None if its word is no month."""
    groups = match.groupdict()
    name = groups.get("name")
    month = month_of(name) if name else groups["month"]
    return (groups.get("year") or groups.get("short") or "", month, groups.get("day")) if month else None


def slashed(match, order):
    one, other = match["one"], match["other"] or match["other2"]
    day, month = (one, other) if order == DAY_FIRST else (other, one)
    if int(month) > LAST_MONTH:
        message = _("“%(text)s” has no month %(month)s: the other days of the sheet have the day in the other place.")
        raise ValidationError(message % {"text": match[0], "month": month})
    return match["year"] or match["year2"], month, day


def iso_day(text, values, period):
    """The day, or the month, in the form of ISO 8601; a short or missing year is completed from the conference."""
    year, *numbers = values
    rest = "".join(f"-{int(number):02}" for number in numbers if number)
    if len(year) == len("2021"):
        return checked(text, f"{year}{rest}")
    years = range(period.first.year, period.last.year + 1) if period else ()
    days = [f"{each}{rest}" for each in years if str(each).endswith(year)]
    days = [day for day in days if is_in(day, period)]
    if len(days) == 1:
        return days[0]
    raise ValidationError(_("“%s”: write the year with four digits, such as 2020-09-28.") % text)


def checked(text, day):
    try:
        return str(PartialDate(day))
    except ValueError:
        raise ValidationError(_("“%s” is no day of the calendar.") % text) from None


def is_in(day, period):
    """Whether a day exists and, if there is a period, is in it."""
    try:
        return period.overlaps(PartialDate(day), PartialDate(day)) if period else bool(PartialDate(day))
    except ValueError:
        return False


def serial(text, period):
    """The Written of a spreadsheet's number for a day, which must be a day of the conference."""
    whole, _point, part = text.replace(",", ".").partition(".")
    days = [str(epoch + timedelta(days=int(whole))) for epoch in EPOCHS]
    days = [day for day in days if period and is_in(day, period)]
    if len(days) != 1:
        message = _(
            "“%s” may be a spreadsheet's number for a day: format the column as dates, and save the file again."
        )
        raise ValidationError(message % text)
    return Written(days[0], fraction(f".{part}") if part else "")


def fraction(text):
    """The hour of a fraction of a day. One within a second of a whole minute is rounded to it."""
    seconds = round(float(text) * 86400)
    minutes = round(seconds / 60)
    seconds = minutes * 60 if abs(seconds - minutes * 60) <= 1 else seconds
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")


def read_hours(text, *, may_be_digits=False, after_day=False):
    """The Written of an hour, which may have an offset or an end; None for another text.

    `may_be_digits` is whether four digits are an hour rather than a year.
    """
    if FRACTION.fullmatch(text):
        # 0.30 is ambiguous: it may be half past midnight, or a fraction of a day.
        return None if AMBIGUOUS_FRACTION.fullmatch(text) else Written(clock=fraction(text.replace(",", ".")))
    if clock := read_clock(text) or (read_digits(text) if may_be_digits else ""):
        return Written(clock=clock)
    start, *ends = RANGE.split(text)
    end = read_clock(ends[0]) if len(ends) == 1 else ""
    start = read_clock(start, like=ends[0]) if end else ""
    with_offset = OFFSET.fullmatch(text)
    clock = read_clock(with_offset["clock"]) if with_offset else ""
    if clock and with_offset["offset"].startswith("-") and not WESTERN_OFFSET.fullmatch(with_offset["offset"]):
        clock = ""
    if start and start != end and not (clock and with_offset["clock"].count(":") > 1):
        # Without a day, 9:30-10:00 has an end. After a day, or if it would end before it begins, it may be an offset.
        if clock and (after_day or start > end):
            message = _("“%(text)s” may be an end or an offset: write %(start)s alone, or %(start)s:00%(offset)s.")
            values = {"text": text, "start": clock, "offset": with_offset["offset"]}
            raise ValidationError(message % values)
        if start > end and int(start[:2]) - int(end[:2]) < NOON:
            raise ValidationError(_("“%s” ends before it begins.") % text)
        return Written(clock=start, end=end)
    return Written(clock=clock, offset=with_offset["offset"]) if clock else None


def read_clock(text, like=""):
    """The hour as HH:MM or HH:MM:SS, or an empty string; `like` is an end, whose a.m. or p.m. counts for both."""
    match = CLOCK.fullmatch(text.strip())
    if not match or not (match["minute"] or match["before"] or match["after"] or like):
        return ""
    half = match["before"] or (match["after"] or "").lower()
    hour, is_named = int(match["hour"]), half.startswith((*AFTERNOON, *MORNING))
    if like and not is_named and (end := CLOCK.fullmatch(like.strip())):
        half = end["before"] or (end["after"] or "").lower()
        is_named = half.startswith((*AFTERNOON, *MORNING))
        if is_named and half.startswith(AFTERNOON) and hour != NOON and hour > int(end["hour"]) % NOON:
            half = "a"
    if is_named and not 1 <= hour <= NOON:
        return ""
    if is_named:
        hour = hour % NOON + NOON * half.startswith(AFTERNOON)
    minute, second = match["minute"] or "00", match["second"]
    if hour > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004
        return ""
    return f"{hour:02}:{minute}" + (f":{second}" if int(second or 0) else "")


def read_digits(text):
    """The hour in four digits, such as 1430; an empty string for another text."""
    return f"{text[:2]}:{text[2:]}" if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", text) else ""

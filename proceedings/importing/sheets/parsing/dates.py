"""Days with slashes: 05/10/2021 is the fifth of October in one country and the tenth of May in another."""

import re
from collections import Counter
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# 30/10/2021, alone or before an hour.
SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)(.*)", re.DOTALL)
DAY_FIRST, MONTH_FIRST = "day", "month"
MOST_SAMPLES = 5
LAST_MONTH = 12
DATED = ("date", "delivered_at")


class DateQuestion(NamedTuple):
    """Whether the day or the month comes first in the sheet: `orders` are the possible answers."""

    samples: list[str]
    orders: list[str]


def date_question(sheet, headings):
    """The DateQuestion about the days with slashes of a sheet, or None if it has none."""
    columns = [heading.at for heading in headings if heading.column.name in DATED]
    dates = Counter()
    for _number, texts in sheet.rows:
        for at in columns:
            if at < len(texts) and (match := SLASHED.fullmatch(texts[at])):
                dates["/".join(match.groups()[:3])] += 1
    if not dates:
        return None
    parts = [tuple(map(int, text.split("/"))) for text in dates]
    orders = []
    if all(month <= LAST_MONTH for _day, month, _year in parts):
        orders.append(DAY_FIRST)
    if all(month <= LAST_MONTH for month, _day, _year in parts):
        orders.append(MONTH_FIRST)
    return DateQuestion(list(dates)[:MOST_SAMPLES], orders or [DAY_FIRST, MONTH_FIRST])


def without_slashes(text, order):
    """The text with its day as YYYY-MM-DD; any other text as it is. Raise ValidationError if it has no such month."""
    match = SLASHED.fullmatch(text)
    if not match or not order:
        return text
    one, other, year, rest = match.groups()
    day, month = (one, other) if order == DAY_FIRST else (other, one)
    if int(month) > LAST_MONTH:
        message = _("“%(text)s” has no month %(month)s: the other days of the sheet have the day in the other place.")
        raise ValidationError(message % {"text": text.strip(), "month": month})
    return f"{year}-{month:0>2}-{day:0>2}{rest}"


def moment_text(day, hour, moment, order):
    """The text of a moment in one cell, or of a day and an hour; raise ValidationError for half of it or both."""
    if moment and (day or hour):
        raise ValidationError(_("the moment is in the column Delivered at already: empty one of the two."))
    if hour and not day:
        raise ValidationError(_("an hour without a day: fill in the column Date."))
    # The hour of a spreadsheet may have one digit.
    padded = f"0{hour}" if re.match(r"\d:", hour) else hour
    return without_slashes(moment or f"{day} {padded}".strip(), order)

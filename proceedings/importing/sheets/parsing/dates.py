"""Dates such as 05/10/2021, whose order the editor is asked for, and moments whose day and hour are in two columns."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .written_times import DAY_FIRST, LAST_MONTH, MONTH_FIRST, SLASHED, Written, read_written

MOST_SAMPLES = 5
DATED = ("date", "delivered_at", "time", "end")
HALF_A_DAY = 12
MIDNIGHT = re.compile(r"00:00(?::00)?")


class DateQuestion(NamedTuple):
    """Whether the day or the month comes first in the sheet: `orders` are the possible answers."""

    samples: list[str]
    orders: list[str]


def date_question(sheet, headings):
    """The DateQuestion about the days with slashes of a sheet, or None if it has none."""
    columns = [heading.at for heading in headings if heading.column.name in DATED]
    parts = {}
    for _number, texts in sheet.rows:
        for at in columns:
            if at < len(texts) and (match := SLASHED.search(texts[at])):
                parts[match[0]] = int(match["one"]), int(match["other"] or match["other2"])
    if not parts:
        return None
    orders = []
    if all(month <= LAST_MONTH for _day, month in parts.values()):
        orders.append(DAY_FIRST)
    if all(month <= LAST_MONTH for month, _day in parts.values()):
        orders.append(MONTH_FIRST)
    return DateQuestion(list(parts)[:MOST_SAMPLES], orders or [DAY_FIRST, MONTH_FIRST])


def end_text(moment, end, text, *, order, period):
    """The hour of the end: `end` from the cell of the moment, or `text` from a cell of its own; empty without either.

    Raise ValidationError for two ends, for another text, and for an end long before the beginning.
    """
    if not text:
        return end
    written = read_written(text, order, period, is_hour=True)
    own, beginning = (written.clock if written else ""), moment[11:16]
    if not own or (end and own != end) or (written.day and written.day != moment[:10]):
        raise ValidationError(_("“%s” is not the hour of the end on this day; write it as 10:45.") % text)
    if beginning > own[:5] and int(beginning[:2]) - int(own[:2]) < HALF_A_DAY:
        raise ValidationError(_("“%s” is before the beginning.") % text)
    return own


def moment_text(texts, *, order, period, day_of_hour):
    """Return (moment as an ISO 8601 text, hour of its end) from one cell, or from the cells of a day and an hour.

    `texts` are those of the columns Date, Time and Delivered at. `day_of_hour` returns the day for an hour without one,
    or an empty string if it is uncertain. Raise ValidationError for an hour without a day, and for two days or hours.
    Other texts are returned unchanged.
    """
    day, hour, moment = texts
    cells = [(day, False), (hour, True), (moment, False)]
    written = [read_written(text, order, period, is_hour=is_hour) if text else Written() for text, is_hour in cells]
    if None in written:
        return moment or f"{day} {hour}".strip(), ""
    if written[2].day and written[2].clock and (day or hour):
        raise ValidationError(_("the moment is in the column Delivered at already: empty one of the two."))
    days = {each.day: None for each in written if each.day}
    timed = [each for each in written if each.clock]
    # Ignore the midnight with which a spreadsheet stores a day.
    timed = [each for each in timed if len(timed) == 1 or not (each.day and MIDNIGHT.fullmatch(each.clock))]
    if len(days) > 1 or len({(each.clock, each.offset) for each in timed}) > 1:
        raise ValidationError(_("the row has two days or two hours: empty one of the two."))
    if not timed:
        return next(iter(days), ""), ""
    clock = timed[0]
    written_day = next(iter(days), "") or day_of_hour(clock.clock)
    if not written_day:
        raise ValidationError(_("an hour without a day: fill in the column Date."))
    return f"{written_day} {clock.clock}{clock.offset}", clock.end

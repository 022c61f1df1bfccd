"""The day of a sitting, from what a file says about it; never the day on which the file was made."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.importing.akomantoso import dates

WORK = "meta/identification/FRBRWork"
EXPRESSION = "meta/identification/FRBRExpression"
# Words in the names of dates: those for the day of the sitting, such as "sitting", and for the file, "#generation".
OF_THE_SITTING = re.compile(r"sitting|session|sesi[oó]n|debate|meeting|hearing|deliver|s[eé]ance|sitzung|held")
OF_THE_FILE = re.compile(
    r"generat|publi|creat|conver|mark.?up|export|import|manif|mandate|expdate|revis|updat|modif|version|file|transform"
)
SEGMENT = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class Evidence(NamedTuple):
    """The evidence of one place in a file for the day of the sitting."""

    element: object
    date: object
    written: str


def day_of(debate, title):
    """Return the day of the debate and notes on it, each (element, message).

    The first of these that has a date decides: docDate, a date in the session's name, an FRBRdate of the sitting, the
    address of the work, another FRBRdate of the work, the beginning of the title. Dates of the file never count.
    """
    evidence = [*of_the_front(debate), *of_the_work(debate)]
    if not evidence and (date := dates.parse_date(title)):
        return date, []
    if not evidence:
        return None, unknown(debate)
    first = evidence[0]
    message = _("this day of the sitting, %(other)s, contradicts %(written)s, which counts.")
    notes = {}
    for element, date, _written in evidence:
        if date != first.date:
            params = {"other": date, "written": f"{first.written} ({first.date})"}
            notes.setdefault(date, (element, message % params))
    return first.date, list(notes.values())


def of_the_front(debate):
    for path in ("docDate", "session//date"):
        for part in ("coverPage", "preface"):
            for element in debate.iterfind(f"{part}//{path}"):
                if date := dates.parse_date(element.get("date", "")):
                    yield Evidence(element, date, f"<{path.rpartition('/')[2]}>")


def of_the_work(debate):
    named = [(element, meaning(element)) for element in debate.iterfind(f"{WORK}/FRBRdate")]
    certain = [element for element, word in named if word == "sitting"]
    certain += [each for each in debate.iterfind(f"{EXPRESSION}/FRBRdate") if meaning(each) == "sitting"]
    yield from parsed(certain)
    for name in ("FRBRuri", "FRBRthis"):
        for element in debate.iterfind(f"{WORK}/{name}"):
            segments = filter(SEGMENT.match, element.get("value", "").split("/"))
            if date := next(filter(None, map(dates.parse_date, segments)), None):
                yield Evidence(element, date, name)
    yield from parsed(element for element, word in named if word == "work")


def parsed(elements):
    for element in elements:
        if date := dates.parse_date(element.get("date", "")):
            yield Evidence(element, date, f'FRBRdate name="{element.get("name", "")}"')


def meaning(element):
    """Return the meaning of a date: "sitting", "file", or "work", which can be either."""
    name = element.get("name", "").casefold()
    if OF_THE_FILE.search(name):
        return "file"
    return "sitting" if OF_THE_SITTING.search(name) else "work"


def unknown(debate):
    """Return the note for a debate without a day: whether the file has only dates of itself."""
    for element in debate.iterfind(f"{WORK}/FRBRdate"):
        if date := dates.parse_date(element.get("date", "")):
            return [(element, _("the day of the sitting is not known: %s is a date of the file.") % date)]
    return [(debate, _("the day of the sitting is not known."))]

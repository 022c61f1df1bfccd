"""The conference that a report states: its title, days and language."""

import re
from datetime import date

from .lexicon import words

# The title of a report is a short first paragraph.
LONGEST_TITLE = 200
CHINESE_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
# Characters in which a report states its day.
LOOKED_AT = 5000


def conference_of(document, language):
    """Return {title, language, starts_on, ends_on} as far as a Document states them."""
    facts = {"title": title_of(document), "language": language}
    day = first_day(document.text[:LOOKED_AT], language) or document.date
    if day:
        facts |= {"starts_on": day, "ends_on": day}
    return {name: value for name, value in facts.items() if value}


def title_of(document):
    headings = [document.text[block.start : block.end] for block in document.blocks if block.role == "heading"]
    first = document.text[document.blocks[0].start : document.blocks[0].end] if document.blocks else ""
    is_title = len(first) <= LONGEST_TITLE and first[-1:] not in ".!?。:：" and len(document.blocks) > 1
    title = (headings[:1] or ([first] if is_title else []) or [document.title])[0]
    return " ".join(title.split())[:LONGEST_TITLE]


def first_day(text, language):
    """Return the first day that a text names with its month and year, in ISO form, or ""."""
    if match := CHINESE_DAY.search(text):
        return iso(*map(int, match.groups()))
    months = words(language).get("months")
    if not months:
        return ""
    names = {name.lower(): number for number, name in enumerate(months, 1)}
    month = "|".join(names)
    pattern = (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[–-]\s*\d{{1,2}})?(?:\s+of)?\s+(?P<month>{month}),?\s+(?P<year>\d{{4}})"
        rf"|(?P<m>{month})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"
    )
    if match := re.search(pattern, text, re.IGNORECASE):
        year, name, day = (match[long] or match[short] for long, short in (("year", "y"), ("month", "m"), ("day", "d")))
        return iso(int(year), names[name.lower()], int(day))
    return ""


def iso(year, month, day):
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""

"""The headings of a sheet: the column that each one means, by its text or by the editor's choice."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.loader.nearest import nearest_name
from proceedings.importing.sheets.files.sheet import Sheet, column_letter
from proceedings.models import Kind

from . import cells
from .columns import BY_NAME, COLUMNS, REPEATED, TEXT, Column
from .synonyms import PROPOSALS

# An editor's choice for a column that is not imported.
LEFT_OUT = ""
# The beginning of the key of a column without a heading.
UNNAMED = ":"
# The headings are in one of the first rows; the rows above them are a title or a remark.
MOST_ABOVE = 20
MOST_SAMPLES = 3
# A similar heading has at least so many letters, and shares at least this percentage of them.
SHORTEST, SIMILAR = 5, 75


class Heading(NamedTuple):
    """A column of one sheet, at its index from 0."""

    at: int
    column: Column

    @property
    def letter(self):
        return column_letter(self.at)

    @property
    def name(self):
        return f"{self.letter} ({self.column.heading})"


class ColumnQuestion(NamedTuple):
    """A heading that names no column: `proposal` is the name of the column that it may mean, or empty.

    `samples` are the first texts below it.
    """

    key: str
    heading: str
    letter: str
    samples: list[str]
    proposal: str


def heading_key(heading):
    """A heading without case, spaces and punctuation; one that consists of these only stays.

    >>> heading_key(" Delivered  AT* "), heading_key("delivered_at"), heading_key("#")
    ('deliveredat', 'deliveredat', '#')
    """
    return re.sub(r"[\W_]+", "", heading).casefold() or heading.strip()


def key_at(headings, at):
    """The key of a heading, or the letter of a column without one, which no other sheet has: “:C”."""
    return heading_key(headings[at]) or f"{UNNAMED}{column_letter(at)}"


BY_KEY = {heading_key(column.name): column for column in COLUMNS} | {
    heading_key(column.heading): column for column in BY_NAME.values()
}


def column_of(text):
    """The Column that a heading names, or None."""
    key = heading_key(text)
    return BY_NAME[TEXT] if re.fullmatch(r"text\d+", key) else BY_KEY.get(key)


def below_headings(sheet: Sheet) -> Sheet:
    """Find the row of the headings, which may be below a title. `above` of the returned sheet are the rows before it.

    The headings are the first row with two known ones, or else the first row with at least two usual ones that are at
    least half of its texts, or else the first row with several texts. Below headings that are merged over several
    columns, a second row has the headings of these columns.
    """
    rows = [(sheet.heading_row, sheet.headings), *sheet.rows[:MOST_ABOVE]]
    known = (at for at, (_number, texts) in enumerate(rows) if sum(map(bool, map(column_of, texts))) > 1)
    usual = (at for at, (_number, texts) in enumerate(rows) if are_headings(texts))
    several = (at for at, (_number, texts) in enumerate(rows) if sum(map(bool, map(str.strip, texts))) > 1)
    at = next(known, next(usual, next(several, 0)))
    number, headings = rows[at]
    if at + 1 < len(rows) and (both := in_two_rows(headings, rows[at + 1][1], sheet.spans.get(number, ()))):
        at, headings, number = at + 1, both, rows[at + 1][0]
    headings = [*headings, *[""] * (sheet.width - len(headings))]
    faults = [fault for fault in sheet.faults if fault.row > number]
    return sheet._replace(
        headings=headings, heading_row=number, rows=sheet.rows[at:], faults=faults, above=rows[:at], spans={}
    )


def in_two_rows(headings, below, spans):
    """The headings of two rows, if the first has headings merged over several columns; else None.

    `spans` are the first and the last column of merged headings.
    """
    width = max(len(headings), len(below))
    above, below = ([text.strip() for text in [*row, *[""] * (width - len(row))]] for row in (headings, below))
    first = {
        at: first for first, last in spans if all(below[first : last + 1]) for at in range(first, min(last + 1, width))
    }
    # A heading merged over both rows is the same or empty in the second. Other texts may be those of a statement.
    is_same = all(below[at] in {"", above[at]} for at in range(width) if at not in first)
    if not first or not (is_same or sum(map(is_heading, below)) > 1):
        return None
    # A heading that occurs twice in the second row gets the one above it as a prefix.
    return [
        f"{above[first[at]]} {text}" if at in first and below.count(text) > 1 else text or above[at]
        for at, text in enumerate(below)
    ]


def are_headings(texts):
    """Whether two texts of a row, and at least half of them, are usual headings."""
    filled = [text for text in texts if text.strip()]
    return sum(map(is_heading, filled)) >= max(2, len(filled) / 2)


def is_heading(text):
    """Whether a text is a usual heading."""
    return bool(column_of(text) or PROPOSALS.get(heading_key(text)))


def parse_headings(sheet, choices=None):
    """The Headings in the sheet's order, problems as (index of the column, message), and the indexes of unknown ones.

    `choices` are an editor's, {key: name of a column, or LEFT_OUT}. Columns without a heading and texts are left out.
    """
    headings, problems, unknown, seen = [], [], [], {}
    filled = {at for _number, texts in sheet.rows for at, text in enumerate(texts) if text.strip()}
    for at, text in enumerate(sheet.headings):
        choice = (choices or {}).get(key_at(sheet.headings, at))
        column = column_of(text) or BY_NAME.get(choice)
        if column is None:
            if choice is None and (text.strip() or at in filled):
                unknown.append(at)
            continue
        name = TEXT if column.name == "abstract" else column.name
        if name in seen and name not in REPEATED and not (name == TEXT and column_of(text)):
            message = _("“%(heading)s” is the column %(column)s, as is column %(other)s: remove one.")
            values = {"heading": text, "column": column.heading, "other": column_letter(seen[name])}
            problems.append((at, message % values))
            continue
        seen.setdefault(name, at)
        headings.append(Heading(at, column))
    return headings, problems, unknown


def column_questions(sheet, unknown):
    """A ColumnQuestion for each of the unknown headings, given by index."""
    taken = {column.name for column in map(column_of, sheet.headings) if column}
    questions = []
    for at in unknown:
        heading = sheet.headings[at]
        proposed = proposal(heading_key(heading), taken)
        if proposed == "kind" and not all(map(is_kind, samples(sheet, at))):
            # Another system's kinds of talks, such as workshop, are not ours.
            proposed = ""
        if proposed not in REPEATED:
            taken.add(proposed)
        questions.append(
            ColumnQuestion(key_at(sheet.headings, at), heading, column_letter(at), samples(sheet, at), proposed)
        )
    return questions


def is_kind(text):
    try:
        return bool(cells.choice(text, Kind))
    except ValidationError:
        return False


def samples(sheet, at):
    texts = (texts[at].strip() for _number, texts in sheet.rows if at < len(texts))
    return list(dict.fromkeys(filter(None, texts)))[:MOST_SAMPLES]


def proposal(key, taken):
    """The name of the column that an unknown heading may mean, unless it is taken; or an empty string."""
    stem = key.rstrip("0123456789")
    if key in PROPOSALS:
        name = PROPOSALS[key]
    elif stem != key and stem in PROPOSALS.keys() | BY_KEY.keys():
        # “Speaker 1”, “Speaker 2”.
        name = PROPOSALS.get(stem) or BY_KEY[stem].name
        return name if name in REPEATED else ""
    else:
        similar = nearest_name(key, BY_KEY, cutoff=SIMILAR) if len(key) >= SHORTEST else ""
        name = BY_KEY[similar].name if similar else ""
    return name if name not in taken else ""

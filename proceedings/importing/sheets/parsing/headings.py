"""The headings of a sheet: which of its columns is which, as they say or as the editor chose."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.importing.loader.nearest import nearest_name
from proceedings.importing.sheets.files.sheet import Sheet, column_letter

from .columns import BY_NAME, TEXT, Column

# An editor's choice for a column that is not imported.
LEFT_OUT = ""
# The headings are in one of the first rows; the rows above them are a title or a remark.
MOST_ABOVE = 20
MOST_SAMPLES = 3
# The columns that headings of other programs usually mean. They are proposed, and the editor decides.
SYNONYMS = {
    "speaker": "name fullname author authors presenter presenters speakers lecturer person who",
    "text": "abstract description content transcript speech statement remarks body words",
    "title": "talk talktitle presentation topic subject paper",
    "session": "track panel section block sessiontitle",
    "conference": "event meeting",
    "speaker_identifier": "orcid orcidid wikidata wikidataid qid viaf isni speakerid personid authorid",
    "organisation_identifier": "ror rorid organisationid organizationid affiliationid",
    "post": "position role jobtitle job function capacity",
    "organisation": "organization affiliation company institution institute body",
    "country": "nation",
    "date": "day startdate",
    "time": "start starttime begin hour clock",
    "delivered_at": "datetime startsat timestamp",
    "themes": "theme tags keywords topics categories category",
    "language": "lang locale",
    "source_url": "url link website",
    "recording_url": "video videourl youtube recordingurl",
    "kind": "type format",
    "slug": "id permalink",
}


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
    """A heading without case, spaces and punctuation.

    >>> heading_key(" Delivered  AT* "), heading_key("delivered_at")
    ('deliveredat', 'deliveredat')
    """
    return re.sub(r"[\W_]+", "", heading).casefold()


BY_KEY = {heading_key(word): column for column in BY_NAME.values() for word in (column.name, column.heading)}
PROPOSALS = {synonym: name for name, synonyms in SYNONYMS.items() for synonym in synonyms.split()}


def column_of(text):
    """The Column that a heading names, or None."""
    key = heading_key(text)
    return BY_NAME[TEXT] if re.fullmatch(r"text\d+", key) else BY_KEY.get(key)


def below_headings(sheet: Sheet) -> Sheet:
    """The sheet with the headings that it has below a title: `above` are the rows that are passed over.

    The headings are the first row with two known ones. Without such a row, they are the first row with several texts.
    """
    rows = [(sheet.heading_row, sheet.headings), *sheet.rows[:MOST_ABOVE]]
    known = (at for at, (_number, texts) in enumerate(rows) if sum(map(bool, map(column_of, texts))) > 1)
    several = (at for at, (_number, texts) in enumerate(rows) if sum(map(bool, map(str.strip, texts))) > 1)
    at = next(known, next(several, 0))
    number, headings = rows[at]
    faults = [fault for fault in sheet.faults if fault.row > number]
    return sheet._replace(headings=headings, heading_row=number, rows=sheet.rows[at:], faults=faults, above=rows[:at])


def parse_headings(texts, choices=None):
    """The Headings in the sheet's order, problems as (index of the column, message), and the indexes of unknown ones.

    `choices` are an editor's, {heading_key: name of a column, or LEFT_OUT}.
    """
    headings, problems, unknown, seen = [], [], [], {}
    for at, text in enumerate(texts):
        choice = (choices or {}).get(heading_key(text))
        column = column_of(text) or BY_NAME.get(choice)
        if column is None:
            if not text.strip():
                problems.append((at, _("the column has no heading: name it, or delete it.")))
            elif choice is None:
                unknown.append(at)
            continue
        if column.name in seen and not (column.name == TEXT and column_of(text)):
            message = _("“%(heading)s” is the column %(column)s, as is column %(other)s: remove one.")
            values = {"heading": text, "column": column.heading, "other": column_letter(seen[column.name])}
            problems.append((at, message % values))
            continue
        seen.setdefault(column.name, at)
        headings.append(Heading(at, column))
    return headings, problems, unknown


def column_questions(sheet, unknown):
    """A ColumnQuestion for each of the unknown headings, given by index."""
    asked = [(at, sheet.headings[at]) for at in unknown]
    return [
        ColumnQuestion(heading_key(heading), heading, column_letter(at), samples(sheet, at), proposal(sheet, at))
        for at, heading in asked
    ]


def samples(sheet, at):
    texts = (texts[at].strip() for _number, texts in sheet.rows if at < len(texts))
    return list(dict.fromkeys(filter(None, texts)))[:MOST_SAMPLES]


def proposal(sheet, at):
    """The name of the column that an unknown heading may mean, unless another heading names it; or an empty string."""
    key = heading_key(sheet.headings[at])
    name = PROPOSALS.get(key)
    if name is None and (similar := nearest_name(key, BY_KEY)):
        name = BY_KEY[similar].name
    taken = {column.name for column in map(column_of, sheet.headings) if column}
    return name if name and name not in taken else ""

"""The columns of a sheet of statements, and their headings."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proceedings.importing.loader.errors import did_you_mean
from proceedings.importing.loader.nearest import nearest_name
from proceedings.models import Form, Kind

from .files.sheet import column_letter


class Column(NamedTuple):
    """`name` is that of the field, `width` is in characters, `choices` is an enum of the values."""

    name: str
    heading: str
    description: str
    example: str
    width: int = 20
    choices: type | None = None


# Headings are not translated: editors know them from last year's files.
COLUMNS = [
    Column(
        "conference",
        "Conference",
        _("Its title or address; required unless one is chosen for the whole sheet. It must be on the record."),
        "Forum 2020",
    ),
    Column(
        "session",
        "Session",
        _("Its title or address. A title that the conference does not have is a new session."),
        "Opening",
    ),
    Column("position", "Position", _("The place in the session, from 1; empty: the statement comes last."), "1", 9),
    Column(
        "speaker",
        "Speaker",
        _("One of the names, in any script, or the address. Empty only for a narrative, which has no speaker."),
        "Vladimir Norov",
        28,
    ),
    Column(
        "country",
        "Country",
        _("For a new speaker: the English name, or the two-letter code, such as UZ."),
        "Uzbekistan",
    ),
    Column(
        "post",
        "Post",
        _("The title of the post in which the speaker spoke. A new one is added to the speaker."),
        "Secretary-General",
    ),
    Column(
        "organisation",
        "Organisation",
        _("That of the post: a name, an acronym or an address; empty: none."),
        "SCO",
    ),
    Column("kind", "Kind", _("The kind of statement; empty: remarks."), "address", 16, Kind),
    Column("form", "Form", _("Whose words they are; empty: verbatim."), "verbatim", 12, Form),
    Column("title", "Title", _("A few words that distinguish it from the speaker's others."), "On health", 36),
    Column(
        "text", "Text", _("The statement, in Markdown; an empty line begins a new paragraph."), "Dear colleagues, …", 60
    ),
    Column(
        "language",
        "Language",
        _("The language of title and text (BCP 47), such as en, ru or zh-Hant; empty: the conference's."),
        "en",
        10,
    ),
    Column(
        "delivered_at",
        "Delivered at",
        _("Day and time in the time zone of the conference, such as 2020-09-28 10:00; empty if unknown."),
        "2020-09-28 10:00",
    ),
    Column("themes", "Themes", _("Names or addresses, separated by semicolons."), "Health; Trade", 28),
    Column("source", "Source", _("The source of the text, in words."), "Official transcript"),
    Column(
        "source_url", "Source address", _("The address of the source on the web."), "https://example.org/transcript"
    ),
    Column("doi", "DOI", _("Without https://doi.org/."), "10.1234/abcd"),
    Column("recording_url", "Recording", _("The address of the recording."), "https://example.org/video"),
    Column(
        "recording_start",
        "Recording start",
        _("Its start in the recording: seconds, or 1:02:30."),
        "1:02:30",
        14,
    ),
    Column(
        "slug",
        "Address",
        _("For a statement on the record: the last part of its page's address. Empty for a new one."),
        "",
        28,
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}
# A cell holds 32,767 characters: a longer text continues in columns of this name and a number.
TEXT = "text"
# Required for a new statement; a row with an address has them already.
REQUIRED = ("session", "speaker", "title")


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


def heading_key(heading):
    """A heading without case, spaces and punctuation.

    >>> heading_key(" Delivered  AT* "), heading_key("delivered_at")
    ('deliveredat', 'deliveredat')
    """
    return re.sub(r"[\W_]+", "", heading).casefold()


BY_KEY = {heading_key(word): column for column in COLUMNS for word in (column.name, column.heading)}


def parse_headings(texts):
    """The Headings, in the sheet's order, and problems: (index of the column, message)."""
    headings, problems, seen = [], [], {}
    for at, text in enumerate(texts):
        key = heading_key(text)
        column = BY_KEY.get(key)
        if column is None and re.fullmatch(r"text\d+", key):
            column = BY_NAME[TEXT]
        elif column and column.name in seen:
            message = _("“%(heading)s” is a heading twice, here and in column %(other)s: remove one.")
            problems.append((at, message % {"heading": text, "other": column_letter(seen[column.name])}))
            continue
        if column is None:
            problems.append((at, unknown_heading_message(text)))
            continue
        seen.setdefault(column.name, at)
        headings.append(Heading(at, column))
    return headings, problems


def unknown_heading_message(heading):
    if not heading.strip():
        return _("the column has no heading: name it, or delete it.")
    similar = BY_KEY.get(nearest_name(heading_key(heading), BY_KEY))
    message = _("there is no column “%s”.") % heading
    if similar:
        return message + did_you_mean(f"“{similar.heading}”")
    return message + " " + _("The columns are %s.") % ", ".join(column.heading for column in COLUMNS)

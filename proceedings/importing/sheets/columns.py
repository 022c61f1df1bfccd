"""The columns of a sheet of statements, as their headings call them."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proceedings.importing.loader.errors import did_you_mean
from proceedings.importing.loader.nearest import nearest
from proceedings.models import Form, Kind

from .sheet import letter


class Column(NamedTuple):
    """`name` is the field's, `width` that of the column in characters, `choices` an enum of its values."""

    name: str
    heading: str
    meaning: str
    example: str
    width: int = 20
    choices: type | None = None


# Headings are what editors write and what they look for in a file of last year: they are not translated.
COLUMNS = [
    Column(
        "conference",
        "Conference",
        _("Its title or address; needed only where none is chosen for the whole sheet. It must be on the record."),
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
        _("One of the names, in any script, or the address. Empty only for a narrative, which nobody said."),
        "Vladimir Norov",
        28,
    ),
    Column(
        "country",
        "Country",
        _("Of a speaker who is new: the name in English or two letters, such as UZ."),
        "Uzbekistan",
    ),
    Column(
        "post",
        "Post",
        _("The capacity in which the speaker spoke: the title of the post. A new one is added to the speaker."),
        "Secretary-General",
    ),
    Column(
        "organisation", "Organisation", _("Where the post is: a name, an acronym or an address; empty: none."), "SCO"
    ),
    Column("kind", "Kind", _("What sort of statement it is; empty: remarks."), "address", 16, Kind),
    Column("form", "Form", _("Whose words they are; empty: verbatim."), "verbatim", 12, Form),
    Column("title", "Title", _("A few words that tell this statement from the speaker's others."), "On health", 36),
    Column(
        "text", "Text", _("What was said, in Markdown; an empty line begins a new paragraph."), "Dear colleagues, …", 60
    ),
    Column(
        "language",
        "Language",
        _("Of title and text (BCP 47), such as en, ru or zh-Hant; empty: the conference's."),
        "en",
        10,
    ),
    Column(
        "delivered_at",
        "Delivered at",
        _("Day and time in the zone of the conference, such as 2020-09-28 10:00; empty when it is not known."),
        "2020-09-28 10:00",
    ),
    Column("themes", "Themes", _("Names or addresses, with semicolons between them."), "Health; Trade", 28),
    Column("source", "Source", _("What the text was taken from, in words."), "Official transcript"),
    Column("source_url", "Source address", _("Its address on the web."), "https://example.org/transcript"),
    Column("doi", "DOI", _("Without https://doi.org/."), "10.1234/abcd"),
    Column("recording_url", "Recording", _("The address of the recording."), "https://example.org/video"),
    Column(
        "recording_start", "Recording start", _("Where it begins in the recording: seconds, or 1:02:30."), "1:02:30", 14
    ),
    Column(
        "slug",
        "Address",
        _("Of a statement that is on the record already: the last part of its page's address. Empty for a new one."),
        "",
        28,
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}
# A cell holds 32,767 characters: a longer text goes on in columns of this name and a number.
TEXT = "text"
# What a new statement cannot be without; a row with an address has them already.
NEEDED = ("session", "speaker", "title")


class Heading(NamedTuple):
    """A column of one sheet: where it stands, and which of ours it is."""

    at: int
    column: Column

    @property
    def letter(self):
        return letter(self.at)

    @property
    def name(self):
        return f"{self.letter} ({self.column.heading})"


def spelled(heading):
    """A heading without what people write differently.

    >>> spelled(" Delivered  AT* "), spelled("delivered_at")
    ('deliveredat', 'deliveredat')
    """
    return re.sub(r"[\W_]+", "", heading).casefold()


KNOWN = {spelled(word): column for column in COLUMNS for word in (column.name, column.heading)}


def recognised(headings):
    """The Headings, in the sheet's order, and complaints: (column from 0, message)."""
    found, complaints, seen = [], [], {}
    for at, heading in enumerate(headings):
        word = spelled(heading)
        column = KNOWN.get(word)
        if column is None and re.fullmatch(r"text\d+", word):
            column = BY_NAME[TEXT]
        elif column and column.name in seen:
            message = _("“%(heading)s” stands twice, here and in column %(other)s: remove one.")
            complaints.append((at, message % {"heading": heading, "other": letter(seen[column.name])}))
            continue
        if column is None:
            complaints.append((at, unknown(heading)))
            continue
        seen.setdefault(column.name, at)
        found.append(Heading(at, column))
    return found, complaints


def unknown(heading):
    if not heading.strip():
        return _("the column has no heading: name it, or delete it.")
    meant = KNOWN.get(nearest(spelled(heading), KNOWN))
    message = _("there is no column “%s”.") % heading
    if meant:
        return message + did_you_mean(f"“{meant.heading}”")
    return message + " " + _("There are: %s.") % ", ".join(column.heading for column in COLUMNS)

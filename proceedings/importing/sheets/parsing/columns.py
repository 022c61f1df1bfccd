"""The columns of a sheet of statements."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proceedings.models import Form, Kind, TextFormat


class Column(NamedTuple):
    """`name` is that of the field, `width` is in characters, `choices` is an enum of the values."""

    name: str
    heading: str
    description: str
    example: str
    width: int = 20
    choices: type | None = None


# Headings are not translated, because editors know them from last year's files.
COLUMNS = [
    Column(
        "conference",
        "Conference",
        _(
            "Its title or address; required unless one is chosen for the whole sheet. "
            "A new one is described after the upload."
        ),
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
        _(
            "One of the names, in any script, or the address; several speakers are separated by semicolons. "
            "Empty only for a narrative, and for a speaker whom the source does not name."
        ),
        "Vladimir Norov",
        28,
    ),
    Column(
        "label",
        "Printed as",
        _(
            "The speaker as the source prints it, such as A Deputy; required if the speaker is not named. "
            "For several speakers as the posts."
        ),
        "Deputy Chen (Minister)",
    ),
    Column(
        "speaker_identifier",
        "Speaker identifier",
        _(
            "Identifiers of the speaker in other registries, as registry:identifier, separated by commas. "
            "They count before the name. For several speakers as the posts."
        ),
        "wikidata:Q4116955, viaf:12345",
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
        _(
            "The title of the post in which the speaker spoke. A new one is added to the speaker. "
            "For several speakers, one for each, separated by semicolons; it can be empty."
        ),
        "Secretary-General",
    ),
    Column(
        "organisation",
        "Organisation",
        _("That of the post: a name, an acronym or an address; empty: none. For several speakers as the posts."),
        "SCO",
    ),
    Column(
        "organisation_identifier",
        "Organisation identifier",
        _("Identifiers of the organisation, as those of the speaker."),
        "wikidata:Q485207",
        28,
    ),
    Column("kind", "Kind", _("The kind of statement; empty: remarks."), "address", 16, Kind),
    Column(
        "form", "Form", _("Whose words they are; empty: as the conference has it, or verbatim."), "verbatim", 12, Form
    ),
    Column("title", "Title", _("A few words that distinguish it from the speaker's others."), "On health", 36),
    Column("text", "Text", _("The statement; an empty line begins a new paragraph."), "Dear colleagues, …", 60),
    Column(
        "text_format",
        "Text format",
        _("How the text is written: plain text or Markdown; empty: Markdown."),
        "markdown",
        12,
        TextFormat,
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
        _(
            "Day and time in the time zone of the conference, such as 2020-09-28 10:00. "
            "Without the hour, a day, a month or a year: 2020-09-28, 2020-09 or 2020. Empty if unknown."
        ),
        "2020-09-28 10:00",
    ),
    Column("themes", "Themes", _("Names or addresses, separated by semicolons."), "Health; Trade", 28),
    Column("source", "Source", _("The source of the text, in words."), "Official transcript"),
    Column(
        "source_url", "Source address", _("The address of the source on the web."), "https://example.org/transcript"
    ),
    Column(
        "rights",
        "Rights",
        _("An SPDX licence identifier or the address of the terms; empty: those of the conference."),
        "CC-BY-4.0",
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
    Column("recording_end", "Recording end", _("Its end in the recording: seconds, or 1:09:45."), "1:09:45", 14),
    Column(
        "slug",
        "Address",
        _("For a statement on the record: the last part of its page's address. Empty for a new one."),
        "",
        28,
    ),
    Column(
        "recording_timestamps",
        "Timestamps",
        _("Times in the recording, each on a line with the words that are spoken there."),
        "1:02:30 Rivers cross borders",
        36,
    ),
]
# Columns of other people's sheets that our template lacks: parts of one of its columns, and the room.
ELSEWHERE = [
    Column("date", "Date", _("The day; the hour is in the column Time."), "2020-09-28"),
    Column("time", "Time", _("The hour on the day in the column Date, or else on that of the session."), "10:00"),
    Column("end", "End", _("The hour at which a session of one statement ends."), "10:45"),
    Column("given", "First name", _("The first name of a speaker; the last name is in another column."), "Vladimir"),
    Column("middle", "Middle name", _("A middle name or a patronymic of a speaker."), "Imamovich"),
    Column("family", "Last name", _("The last name of a speaker."), "Norov"),
    Column("abstract", "Text (summary)", _("The text as a summary, such as the abstract of a talk."), "On rivers."),
    Column("room", "Room of the session", _("Of a new session."), "Hall A"),
]
BY_NAME = {column.name: column for column in [*COLUMNS, *ELSEWHERE]}
# A cell holds 32,767 characters: a longer text continues in columns of this name and a number.
TEXT = "text"
# Required for a new statement; a row with an address has them already.
REQUIRED = ("session", "speaker", "title")
# Several columns of a sheet may mean the same one of these: a column for each speaker, or for each theme.
REPEATED = frozenset(
    {
        "speaker",
        "given",
        "middle",
        "family",
        "label",
        "post",
        "organisation",
        "speaker_identifier",
        "organisation_identifier",
        "themes",
    }
)

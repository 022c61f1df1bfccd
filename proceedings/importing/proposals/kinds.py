"""The kinds of files that can be drafted from, and their readers.

A reader is a function of (data: bytes, name: str, language: str) that returns (text, Proposal) and raises
UnreadableFileError with a sentence for the editor. It is imported when it is needed, and runs in the sandbox: it uses
no database. Prose (text, Markdown, HTML, DOCX, PDF) becomes a `documents.Document` first, which is read as a transcript
if enough of it stands after labels of speakers, and as a report otherwise.
"""

import io
import json
import re
import zipfile
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UnreadableFileError(ValueError):
    """The file cannot be read; the message says why and what to do, for the person who gave it."""


class FileKind(NamedTuple):
    """`reader` is "module:function", or "" for prose."""

    label: str | Promise
    reader: str = ""


SUBTITLES, SCHEDULES = "proceedings.importing.transcripts.subtitles", "proceedings.importing.schedules"
KINDS = {
    "text": FileKind(gettext_lazy("Text")),
    "markdown": FileKind("Markdown"),
    "html": FileKind(gettext_lazy("Web page (HTML)")),
    "docx": FileKind("Word (DOCX)"),
    "pdf": FileKind("PDF"),
    "srt": FileKind(gettext_lazy("Subtitles (SRT)"), f"{SUBTITLES}:read_srt"),
    "webvtt": FileKind(gettext_lazy("Subtitles (WebVTT)"), f"{SUBTITLES}:read_webvtt"),
    "frab": FileKind(gettext_lazy("Programme (frab XML)"), f"{SCHEDULES}:read_frab"),
    "pretalx": FileKind(gettext_lazy("Programme (pretalx JSON)"), f"{SCHEDULES}:read_pretalx"),
    "indico": FileKind(gettext_lazy("Programme (Indico JSON)"), f"{SCHEDULES}:read_indico"),
    "sessionize": FileKind(gettext_lazy("Programme (Sessionize JSON)"), f"{SCHEDULES}:read_sessionize"),
    "icalendar": FileKind(gettext_lazy("Programme (iCalendar)"), f"{SCHEDULES}:read_icalendar"),
}
# The two ways to read prose, for a person to choose: with `--kind report`, only the file's format is recognised.
PROSE_READERS = {
    "report": "proceedings.importing.reports:read_report",
    "transcript": "proceedings.importing.transcripts:read_transcript",
}
# A function that returns whether a Document is a transcript.
IS_TRANSCRIPT = "proceedings.importing.transcripts:is_transcript"

# Documents of Word before 2007 and those with a password, and RTF.
OTHER_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
SAVE_AS_DOCX = gettext_lazy(
    "This office document cannot be read. Save it as Word (DOCX), without a password, or as PDF."
)
UPLOAD_AS_SHEET = gettext_lazy("This is a spreadsheet. Upload it as a sheet.")
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
SHEETS = {".csv", ".tsv", ".xls", ".xlsx", ".ods"}
# SBV, SubStation Alpha, MicroDVD, TTML and LRC.
OTHER_SUBTITLES = re.compile(
    r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s|"
    r"\[Script Info\]|\{\d+\}\{\d+\}|(?:<\?xml[^>]*>\s*)?<tt[\s:>]|\[(?:ar|ti|al|by|length):"
)
MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Patterns at the start of a file, after white space.
STARTS = {
    "webvtt": re.compile(r"WEBVTT\b"),
    "srt": re.compile(r"(?:\d+\s*\r?\n)?\d+:\d\d:\d\d[,.:]\d{1,3} --> "),
    "icalendar": re.compile(r"(?i)BEGIN:VCALENDAR"),
    "frab": re.compile(r"<(?=[^\0]*<schedule\b|schedule\b)"),
    "html": re.compile(
        r"(?i)(<\?xml[^>]*>|<!--(?s:.*?)-->|\s+)*<(!doctype html|html|head|body|meta|title|div|p|h[1-6])\b"
    ),
}
NAMES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
# Fields of a talk in pretalx's API that no event of Indico has.
TALK_OF_PRETALX = {"submission_type", "slot", "slots", "slot_count", "submission"}
WIDGET_OF_PRETALX = {"talks", "speakers", "rooms"}
DATA_OF_SESSIONIZE = {"sessions", "speakers", "rooms"}
# The fields by which Sessionize's views are recognised: lists of groups, of days and of speakers.
VIEWS_OF_SESSIONIZE = ({"groupId", "sessions"}, {"date", "rooms"}, {"fullName", "sessions"})
# The first bytes of a file, from which its kind is recognised.
START = 4096


def kind_choices():
    """Return the names that a person can choose from: the kinds of files, and the two ways to read prose."""
    return [*KINDS, *PROSE_READERS]


def recognise(data: bytes, name: str = "") -> str:
    """Return the kind of a file, a key of KINDS, from its first bytes, or else from its name.

    Raise UnreadableFileError if it is none of them.
    """
    if data[:START].lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return recognise_archive(data)
    if data.startswith(OTHER_OFFICE):
        raise UnreadableFileError(SAVE_AS_DOCX)
    is_utf16 = data[:2] in MARKS_OF_UTF16
    if b"\0" in data[:START] and not is_utf16:
        raise UnreadableFileError(
            _("This is not a text, a web page, a Word document, a PDF, subtitles or a programme.")
        )
    start = data[:START].decode("utf-16" if is_utf16 else "utf-8-sig", "ignore").lstrip()
    if OTHER_SUBTITLES.match(start):
        raise UnreadableFileError(_("Subtitles of this kind cannot be read. Save them as SRT or WebVTT."))
    by_start = next((kind for kind, pattern in STARTS.items() if pattern.match(start)), "")
    if not by_start and start[:1] in ("{", "["):
        by_start = recognise_json(data)
    suffix = PurePath(name).suffix.lower()
    if by_start in {"", "html"} and suffix in SHEETS:
        raise UnreadableFileError(UPLOAD_AS_SHEET)
    return by_start or NAMES.get(suffix, "text")


def recognise_archive(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFileError(_("This file is damaged.")) from None
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and SPREADSHEET in data[:START]:
        raise UnreadableFileError(UPLOAD_AS_SHEET)
    if "content.xml" in names:
        raise UnreadableFileError(SAVE_AS_DOCX)
    if "xl/workbook.xml" in names:
        raise UnreadableFileError(UPLOAD_AS_SHEET)
    raise UnreadableFileError(_("This is an archive. Take the documents out of it and give them one by one."))


def recognise_json(data):
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return "text"
    if isinstance(content, dict) and "schedule" in content:
        return "pretalx"
    if isinstance(content, dict) and (
        content.keys() >= WIDGET_OF_PRETALX or "submission" in first_object(content.get("slots"))
    ):
        return "pretalx"
    if isinstance(content, dict) and "results" in content:
        return "pretalx" if first_object(content["results"]).keys() & TALK_OF_PRETALX else "indico"
    if isinstance(content, dict) and content.keys() >= DATA_OF_SESSIONIZE:
        return "sessionize"
    if any(first_object(content).keys() >= names for names in VIEWS_OF_SESSIONIZE):
        raise UnreadableFileError(
            _("This view of Sessionize has only a part of the programme. Take the view “All data”.")
        )
    raise UnreadableFileError(
        _(
            "This JSON is no programme of pretalx, Indico or Sessionize. Give the programme as a calendar (.ics), or "
            "upload it as a sheet."
        )
    )


def first_object(value):
    """Return the first item of a list of objects, or an empty one if JSON has anything else."""
    return value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else {}


def read(kind: str, data: bytes, name: str, language: str = ""):
    """Return (text, Proposal) of a file; `kind` is one of `kind_choices()`, or "" to recognise it.

    `language` is the language of the text, or "" to recognise it. Raise UnreadableFileError.
    """
    chosen = kind if kind in PROSE_READERS else ""
    kind = recognise(data, name) if chosen or not kind else kind
    if KINDS[kind].reader:
        return load(KINDS[kind].reader)(data, name, language)
    document = load("proceedings.importing.documents:read_document")(kind, data, name)
    chosen = chosen or ("transcript" if load(IS_TRANSCRIPT)(document) else "report")
    return load(PROSE_READERS[chosen])(document, name, language)


def load(path):
    """Return the function at "module:function"."""
    module, _colon, name = path.partition(":")
    return getattr(import_module(module), name)

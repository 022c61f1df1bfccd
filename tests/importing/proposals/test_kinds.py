import io
import zipfile

import pytest

from proceedings.importing.proposals import UnreadableFileError, recognise


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("text", "report.txt", b"The minister noted that the road is open."),
        ("text", "", "Министр отметил, что дорога открыта.".encode("utf-16")),
        ("markdown", "report.md", b"# Report\n\nThe minister spoke."),
        ("html", "page", b"\n<!-- saved -->\n<!DOCTYPE html><title>Report</title>"),
        ("html", "page.htm", b"<main>Report</main>"),
        ("pdf", "report.txt", b"%PDF-1.7\n\0"),
        ("srt", "talk.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nGood morning.\r\n"),
        ("webvtt", "", b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n"),
        ("icalendar", "", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        ("frab", "", b"<?xml version='1.0'?>\n<schedule><conference/></schedule>"),
        ("pretalx", "", b'{"schedule": {"conference": {}}}'),
        ("indico", "", b'{"count": 1, "results": []}'),
        ("sessionize", "", b'{"sessions": [], "speakers": [], "questions": [], "categories": [], "rooms": []}'),
        ("text", "", b"[laughter] The minister: Good morning."),
    ],
)
def test_a_file_is_recognised_by_its_first_bytes_and_then_by_its_name(kind, name, data):
    assert recognise(data, name) == kind


def archive(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return stream.getvalue()


def test_a_word_document_is_told_from_other_archives():
    assert recognise(archive("word/document.xml")) == "docx"
    with pytest.raises(UnreadableFileError, match="spreadsheet"):
        recognise(archive("xl/workbook.xml"))
    with pytest.raises(UnreadableFileError, match="archive"):
        recognise(archive("photo.jpg"))


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", rb"{\rtf1\ansi Ann Ash: Hello\par}", archive("content.xml")]
)
def test_documents_of_other_offices_are_to_be_saved_as_word_documents(data):
    with pytest.raises(UnreadableFileError, match=r"Save it as Word \(DOCX\)"):
        recognise(data, "report.doc")


@pytest.mark.parametrize(
    "data",
    [
        b'[{"groupId": null, "groupName": "All", "sessions": []}]',
        b'[{"date": "2021-05-03T00:00:00", "isDefault": false, "rooms": []}]',
        b'[{"id": "s-1", "fullName": "Anna Berg", "sessions": []}]',
    ],
)
def test_other_views_of_sessionize_are_refused_with_the_one_to_take(data):
    with pytest.raises(UnreadableFileError, match="“All data”"):
        recognise(data, "programme.json")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("talks.csv", b"Session;Speaker\nOpening;Ann Ash\n"),
        ("talks.tsv", "Session\tSpeaker\n".encode("utf-16")),
        ("talks.xls", b"<html><table><tr><td>Session</td></tr></table></html>"),
        ("", b"PK\3\4"),
    ],
)
def test_a_sheet_is_to_be_uploaded_as_one(name, data):
    if not name:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", "<x/>")
        data = stream.getvalue()
    with pytest.raises(UnreadableFileError, match="Upload it as a sheet"):
        recognise(data, name)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04damaged", b'{"talks": []}'])
def test_other_files_are_refused(data):
    with pytest.raises(UnreadableFileError):
        recognise(data, "report.txt")

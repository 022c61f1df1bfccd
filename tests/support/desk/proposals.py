"""Drafting from documents at the desk: uploading a document, correcting its proposal, and creating the drafts."""

from http import HTTPStatus
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proceedings.admin.proposals.storage import WaitingProposal

from .forms import Fields

ADDRESS = reverse("admin:proceedings_conference_draft")
REPORT = Path("tests/importing/reports/sco-own-words.txt")
# Four statements of three speakers, as labels in a transcript have them.
TRANSCRIPT = """Forum on the Upper Valley

Ann Ash (Mayor of Ashton): Good morning. The river is low this year.

Bo Birch: We measure it each day. Nobody has seen it so low.

Ann Ash: What shall we do?

Cy Cedar (Engineer): Build a second dam. Plant trees.
"""
TALK = {
    "id": 7,
    "guid": "1c4c6b6e-0f0c-5d3e-9a53-0b6a3c0f4f11",
    "title": "Low water",
    "date": "2021-05-03T10:00:00+02:00",
    "start": "10:00",
    "duration": "00:30",
    "room": "Hall",
    "language": "en",
    "abstract": "The river is low.",
    "persons": [{"id": 1, "public_name": "Ann Ash"}],
}
PROGRAMME = {
    "schedule": {
        "version": "1",
        "conference": {
            "title": "River Forum",
            "start": "2021-05-03",
            "end": "2021-05-03",
            "time_zone_name": "Europe/Berlin",
            "days": [{"index": 1, "date": "2021-05-03", "rooms": {"Hall": [TALK]}}],
        },
    }
}


def give(client, text="", **fields):
    """Send a document as a text, or as `file=(name, bytes)`, and return the page that follows."""
    if "file" in fields:
        fields["file"] = SimpleUploadedFile(*fields["file"])
    return client.post(ADDRESS, {"text": text, **fields}, follow=True)


def transcript(client, **fields):
    """Give the transcript; its conference is the one of the key `conference`, or a new one."""
    page = give(client, TRANSCRIPT, kind="transcript", **fields)
    is_new = page.status_code == HTTPStatus.OK and "edited" in page.context and not fields
    return step(client, page, conference__title="River Forum") if is_new else page


def address_of(page):
    """Return the address of the page of a proposal."""
    return page.request["PATH_INFO"]


def step(client, page, do="save", **changes):
    """Send the form of a page with a button and other values, and return the page that follows.

    Two underscores in a name stand for a hyphen, and None for a field that is not sent.
    """
    values = Fields(page.content.decode()).values
    values |= {name.replace("__", "-"): value for name, value in changes.items()}
    data = {name: value for name, value in values.items() if value is not None}
    return client.post(f"{address_of(page)}?{page.request['QUERY_STRING']}", data | {"do": do}, follow=True)


def edited(page):
    return page.context["edited"]


def spoken(page):
    """Return [(speaker or "", text)] of the statements of a proposal."""
    return [(edited(page).speaker_of(each), each.text) for each in edited(page).statements]


def keys(page):
    return [row.key for row in edited(page).rows]


def violations(page):
    """Return what is wrong with the spans of a proposal."""
    return list(edited(page).complete().violations(edited(page).text))


def create(client, page):
    """Preview the drafts and create them; return the page that follows."""
    preview = step(client, page, "preview")
    return client.post(address_of(preview), {"seen": preview.context["plan"].fingerprint}, follow=True)


def waiting(user, page):
    """Return the WaitingProposal of a page, or None."""
    return WaitingProposal.find(user, address_of(page).rstrip("/").rpartition("/")[2])

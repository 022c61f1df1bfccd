"""The table of addresses in ARCHITECTURE.md is complete and correct."""

import re

import pytest
from django.urls import resolve

from tests.conftest import ROOT
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

TABLE = (ROOT / "ARCHITECTURE.md").read_text().partition("## Addresses")[2].partition("\n## ")[0]
# The query parameters of addresses that need some.
ASKED = {
    "/oai": {"verb": "Identify"},
    "/oembed": {"url": "http://testserver/statements/said/"},
    "/search/feed.atom": {"q": "said"},
    "/search/suggest": {"q": "said"},
}

# Visitors who are not signed in are redirected to the sign-in page.
STAFF = ["/admin/", "/accounts/"]
# Previews and metrics do not exist for visitors; an unknown approval link counts as expired.
CLOSED = dict.fromkeys(STAFF, 302) | {
    "/preview/statements/<slug>/": 404,
    "/preview/conferences/<slug>/": 404,
    "/metrics": 404,
    "/approval/<token>/": 410,
}


def named():
    """The addresses of the table, with the files of a page in full."""
    names = []
    for row in re.findall(r"^\|(.*)\|(.*)\|$", TABLE, re.MULTILINE)[2:]:
        pages, beside = (re.findall(r"`([^`#]+)`", column) for column in row)
        names += pages
        for name in beside:
            page = pages[-1]
            names.append(name if name.startswith("/") else page.rstrip("/") + name if name[0] == "." else page + name)
    return names


@pytest.fixture
def record():
    a_site_profile(logo=a_picture())
    session = a_session(conference=a_conference(slug="conferences"), slug="sessions")
    speaker = a_speaker(slug="speakers", portrait=a_picture())
    post = an_appointment(speaker=speaker, organisation=an_organisation(slug="organisations"))
    a_statement(
        slug="statements",
        session=session,
        speaker=speaker,
        appointment=post,
        themes=[a_theme(slug="themes")],
        recording_url="https://example.org/day.mp4",
        recording_start=1,
    )
    a_statement(slug="said", session=session, speaker=speaker)


def of_the_record(address):
    """The address with the slugs of the record, which are the names of the lists."""
    address = address.replace("<conference>/<slug>", "conferences/sessions").replace("<n>", "1")
    return re.sub(r"(\w+)/<slug>", r"\1/\1", address)


def test_every_listed_address_responds(client, record):
    answers = {}
    for address in named():
        answer = client.get(of_the_record(address), ASKED.get(address))
        answers[address] = answer.status_code
        # Read a streamed response to its end.
        assert answer.getvalue() or address in STAFF
    assert {address: status for address, status in answers.items() if status != 200} == CLOSED


def test_every_url_name_has_a_listed_address(record):
    names = {resolve(of_the_record(address)).url_name for address in named()}
    # The table names the sitemap, but not its parts.
    assert (addresses.every_name() | addresses.NOT_FOR_READERS) - names == {"sitemap-section"}

"""Every address that ARCHITECTURE.md names answers, and it names every one."""

import re

import pytest
from django.urls import resolve

from tests.conftest import ROOT
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

TABLE = (ROOT / "ARCHITECTURE.md").read_text().partition("## Addresses")[2].partition("\n## ")[0]
# What must be asked something, and a question.
ASKED = {
    "/oai": {"verb": "Identify"},
    "/oembed": {"url": "http://testserver/statements/said/"},
    "/search/feed.atom": {"q": "said"},
    "/search/suggest": {"q": "said"},
}

# A stranger is led to the sign-in.
STAFF = ["/admin/", "/accounts/"]
# To a stranger nothing is there; a link that was never made is one that has run its time.
CLOSED = dict.fromkeys(STAFF, 302) | {
    "/preview/statements/<slug>/": 404,
    "/preview/conferences/<slug>/": 404,
    "/approval/<token>/": 410,
}


def named():
    """The addresses of the table, what stands beside a page with the page's own."""
    found = []
    for row in re.findall(r"^\|(.*)\|(.*)\|$", TABLE, re.MULTILINE)[2:]:
        pages, beside = (re.findall(r"`([^`#]+)`", column) for column in row)
        found += pages
        for name in beside:
            page = pages[-1]
            found.append(name if name.startswith("/") else page.rstrip("/") + name if name[0] == "." else page + name)
    return found


@pytest.fixture
def record():
    session = a_session(conference=a_conference(slug="conferences"), slug="sessions")
    speaker = a_speaker(slug="speakers", portrait=a_picture())
    post = an_appointment(speaker=speaker, organisation=an_organisation(slug="organisations"))
    a_statement(slug="statements", session=session, speaker=speaker, appointment=post, themes=[a_theme(slug="themes")])
    a_statement(slug="said", session=session, speaker=speaker)


def of_the_record(address):
    """The address of a row; each has the name of its list."""
    address = address.replace("<conference>/<slug>", "conferences/sessions").replace("<n>", "1")
    return re.sub(r"(\w+)/<slug>", r"\1/\1", address)


def test_each_answers(client, record):
    answers = {}
    for address in named():
        answer = client.get(of_the_record(address), ASKED.get(address))
        answers[address] = answer.status_code
        # What is streamed is read to its end.
        assert answer.getvalue() or address in STAFF
    assert {address: status for address, status in answers.items() if status != 200} == CLOSED


def test_each_address_of_a_room_is_named(record):
    names = {resolve(of_the_record(address)).url_name for address in named()}
    # The parts of a sitemap are named by the sitemap.
    assert (addresses.every_name() | addresses.NOT_FOR_READERS) - names == {"sitemap-section"}

"""The rights in a statement: its own, those of its conference, or those of the site, in every way out."""

import csv
import json

import pytest
from django.urls import reverse
from lxml import etree, html

from proceedings.citing.rights import rights_of
from proceedings.exports.book.contents import book
from proceedings.models import Conference, Statement
from tests.support.desk.forms import fill
from tests.support.factories import PUBLISHED_AT, a_conference, a_session, a_site_profile, a_statement

pytestmark = pytest.mark.django_db

OF_CONFERENCE, OWN, OF_SITE = "CC-BY-4.0", "CC0-1.0", "https://example.org/terms"


@pytest.fixture
def statement():
    session = a_session(conference=a_conference(slug="forum", rights=OF_CONFERENCE))
    return a_statement(session=session, slug="said", title="On water")


def text(client, address, **params):
    response = client.get(address, params)
    return b"".join(response).decode()


def on_the_page(client):
    page = html.fromstring(text(client, "/statements/said/"))
    [terms] = page.xpath("//meta[@name='DC.rights']/@content")
    [shown] = page.xpath("//dt[.='Rights']/following-sibling::dd[1]")
    assert shown.text_content() == terms
    return terms


def in_linked_data(client):
    page = html.fromstring(text(client, "/statements/said/"))
    [data] = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(data)["@graph"][0]["license"]


def in_the_link_header(client):
    links = client.get("/statements/said/")["Link"].split(", ")
    [terms] = [link for link in links if 'rel="license"' in link]
    return terms.partition(">")[0].removeprefix("<")


def in_oai(client):
    params = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:testserver:said"}
    root = etree.fromstring(text(client, "/oai", **params).encode())
    [terms] = root.iter("{http://purl.org/dc/elements/1.1/}rights")
    return terms.text


def in_the_table(client):
    [row] = csv.DictReader(text(client, "/statements.csv").removeprefix("\ufeff").splitlines())
    return row["rights"]


def in_the_api(client):
    return client.get("/api/v1/statements/said/").json()["rights"]


def in_the_list_of_the_api(client):
    [row] = client.get("/api/v1/statements/").json()["results"]
    return row["rights"]


WAYS = [on_the_page, in_linked_data, in_the_link_header, in_oai, in_the_table, in_the_api, in_the_list_of_the_api]
AS_ADDRESS = {in_linked_data, in_the_link_header}


def stated(rights, way):
    return rights if rights == OF_SITE or way not in AS_ADDRESS else f"https://spdx.org/licenses/{rights}.html"


@pytest.mark.parametrize("way", WAYS)
def test_every_way_out_states_the_rights_of_the_statement_then_of_the_conference_then_of_the_site(
    client, statement, way
):
    a_site_profile(licence="The terms", licence_url=OF_SITE)
    assert way(client) == stated(OF_CONFERENCE, way)
    Statement.objects.update(rights=OWN)
    assert way(client) == stated(OWN, way)
    Statement.objects.update(rights="")
    Conference.objects.update(rights="")
    assert way(client) == stated(OF_SITE, way)


def test_nobody_invents_rights(client, statement):
    Conference.objects.update(rights="")
    assert rights_of(Statement.objects.get()) == ""
    assert in_the_api(client) == ""
    assert "Rights" not in text(client, "/statements/said/")


def test_a_feed_gives_an_entry_its_own_rights(client, statement):
    assert f"<rights>{OF_CONFERENCE}</rights>" in text(client, "/feed.atom")
    Statement.objects.update(rights=OWN)
    assert f"<rights>{OWN}</rights>" in text(client, "/feed.atom")


def test_a_book_names_the_rights_that_differ_from_those_of_the_conference(statement):
    def facts():
        [session] = book(Conference.objects.get(), "https://x.example")["sessions"]
        return session["statements"][0]["facts"]

    assert f"Rights: {OF_CONFERENCE}" not in facts()
    Statement.objects.update(rights=OWN)
    assert f"Rights: {OWN}" in facts()


def test_rights_are_changed_without_a_note_for_readers(admin_client, statement):
    form = reverse("admin:proceedings_statement_change", args=[statement.pk])
    fill(admin_client, form, rights=OWN)
    assert Statement.objects.get().rights == OWN
    assert list(Statement.history.values_list("rights", flat=True)) == [OWN, ""]


def test_new_rights_are_a_change_of_the_statement(statement):
    Statement.objects.update(modified_at=PUBLISHED_AT)
    Statement.objects.update(rights=OWN)
    assert Statement.objects.get().modified_at > PUBLISHED_AT

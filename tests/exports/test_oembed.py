"""A site that meets the address of a statement gets a quotation to show in its place."""

from html import unescape

import pytest
from lxml import etree, html

from tests.support.factories import a_conference, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db

AWKWARD = 'Реки 河流 "]]>" & {%} <b> 🕊'
RIVERS = "http://testserver/statements/rivers/"


@pytest.fixture(autouse=True)
def statement():
    return a_statement(slug="rivers", title=AWKWARD, speaker=a_speaker(name="Ada", slug="ada"), text="One.\n\nTwo.")


def frame(told):
    return dict(html.fragment_fromstring(told["html"]).attrib)


def test_the_quotation_is_a_frame_with_the_statements_own_page_in_it(client):
    told = client.get("/oembed", {"url": RIVERS}).json()
    assert frame(told) == {
        "src": f"{RIVERS}embed/",
        "title": f"Ada: {AWKWARD}",
        "width": "600",
        "height": "400",
        "loading": "lazy",
    }
    del told["html"]
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": AWKWARD,
        "author_name": "Ada",
        "author_url": "http://testserver/speakers/ada/",
        "provider_name": "Proceedings",
        "provider_url": "http://testserver/",
        "width": 600,
        "height": 400,
    }


def test_xml_tells_the_same(client):
    response = client.get("/oembed", {"url": RIVERS, "format": "xml"})
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    told = client.get("/oembed", {"url": RIVERS}).json()
    assert {child.tag: child.text for child in etree.fromstring(response.content)} == {
        name: str(value) for name, value in told.items()
    }


def test_the_paragraph_that_an_address_points_at_is_the_one_quoted(client):
    told = client.get("/oembed", {"url": f"{RIVERS}#p2"}).json()
    assert frame(told)["src"] == f"{RIVERS}embed/?paragraph=2"


@pytest.mark.parametrize(
    ("asked", "size"), [({"maxwidth": "300"}, (300, 400)), ({"maxwidth": "9999", "maxheight": "250"}, (600, 250))]
)
def test_it_fits_into_the_room_that_there_is(client, asked, size):
    told = client.get("/oembed", {"url": RIVERS, **asked}).json()
    assert (told["width"], told["height"]) == size
    assert (frame(told)["width"], frame(told)["height"]) == tuple(map(str, size))


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"url": RIVERS, "maxwidth": "wide"}, 400),
        ({"url": RIVERS, "format": "yaml"}, 501),
        ({"url": "http://elsewhere/statements/rivers/"}, 404),
        ({"url": "http://[/statements/rivers/"}, 404),
        ({"url": "javascript://testserver/statements/rivers/"}, 404),
        ({"url": "http://testserver/statements/"}, 404),
        ({"url": "http://testserver/nowhere"}, 404),
        ({"url": "http://testserver/statements/draft/"}, 404),
        ({"url": "http://testserver/statements/gone/"}, 410),
        ({"url": "http://testserver/statements/hidden/"}, 404),
    ],
)
def test_what_cannot_be_quoted_is_refused(client, asked, status):
    a_statement(slug="draft", status="draft")
    a_statement(slug="gone", status="withdrawn")
    a_statement(slug="hidden", status="withdrawn", session=a_session(conference=a_conference(status="draft")))
    response = client.get("/oembed", asked)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert response.content.decode().endswith(".")


def test_it_is_only_read(client):
    assert client.post(f"/oembed?url={RIVERS}").status_code == 405


def test_the_page_of_a_statement_leads_there_and_offers_the_frame(client):
    page = html.fromstring(client.get("/statements/rivers/").content.decode())
    links = {link.get("type"): link.get("href") for link in page.xpath("//link[contains(@type, '+oembed')]")}
    told = client.get(links["application/json+oembed"]).json()
    assert etree.fromstring(client.get(links["text/xml+oembed"]).content).findtext("html") == told["html"]
    [code] = page.xpath("//details[@class='embedding']//code/text()")
    assert dict(html.fragment_fromstring(code).attrib) == frame(told)
    assert unescape(told["html"]) != told["html"]

"""Quotations for sites that embed the address of a statement."""

from html import unescape

import pytest
from lxml import etree, html

from tests.support.factories import a_conference, a_former_address, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db

AWKWARD = 'Реки 河流 "]]>" & {%} <b> 🕊'
RIVERS = "http://testserver/statements/rivers/"


@pytest.fixture(autouse=True)
def statement():
    return a_statement(slug="rivers", title=AWKWARD, speaker=a_speaker(name="Ada", slug="ada"), text="One.\n\nTwo.")


def frame(data):
    return dict(html.fragment_fromstring(data["html"]).attrib)


def test_the_html_is_a_frame_with_the_embed_page(client):
    data = client.get("/oembed", {"url": RIVERS}).json()
    assert frame(data) == {
        "src": f"{RIVERS}embed/",
        "title": f"Ada: {AWKWARD}",
        "width": "600",
        "height": "400",
        "loading": "lazy",
    }
    del data["html"]
    assert data == {
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


def test_xml_has_the_same_values(client):
    response = client.get("/oembed", {"url": RIVERS, "format": "xml"})
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    data = client.get("/oembed", {"url": RIVERS}).json()
    assert {child.tag: child.text for child in etree.fromstring(response.content)} == {
        name: str(value) for name, value in data.items()
    }


def test_the_fragment_of_an_address_selects_the_paragraph(client):
    data = client.get("/oembed", {"url": f"{RIVERS}#p2"}).json()
    assert frame(data)["src"] == f"{RIVERS}embed/?paragraph=2"


def test_an_address_without_its_slash_is_that_of_the_page_that_it_redirects_to(client):
    without = RIVERS.removesuffix("/")
    assert client.get(without).headers["Location"] == "/statements/rivers/"
    assert client.get("/oembed", {"url": without}).json() == client.get("/oembed", {"url": RIVERS}).json()
    data = client.get("/oembed", {"url": f"{without}#p2"}).json()
    assert frame(data)["src"] == f"{RIVERS}embed/?paragraph=2"


def test_a_former_address_without_its_slash_shows_the_present_statement(client):
    a_former_address(noun="statement", slug="streams", target="rivers")
    data = client.get("/oembed", {"url": "http://testserver/statements/streams"}).json()
    assert frame(data)["src"] == f"{RIVERS}embed/"


@pytest.mark.parametrize(
    ("params", "size"),
    [
        ({"maxwidth": "300"}, (300, 400)),
        ({"maxwidth": "9999", "maxheight": "250"}, (600, 250)),
        ({"maxheight": "100"}, (600, 100)),
        ({"maxwidth": "120", "maxheight": "1"}, (120, 1)),
    ],
)
def test_the_frame_fits_the_maximum_size(client, params, size):
    data = client.get("/oembed", {"url": RIVERS, **params}).json()
    assert (data["width"], data["height"]) == size
    assert (frame(data)["width"], frame(data)["height"]) == tuple(map(str, size))


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 400),
        ({"url": RIVERS, "maxwidth": "wide"}, 400),
        ({"url": RIVERS, "maxheight": "0"}, 400),
        ({"url": RIVERS, "maxheight": "-1"}, 400),
        ({"url": RIVERS, "format": "yaml"}, 501),
        ({"url": "http://elsewhere/statements/rivers/"}, 404),
        ({"url": "http://[/statements/rivers/"}, 404),
        ({"url": "javascript://testserver/statements/rivers/"}, 404),
        ({"url": "http://testserver/statements/"}, 404),
        ({"url": "http://testserver/nowhere"}, 404),
        ({"url": "http://testserver"}, 404),
        ({"url": "http://testserver/statements/rivers.md"}, 404),
        ({"url": "http://testserver/statements/draft/"}, 404),
        ({"url": "http://testserver/statements/gone/"}, 410),
        ({"url": "http://testserver/statements/hidden/"}, 404),
    ],
)
def test_other_addresses_are_refused(client, params, status):
    a_statement(slug="draft", status="draft")
    a_statement(slug="gone", status="withdrawn")
    a_statement(slug="hidden", status="withdrawn", session=a_session(conference=a_conference(status="draft")))
    response = client.get("/oembed", params)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert response.content.decode().endswith(".")


def test_oembed_refuses_other_methods(client):
    assert client.post(f"/oembed?url={RIVERS}").status_code == 405


def test_the_page_of_a_statement_links_to_oembed_and_shows_the_frame(client):
    page = html.fromstring(client.get("/statements/rivers/").content.decode())
    links = {link.get("type"): link.get("href") for link in page.xpath("//link[contains(@type, '+oembed')]")}
    data = client.get(links["application/json+oembed"]).json()
    assert etree.fromstring(client.get(links["text/xml+oembed"]).content).findtext("html") == data["html"]
    [code] = page.xpath("//details[@class='embed-code']//code/text()")
    assert dict(html.fragment_fromstring(code).attrib) == frame(data)
    assert unescape(data["html"]) != data["html"]

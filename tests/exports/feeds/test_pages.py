"""The page beside each feed, which explains it to people."""

import pytest
from lxml import html

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db

PLACES = ["", "conferences/forum/", "speakers/ada/", "themes/water/"]


@pytest.fixture(autouse=True)
def statement():
    session = a_session(conference=a_conference(slug="forum"))
    theme = a_theme(slug="water")
    return a_statement(
        session=session, speaker=a_speaker(slug="ada"), themes=[theme], title="On rivers", text="Rivers rise."
    )


@pytest.mark.parametrize("place", [*PLACES, "search/"])
def test_a_page_tells_the_address_of_its_feed_and_shows_its_statements(client, place):
    query = "?q=rivers" if place == "search/" else ""
    page = html.fromstring(client.get(f"/{place}feed/{query}").content)
    address = f"http://testserver/{place}feed.atom{query}"
    assert page.xpath("//input[@id='feed']/@value") == [address]
    assert page.xpath("//a[@type='application/atom+xml']/@href") == [address]
    assert page.xpath("//head/link[@type='application/atom+xml']/@href")[-1] == address
    assert "Rivers rise." in page.text_content()
    feed = client.get(f"/{place}feed.atom{query}")
    assert (feed.status_code, "On rivers" in feed.content.decode()) == (200, True)


@pytest.mark.parametrize("place", PLACES[1:])
def test_the_page_of_a_row_links_to_the_page_of_its_feed(client, place):
    page = html.fromstring(client.get(f"/{place}").content)
    assert page.xpath("//section[@class='downloads']//a[text()='Feed']/@href") == [f"/{place}feed/"]
    assert page.xpath("//link[@title='Feed']/@href") == [f"/{place}feed.atom"]


def test_the_feed_of_a_hidden_row_has_no_page(client):
    a_conference(slug="draft", status="draft")
    assert client.get("/conferences/draft/feed/").status_code == 404


def test_a_search_that_cannot_be_answered_has_no_feed(client):
    assert client.get("/search/feed/?speaker=nobody").status_code == 400

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest

from tests.support.factories import a_correction, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db


def feed(client, **params):
    response = client.get("/search/feed.atom", params)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert parsed.bozo is False
    return parsed


def on(day):
    return datetime(2020, 10, day, 12, tzinfo=UTC)


def test_a_search_feed_has_the_latest_publications_first(client):
    for day in (1, 3, 2):
        a_statement(title=f"Rivers {day}", speaker=a_speaker(name="Ada"), published_at=on(day))
    a_statement(title="Lakes", text="Still.")
    a_statement(title="Rivers drafted", status="draft")
    parsed = feed(client, q="rivers")
    assert [entry.title for entry in parsed.entries] == ["Ada: Rivers 3", "Ada: Rivers 2", "Ada: Rivers 1"]
    assert parsed.feed.title == "Proceedings: rivers"
    assert parsed.feed.link == "http://testserver/search/?q=rivers"


def test_an_entry_has_its_author_themes_and_summary(client):
    statement = a_statement(
        speaker=a_speaker(name="Ada"), themes=[a_theme(name="Water")], text="**So** it <is>.", title="Rivers"
    )
    [entry] = feed(client, q="rivers").entries
    assert entry.link == entry.id == f"http://testserver{statement.get_absolute_url()}"
    assert entry.author == "Ada"
    assert [tag.term for tag in entry.tags] == ["Water"]
    assert entry.summary == "So it &lt;is&gt;."


def test_an_entry_is_dated_by_its_publication_or_last_correction(client):
    corrected = a_statement(title="Rivers corrected", published_at=on(1))
    a_correction(statement=corrected, made_on=date(2020, 11, 5))
    a_statement(title="Rivers", published_at=on(2))
    parsed = feed(client, q="rivers")
    assert [entry.updated for entry in parsed.entries] == ["2020-10-02T12:00:00+00:00", "2020-11-05T00:00:00+00:00"]
    assert parsed.feed.updated == "2020-11-05T00:00:00+00:00"


def test_a_feed_without_entries_was_never_updated(client):
    assert feed(client, q="nothing").feed.updated == "1970-01-01T00:00:00+00:00"


def test_feed_filters_mean_the_same_as_on_the_page(client):
    ada = a_speaker(name="Ada")
    a_statement(title="Rivers", speaker=ada, kind="greeting")
    a_statement(title="Rivers again", speaker=ada)
    assert [entry.title for entry in feed(client, q="rivers", speaker="ada", kind="greeting").entries] == [
        "Ada: Rivers"
    ]
    assert feed(client, speaker="ada").feed.title == "Proceedings: Speaker: Ada"


@pytest.mark.parametrize("params", [{"kind": "song"}, {"q": "author:ada"}, {"speaker": "nobody"}])
def test_a_feed_with_an_invalid_filter_is_refused(client, params):
    response = client.get("/search/feed.atom", params)
    assert response.status_code == 400
    assert response.content.decode().startswith(f"{next(iter(params))}: ")


def test_characters_that_xml_cannot_carry_are_left_out(client):
    a_statement(title="Rivers\x0c here", text="One\x08 \ufffe two.", speaker=a_speaker(name="A\x01da"))
    parsed = feed(client, q="rivers \x01")
    assert [entry.title for entry in parsed.entries] == ["Ada: Rivers here"]


def test_the_search_page_links_to_its_feed_and_every_page_to_the_description(client):
    page = client.get("/search/?q=rivers&kind=remarks").content.decode()
    assert 'type="application/atom+xml" title="New results for this search" ' in page
    assert 'href="/search/feed.atom?q=rivers&amp;kind=remarks"' in page
    assert (
        '<link data-live rel="search" type="application/opensearchdescription+xml" title="Proceedings" '
        'href="/opensearch.xml">' in client.get("/about/").content.decode()
    )


def test_opensearch_describes_the_search_to_browsers(client):
    response = client.get("/opensearch.xml")
    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)  # noqa: S314 - our own file
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{namespace}ShortName") == "Proceedings"
    assert {url.get("type"): url.get("template") for url in root.iter(f"{namespace}Url")} == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/atom+xml": "http://testserver/search/feed.atom?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/search/suggest?q={searchTerms}",
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }

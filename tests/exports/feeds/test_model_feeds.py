"""Feeds of the site, conferences, speakers and themes, read by a feed parser."""

from datetime import UTC, date, datetime

import feedparser
import pytest

from proceedings.models import Statement
from tests.support.factories import a_conference, a_correction, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db

AWKWARD = 'Ж 中文 "]]>" & {%} #\\ \u200fעברית\u200e 🕊 <b>'
# A name has no directional marks.
NAME = AWKWARD.replace("\u200f", "").replace("\u200e", "")


def feed(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert parsed.bozo is False
    return parsed


def on(day):
    return datetime(2020, 10, day, 12, tzinfo=UTC)


def test_each_feed_has_its_statements_latest_publication_first(client):
    conference, ada = a_conference(title="Rivers 2020", slug="rivers"), a_speaker(name="Ada", slug="ada")
    trunk = a_theme(name="Nature", slug="nature")
    a_statement(title="One", session=a_session(conference=conference), published_at=on(1))
    a_statement(title="Two", speaker=ada, published_at=on(2))
    a_statement(title="Three", themes=[a_theme(parent=trunk)], published_at=on(3))
    a_statement(title="Draft", session=a_session(conference=conference), speaker=ada, themes=[trunk], status="draft")
    for address, page, title, titles in [
        ("/feed.atom", "/", "all statements", ["Three", "Two", "One"]),
        ("/conferences/rivers/feed.atom", "/conferences/rivers/", "Rivers 2020", ["One"]),
        ("/speakers/ada/feed.atom", "/speakers/ada/", "Ada", ["Two"]),
        ("/themes/nature/feed.atom", "/themes/nature/", "Nature", ["Three"]),
    ]:
        parsed = feed(client, address)
        assert [entry.title.partition(": ")[2] for entry in parsed.entries] == titles
        assert parsed.feed.title == f"Proceedings: {title}"
        assert parsed.feed.id == parsed.feed.link == f"http://testserver{page}"
        assert [link.href for link in parsed.feed.links if link.rel == "self"] == [f"http://testserver{address}"]


def test_an_entry_has_the_text_in_its_language_and_links_to_its_author(client):
    a_statement(title="Реки", text="**Что** сказано.\n\nЕщё.", language="ru", speaker=a_speaker(name="Ада", slug="ada"))
    [entry] = feed(client, "/feed.atom").entries
    [content] = entry.content
    assert content.value == "<p><strong>Что</strong> сказано.</p>\n<p>Ещё.</p>"
    assert (content.type, content.language, entry.title_detail.language) == ("text/html", "ru", "ru")
    assert entry.author_detail == {"name": "Ада", "href": "http://testserver/speakers/ada/"}


def test_a_very_long_text_is_only_summarised(client):
    a_statement(text="So it was. " * 3000)
    [entry] = feed(client, "/feed.atom").entries
    assert "content" not in entry
    assert entry.summary.startswith("So it was. So it was.")


def test_a_narrative_has_the_record_as_its_author(client):
    a_statement(speaker=None, kind="narrative")
    parsed = feed(client, "/feed.atom")
    assert "author" not in parsed.entries[0]
    assert parsed.feed.author == "Proceedings"


def test_unusual_characters_return_unchanged(client):
    a_statement(
        title=AWKWARD, text=AWKWARD.replace("\\", "/"), speaker=a_speaker(name=AWKWARD), themes=[a_theme(name=AWKWARD)]
    )
    [entry] = feed(client, "/feed.atom").entries
    assert (entry.title, entry.author, entry.tags[0].term) == (f"{NAME}: {AWKWARD}", NAME, NAME)


@pytest.mark.parametrize("address", ["/conferences/rivers/feed.atom", "/speakers/ada/feed.atom"])
@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_row_that_is_not_public_has_no_feed(client, address, status):
    session = a_session(conference=a_conference(slug="rivers", status=status))
    a_statement(session=session, speaker=a_speaker(slug="ada"))
    assert client.get(address).status_code == 404


def unchanged(client, address, **headers):
    return client.get(address, headers=headers).status_code == 304


def test_a_feed_is_sent_again_only_after_a_public_change(client):
    statement = a_statement(slug="rivers")
    Statement.objects.update(modified_at=on(5))
    response = client.get("/feed.atom")
    assert response.headers["Last-Modified"] == "Mon, 05 Oct 2020 12:00:00 GMT"
    condition = {"if-modified-since": response.headers["Last-Modified"]}
    assert unchanged(client, "/feed.atom", **condition)
    assert unchanged(client, "/feed.atom", **{"if-none-match": response.headers["ETag"]})
    a_statement(status="draft")
    assert unchanged(client, "/feed.atom", **condition)
    statement.refresh_from_db()
    statement.withdraw("Misquoted.")
    assert not unchanged(client, "/feed.atom", **condition)
    assert not unchanged(client, "/feed.atom", **{"if-none-match": response.headers["ETag"]})


def test_a_feed_is_dated_by_the_last_correction(client):
    a_correction(statement=a_statement(published_at=on(1)), made_on=date(2020, 11, 5))
    parsed = feed(client, "/feed.atom")
    assert parsed.feed.updated == parsed.entries[0].updated == "2020-11-05T00:00:00+00:00"
    assert parsed.entries[0].published == "2020-10-01T12:00:00+00:00"

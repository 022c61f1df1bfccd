"""What search engines are told."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from proceedings.exports import sitemaps
from proceedings.models import Conference, Statement

from .factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2020, 10, 5, tzinfo=UTC), datetime(2020, 11, 5, tzinfo=UTC)


def listed(client, address):
    """[(address, time of the last change or None)]"""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml"
    entries = etree.fromstring(response.content).iterfind("{*}*")
    return [
        (entry.findtext("{*}loc").removeprefix("http://testserver"), entry.findtext("{*}lastmod")) for entry in entries
    ]


def test_every_public_page_is_in_a_section(client):
    conference = a_conference(slug="rivers")
    a_statement(
        session=a_session(conference=conference),
        slug="one",
        speaker=a_speaker(slug="ada"),
        themes=[a_theme(slug="water")],
    )
    a_statement(status="draft", speaker=a_speaker(), themes=[a_theme()], session=a_session(conference=conference))
    a_statement(status="withdrawn", session=a_session(conference=conference))
    found = [page for section, _lastmod in listed(client, "/sitemap.xml") for page, _lastmod in listed(client, section)]
    assert found == [
        *("/", "/about/", "/conferences/", "/speakers/", "/organisations/", "/themes/", "/statements/"),
        *("/conferences/rivers/", "/speakers/ada/", "/themes/water/", "/statements/one/"),
    ]
    assert {client.get(page).status_code for page in found} == {200}


def test_a_statement_changed_when_it_did_and_a_conference_with_what_was_said_there(client):
    session = a_session(conference=a_conference(pk=1, slug="rivers"))
    one, two = (a_statement(pk=pk, slug=slug, session=session) for pk, slug in enumerate(("one", "two"), 1))
    a_conference(pk=2, slug="lakes")
    Conference.objects.update(modified_at=EARLY)
    Statement.objects.filter(pk=one.pk).update(modified_at=EARLY)
    Statement.objects.filter(pk=two.pk).update(modified_at=LATE)
    assert listed(client, "/sitemap-statements.xml") == [
        ("/statements/one/", "2020-10-05"),
        ("/statements/two/", "2020-11-05"),
    ]
    assert listed(client, "/sitemap-conferences.xml") == [
        ("/conferences/rivers/", "2020-11-05"),
        ("/conferences/lakes/", "2020-10-05"),
    ]
    assert listed(client, "/sitemap.xml") == [
        ("/sitemap-lists.xml", None),
        ("/sitemap-conferences.xml", "2020-11-05T00:00:00+00:00"),
        ("/sitemap-speakers.xml", None),
        ("/sitemap-statements.xml", "2020-11-05T00:00:00+00:00"),
    ]


def test_what_a_draft_changes_is_not_told(client):
    session = a_session(conference=a_conference())
    a_statement(session=session, status="draft")
    Conference.objects.update(modified_at=EARLY)
    Statement.objects.update(modified_at=LATE)
    assert [lastmod for _page, lastmod in listed(client, "/sitemap-conferences.xml")] == ["2020-10-05"]


def test_a_long_section_comes_in_parts_each_with_its_own_time(client, monkeypatch):
    monkeypatch.setattr(sitemaps.StatementPages, "limit", 2)
    session = a_session()
    for number in (1, 2, 3, 8):
        a_statement(session=session, pk=number, slug=f"s{number}")
    a_statement(session=session, pk=5, status="draft")
    Statement.objects.update(modified_at=EARLY)
    Statement.objects.filter(pk=3).update(modified_at=LATE)
    parts = [part for part in listed(client, "/sitemap.xml") if "statements" in part[0]]
    assert parts == [
        ("/sitemap-statements.xml", "2020-10-05T00:00:00+00:00"),
        ("/sitemap-statements.xml?p=2", "2020-11-05T00:00:00+00:00"),
        ("/sitemap-statements.xml?p=4", "2020-10-05T00:00:00+00:00"),
    ]
    assert [[page for page, _lastmod in listed(client, part)] for part, _lastmod in parts] == [
        ["/statements/s1/", "/statements/s2/"],
        ["/statements/s3/"],
        ["/statements/s8/"],
    ]


@pytest.mark.parametrize("part", ["0", "-1", "2", "x", "", "1e3", "9" * 30])
def test_there_is_no_part_without_a_page(client, part):
    a_statement(pk=1)
    assert client.get("/sitemap-statements.xml", {"p": part}).status_code == 404


def test_the_last_part_is_found_by_its_keys_alone(client, django_assert_num_queries):
    a_statement(pk=950_001)
    with django_assert_num_queries(1) as queries:
        client.get("/sitemap-statements.xml?p=20")
    [sql] = [query["sql"] for query in queries]
    condition = '"proceedings_statement"."id" >= 950001 AND "proceedings_statement"."id" < 1000001'
    assert (condition in sql, "OFFSET" in sql, '"text"' in sql) == (True, False, False)


def test_a_withdrawal_is_a_change_of_the_sitemap(client):
    old, new = (a_statement(pk=number) for number in (1, 2))
    Statement.objects.filter(pk=old.pk).update(modified_at=EARLY)
    response = client.get("/sitemap-statements.xml")
    assert "Last-Modified" not in response.headers
    had = {"if-none-match": response.headers["ETag"]}
    assert client.get("/sitemap-statements.xml", headers=had).status_code == 304
    new.withdraw("Misquoted.")
    assert client.get("/sitemap-statements.xml", headers=had).status_code == 200


def test_robots_are_shown_the_pages_and_kept_from_what_is_none(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        *("User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /oai", ""),
        "Sitemap: http://testserver/sitemap.xml",
    ]

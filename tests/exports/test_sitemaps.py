"""Sitemaps and robots.txt."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from proceedings.exports import sitemaps
from proceedings.models import Conference, Statement
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2020, 10, 5, tzinfo=UTC), datetime(2020, 11, 5, tzinfo=UTC)


def entries(client, address):
    """[(address, time of the last change or None)]"""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml"
    elements = etree.fromstring(response.content).iterfind("{*}*")
    return [
        (element.findtext("{*}loc").removeprefix("http://testserver"), element.findtext("{*}lastmod"))
        for element in elements
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
    pages = [
        page for section, _lastmod in entries(client, "/sitemap.xml") for page, _lastmod in entries(client, section)
    ]
    assert pages == [
        "/",
        "/about/",
        "/data/",
        "/accessibility/",
        "/conferences/",
        "/speakers/",
        "/organisations/",
        "/themes/",
        "/statements/",
        "/conferences/rivers/",
        "/speakers/ada/",
        "/themes/water/",
        "/statements/one/",
    ]
    assert {client.get(page).status_code for page in pages} == {200}


def test_a_conference_has_the_latest_change_of_its_statements(client):
    session = a_session(conference=a_conference(slug="rivers"))
    one, two = (a_statement(slug=slug, session=session) for slug in ("one", "two"))
    a_conference(slug="lakes")
    Conference.objects.update(modified_at=EARLY)
    Statement.objects.filter(pk=one.pk).update(modified_at=EARLY)
    Statement.objects.filter(pk=two.pk).update(modified_at=LATE)
    assert entries(client, "/sitemap-statements.xml") == [
        ("/statements/one/", "2020-10-05"),
        ("/statements/two/", "2020-11-05"),
    ]
    assert entries(client, "/sitemap-conferences.xml") == [
        ("/conferences/rivers/", "2020-11-05"),
        ("/conferences/lakes/", "2020-10-05"),
    ]
    assert [lastmod for _section, lastmod in entries(client, "/sitemap.xml")] == [
        None,
        "2020-11-05T00:00:00+00:00",
        None,
        None,
        None,
        "2020-11-05T00:00:00+00:00",
    ]


def test_a_change_to_a_draft_does_not_show(client):
    session = a_session(conference=a_conference())
    a_statement(session=session, status="draft")
    Conference.objects.update(modified_at=EARLY)
    Statement.objects.update(modified_at=LATE)
    assert [lastmod for _page, lastmod in entries(client, "/sitemap-conferences.xml")] == ["2020-10-05"]


def test_a_long_section_comes_in_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps.StatementPages, "limit", 2)
    session = a_session()
    for number in range(3):
        a_statement(session=session, slug=f"s{number}")
    parts = [section for section, _lastmod in entries(client, "/sitemap.xml") if "statements" in section]
    assert parts == ["/sitemap-statements.xml", "/sitemap-statements.xml?p=2"]
    assert [page for part in parts for page, _lastmod in entries(client, part)] == [
        "/statements/s0/",
        "/statements/s1/",
        "/statements/s2/",
    ]
    assert client.get("/sitemap-statements.xml?p=3").status_code == 404


def test_a_withdrawal_changes_the_sitemap(client):
    old, new = (a_statement() for _number in range(2))
    Statement.objects.filter(pk=old.pk).update(modified_at=EARLY)
    response = client.get("/sitemap-statements.xml")
    assert "Last-Modified" not in response.headers
    condition = {"if-none-match": response.headers["ETag"]}
    assert client.get("/sitemap-statements.xml", headers=condition).status_code == 304
    new.withdraw("Misquoted.")
    assert client.get("/sitemap-statements.xml", headers=condition).status_code == 200


def test_robots_txt_links_the_sitemap_and_excludes_other_addresses(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /search/",
        "Disallow: /compare/?",
        "Disallow: /oai",
        "Disallow: /preview/",
        "Disallow: /approval/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]

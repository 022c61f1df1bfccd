"""The home page: the record in numbers, and its newest statements."""

from datetime import date

import pytest
from lxml import html

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db


def home(client):
    return html.fromstring(client.get("/").content)


def words(element):
    return " ".join(element.text_content().split())


def test_the_totals_count_what_readers_see_and_link_to_it(client):
    conference = a_conference()
    session = a_session(conference=conference)
    for status in ("published", "published", "draft", "withdrawn"):
        a_statement(session=session, status=status, speaker=a_speaker(), themes=[a_theme()])
    a_statement(session=a_session(conference=a_conference(status="draft")))
    totals = home(client).xpath("//ul[@class='totals']/li/a")
    assert [(words(total), total.get("href")) for total in totals] == [
        ("2 statements", "/statements/"),
        ("2 speakers", "/speakers/"),
        ("1 conference", "/conferences/"),
        ("2 themes", "/themes/"),
    ]


def test_the_newest_statements_come_first_and_hidden_ones_never(client):
    for year, status in ((2019, "published"), (2021, "draft"), (2020, "published")):
        session = a_session(conference=a_conference(starts_on=date(year, 1, 1)))
        a_statement(session=session, title=f"Of {year}", status=status)
    titles = [words(title) for title in home(client).xpath("//article[@class='statement']/h3")]
    assert titles == ["Of 2020", "Of 2019"]


def test_the_years_lead_to_their_statements(client):
    for year in (2019, 2021, 2021):
        a_statement(session=a_session(conference=a_conference(starts_on=date(year, 5, 1))))
    years = home(client).xpath("//ol[@class='years']/li")
    assert [words(year) for year in years] == ["20191", "20200", "20212"]
    link = years[2].find("a").get("href")
    assert link == "/statements/?after=2021-01-01&before=2021-12-31"
    assert len(html.fromstring(client.get(link).content).xpath("//article[@class='statement']")) == 2


def test_an_empty_record_has_no_totals(client):
    page = home(client)
    assert page.xpath("//ul[@class='totals']") == []
    assert "No conferences have been published yet." in words(page)

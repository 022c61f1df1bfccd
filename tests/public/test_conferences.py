from datetime import date

import pytest
from lxml import html

from proceedings.public import conferences
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db


def titles(response):
    return [conference.title for conference in response.context["page_obj"]]


def test_a_conference_page_lists_statements_in_the_order_of_the_programme(client):
    conference = a_conference()
    second = a_session(conference=conference, position=2)
    first = a_session(conference=conference, position=1)
    said = [
        a_statement(session=second, position=1),
        a_statement(session=first, position=2),
        a_statement(session=first, position=1),
    ]

    response = client.get(conference.get_absolute_url())

    assert list(response.context["page_obj"]) == [said[2], said[1], said[0]]
    assert [(session, session.statement_count) for session in response.context["sessions"]] == [(first, 2), (second, 1)]


def test_participants_are_named_with_each_capacity_in_which_they_spoke(client):
    session = a_session()
    ada = a_speaker(name="Ada")
    posts = [an_appointment(speaker=ada, title=title) for title in ("Chair", "Minister")]
    for post in (posts[0], posts[1], posts[1]):
        a_statement(session=session, speaker=ada, appointment=post)
    a_statement(session=session, speaker=a_speaker(name="Never"), status="draft")

    participants = client.get(session.conference.get_absolute_url()).context["participants"]

    assert [(row["speaker__name"], row["appointment__title"]) for row in participants] == [
        ("Ada", "Chair"),
        ("Ada", "Minister"),
    ]


def test_organisers_are_listed_in_order_with_their_roles(client):
    conference = a_conference()
    an_organiser(conference=conference, organisation=an_organisation(name="CASS"), role="co_organiser", position=2)
    an_organiser(conference=conference, organisation=an_organisation(name="RIAC"), position=1)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert page.index("RIAC") < page.index("CASS")
    assert "(co-organiser)" in page


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2020, 9, 28), date(2020, 9, 28), "28 September 2020"),
        (date(2020, 9, 28), None, "28 September 2020"),
        (date(2020, 9, 28), date(2020, 9, 30), "28–30 September 2020"),
        (date(2020, 9, 28), date(2020, 10, 2), "28 September – 2 October 2020"),
        (date(2020, 12, 30), date(2021, 1, 2), "30 December 2020 – 2 January 2021"),
    ],
)
def test_the_days_of_a_conference_are_formatted_briefly(client, first, last, shown):
    a_conference(starts_on=first, ends_on=last)
    assert f"<span>{shown}</span>" in client.get("/conferences/").content.decode()


def test_conferences_are_listed_newest_first_and_those_without_a_date_last(client):
    for title, day in (("Old", date(2019, 1, 1)), ("Undated", None), ("New", date(2021, 1, 1))):
        a_conference(title=title, starts_on=day)
    a_conference(title="Draft", status="draft")
    assert titles(client.get("/conferences/")) == ["New", "Old", "Undated"]
    assert titles(client.get("/conferences/?ordering=date")) == ["Old", "New", "Undated"]


@pytest.mark.parametrize(
    "query", ["q=governance", "organisation=riac", "theme=economy", "after=2020-09-29", "before=2020-09-28"]
)
def test_conferences_are_filtered(client, query):
    wanted = a_conference(title="Regional governance", starts_on=date(2020, 9, 28), ends_on=date(2020, 9, 29))
    an_organiser(conference=wanted, organisation=an_organisation(slug="riac"))
    economy = a_theme(slug="economy")
    a_statement(session=a_session(conference=wanted), themes=[a_theme(parent=economy)])
    a_conference(title="Other", starts_on=None)
    assert titles(client.get(f"/conferences/?{query}")) == ["Regional governance"]


def test_the_home_page_shows_the_latest_conferences_their_speakers_and_the_broadest_themes(client):
    conference = a_conference(title="Latest", starts_on=date(2021, 1, 1))
    governance = a_theme(name="Governance")
    said = a_statement(session=a_session(conference=conference), themes=[a_theme(parent=governance)])
    a_conference(title="Earlier", starts_on=date(2019, 1, 1))

    context = client.get("/").context

    assert [row.title for row in context["conferences"]] == ["Latest", "Earlier"]
    assert [row["speaker__name"] for row in context["participants"]] == [said.speaker.name]
    assert [(theme, theme.statement_count) for theme in context["themes"]] == [(governance, 1)]


def test_an_empty_record_has_a_home_page_that_says_so(client):
    assert "No conferences have been published yet." in client.get("/").content.decode()


def test_a_page_names_the_first_participants_and_links_to_all(client):
    session = a_session(conference=a_conference(slug="rivers"))
    for number in range(14):
        a_statement(session=session, speaker=a_speaker(name=f"Speaker {number:02}"))
    page = html.fromstring(client.get("/conferences/rivers/").content)
    assert len(page.xpath("//ul[@class='participants']/li")) == 12
    [link] = page.xpath("//a[text()='All 14 speakers']/@href")
    assert link == "/speakers/?conference=rivers"
    assert "14 speakers" in client.get(link).content.decode()


def test_a_long_programme_has_a_page_of_its_own(client, monkeypatch):
    monkeypatch.setattr(conferences, "MOST_SESSIONS", 2)
    monkeypatch.setattr(conferences, "SESSIONS_PER_PAGE", 3)
    conference = a_conference(slug="forum", time_zone="Asia/Tashkent")
    for number in range(4):
        a_session(conference=conference, title=f"Session {number}", starts_at="2020-09-28T10:00:00+05:00")
    page = client.get("/conferences/forum/")
    assert [session.title for session in page.context["sessions"]] == ["Session 0", "Session 1"]
    assert '<a href="/conferences/forum/programme/">Whole programme</a>' in page.content.decode()
    whole = client.get("/conferences/forum/programme/")
    assert [session.title for session in whole.context["page_obj"]] == ["Session 0", "Session 1", "Session 2"]
    assert ">28 September 2020, 10:00</time>" in whole.content.decode()
    assert [session.title for session in client.get("/conferences/forum/programme/?page=2").context["page_obj"]] == [
        "Session 3"
    ]


def test_a_long_summary_of_a_session_is_whole_on_the_page_of_the_programme(client):
    conference = a_conference(slug="forum")
    a_session(conference=conference, summary=f"{'Long words. ' * 60} **The end.**")
    page = client.get("/conferences/forum/").content.decode()
    assert ("Long words." in page, "The end." in page, "Whole programme" in page) == (True, False, True)
    assert "<strong>The end.</strong>" in client.get("/conferences/forum/programme/").content.decode()


def test_a_short_programme_is_whole_on_the_page_of_its_conference(client):
    session = a_session(conference=a_conference(slug="forum"))
    page = client.get("/conferences/forum/")
    assert [row.title for row in page.context["sessions"]] == [session.title]
    assert "Whole programme" not in page.content.decode()


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 410)])
def test_the_programme_of_a_conference_that_is_not_public_is_not_shown(client, status, code):
    a_session(conference=a_conference(slug="forum", status=status), title="Secret")
    response = client.get("/conferences/forum/programme/")
    assert response.status_code == code
    assert "Secret" not in response.content.decode()


def test_a_conference_without_statements_does_not_link_to_their_empty_list(client):
    page = client.get(a_conference().get_absolute_url()).content.decode()
    assert ("0 statements" in page, "No statements have been published yet." in page) == (False, True)

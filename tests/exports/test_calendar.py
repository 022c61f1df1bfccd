"""A conference in a calendar, as a parser of iCalendar reads it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from proceedings.models import Conference
from tests.support.factories import a_conference, a_session, an_organisation, an_organiser

pytestmark = pytest.mark.django_db

ADDRESS = "/conferences/rivers/{}"
AWKWARD = 'Реки 河流 "]]>"; a, b \\ {%} \u200fעברית\u200e 🕊'


def calendar(client):
    response = client.get("/conferences/rivers.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    parsed = Calendar.from_ical(response.content)
    assert [event.errors for event in parsed.walk()] == [[] for _event in parsed.walk()]
    return parsed


def test_a_conference_takes_whole_days_up_to_its_last_one(client):
    a_conference(
        slug="rivers",
        title="Rivers",
        starts_on=date(2020, 9, 28),
        ends_on=date(2020, 9, 30),
        place="Hall, 1",
        summary="*So*.",
    )
    [event] = calendar(client).events
    assert (event.start, event.end) == (date(2020, 9, 28), date(2020, 10, 1))
    assert (event["summary"], event["location"], event["description"]) == ("Rivers", "Hall, 1", "So.")
    assert event["summary"].params == {"LANGUAGE": "en"}
    assert (event["uid"], event["url"]) == ("rivers@testserver", "http://testserver/conferences/rivers/")


def test_sessions_have_their_times_in_the_conferences_zone_which_the_file_explains(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin")
    for number, month in enumerate((7, 12), 1):
        a_session(
            conference=conference,
            slug=f"s{number}",
            starts_at=datetime(2020, month, 1, 8, 30, tzinfo=UTC),
            ends_at=datetime(2020, month, 1, 9, tzinfo=UTC),
        )
    found = calendar(client)
    _days, summer, winter = found.events
    berlin = ZoneInfo("Europe/Berlin")
    assert summer.start == datetime(2020, 7, 1, 10, 30, tzinfo=berlin)
    assert winter.start == datetime(2020, 12, 1, 9, 30, tzinfo=berlin)
    assert winter.end - winter.start == timedelta(minutes=30)
    assert summer["dtstart"].params["TZID"] == "Europe/Berlin"
    [zone] = found.timezones
    told = zone.to_tz(lookup_tzid=False)
    assert [event.start.replace(tzinfo=told).utcoffset() for event in (summer, winter)] == [
        timedelta(hours=2),
        timedelta(hours=1),
    ]
    assert summer["uid"] == "rivers/s1@testserver"
    assert summer["url"] == "http://testserver/statements/?conference=rivers&session=s1"


def test_what_has_no_time_on_record_has_none_in_the_calendar(client):
    conference = a_conference(slug="rivers", starts_on=None)
    a_session(conference=conference)
    a_session(conference=conference, slug="open", starts_at=datetime(2020, 7, 1, 8, tzinfo=UTC))
    found = calendar(client)
    [event] = found.events
    assert event["uid"] == "rivers/open@testserver"
    assert "dtend" not in event
    assert found.timezones == []


def test_a_year_at_the_end_of_the_calendar_has_its_zone(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin")
    a_session(conference=conference, starts_at=datetime(9999, 6, 1, 8, tzinfo=UTC))
    a_session(conference=conference, starts_at=datetime(1, 6, 1, 8, tzinfo=UTC))
    assert [zone.tz_name for zone in calendar(client).timezones] == ["Europe/Berlin"]


def test_the_organiser_is_named_with_its_address_here(client):
    conference = a_conference(slug="rivers")
    an_organiser(conference=conference, organisation=an_organisation(name='League "of" rivers', slug="league"))
    [event] = calendar(client).events
    assert event["organizer"] == "http://testserver/organisations/league/"
    assert event["organizer"].params["CN"] == "League ”of” rivers"


def test_changes_raise_the_sequence_and_nothing_else_does(client):
    conference = a_conference(slug="rivers", published_at=datetime(2020, 10, 1, tzinfo=UTC))
    Conference.objects.update(modified_at=datetime(2020, 10, 1, 0, 1, tzinfo=UTC))
    first = client.get("/conferences/rivers.ics")
    assert client.get("/conferences/rivers.ics").content == first.content
    [event] = calendar(client).events
    assert (event["sequence"], event["created"].dt) == (60, conference.published_at)
    assert event["last-modified"].dt == event["dtstamp"].dt == datetime(2020, 10, 1, 0, 1, tzinfo=UTC)
    asked = {"if-modified-since": first.headers["Last-Modified"]}
    assert client.get("/conferences/rivers.ics", headers=asked).status_code == 304
    a_session(conference=conference)
    [event] = calendar(client).events
    assert event["sequence"] > 60
    assert client.get("/conferences/rivers.ics", headers=asked).status_code == 200


def test_any_characters_come_back_as_they_were(client):
    conference = a_conference(slug="rivers", title=AWKWARD + "\x08\x1f", place=AWKWARD)
    an_organiser(conference=conference, organisation=an_organisation(name="One; two, three: four^n"))
    [event] = calendar(client).events
    assert (event["summary"], event["location"]) == (AWKWARD, AWKWARD)
    assert event["organizer"].params["CN"] == "One; two, three: four^n"


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_public_has_no_calendar(client, status):
    a_conference(slug="rivers", status=status)
    assert client.get("/conferences/rivers.ics").status_code == 404

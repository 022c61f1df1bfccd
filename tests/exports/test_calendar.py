"""Calendars of conferences, read by an iCalendar parser."""

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


def test_a_session_is_in_its_room_at_the_place_of_the_conference(client):
    conference = a_conference(slug="rivers", place="Lima")
    a_session(conference=conference, room="Great Hall", starts_at=datetime(2020, 9, 28, 10, tzinfo=UTC))
    assert [event["location"] for event in calendar(client).events if "T" in event["dtstart"].to_ical().decode()] == [
        "Great Hall, Lima"
    ]


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


def test_sessions_have_their_times_in_the_defined_zone_of_the_conference(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin")
    for number, month in enumerate((7, 12), 1):
        a_session(
            conference=conference,
            slug=f"s{number}",
            starts_at=datetime(2020, month, 1, 8, 30, tzinfo=UTC),
            ends_at=datetime(2020, month, 1, 9, tzinfo=UTC),
        )
    parsed = calendar(client)
    _days, summer, winter = parsed.events
    berlin = ZoneInfo("Europe/Berlin")
    assert summer.start == datetime(2020, 7, 1, 10, 30, tzinfo=berlin)
    assert winter.start == datetime(2020, 12, 1, 9, 30, tzinfo=berlin)
    assert winter.end - winter.start == timedelta(minutes=30)
    assert summer["dtstart"].params["TZID"] == "Europe/Berlin"
    [zone] = parsed.timezones
    definition = zone.to_tz(lookup_tzid=False)
    assert [event.start.replace(tzinfo=definition).utcoffset() for event in (summer, winter)] == [
        timedelta(hours=2),
        timedelta(hours=1),
    ]
    assert summer["uid"] == "rivers/s1@testserver"
    assert summer["url"] == "http://testserver/statements/?conference=rivers&session=s1"


def test_sessions_without_a_time_are_left_out(client):
    conference = a_conference(slug="rivers", starts_on=None)
    a_session(conference=conference)
    a_session(conference=conference, slug="open", starts_at=datetime(2020, 7, 1, 8, tzinfo=UTC))
    parsed = calendar(client)
    [event] = parsed.events
    assert event["uid"] == "rivers/open@testserver"
    assert "dtend" not in event
    assert parsed.timezones == []


def test_the_first_and_last_years_have_their_zone(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin")
    a_session(conference=conference, starts_at=datetime(9999, 6, 1, 8, tzinfo=UTC))
    a_session(conference=conference, starts_at=datetime(1, 6, 1, 8, tzinfo=UTC))
    assert [zone.tz_name for zone in calendar(client).timezones] == ["Europe/Berlin"]


def test_the_organiser_has_a_name_and_an_address_on_the_site(client):
    conference = a_conference(slug="rivers")
    an_organiser(conference=conference, organisation=an_organisation(name='League "of" rivers', slug="league"))
    [event] = calendar(client).events
    assert event["organizer"] == "http://testserver/organisations/league/"
    assert event["organizer"].params["CN"] == "League ”of” rivers"


def test_only_changes_raise_the_sequence(client):
    conference = a_conference(slug="rivers", published_at=datetime(2020, 10, 1, tzinfo=UTC))
    Conference.objects.update(modified_at=datetime(2020, 10, 1, 0, 1, tzinfo=UTC))
    first = client.get("/conferences/rivers.ics")
    assert client.get("/conferences/rivers.ics").content == first.content
    [event] = calendar(client).events
    assert (event["sequence"], event["created"].dt) == (60, conference.published_at)
    assert event["last-modified"].dt == event["dtstamp"].dt == datetime(2020, 10, 1, 0, 1, tzinfo=UTC)
    condition = {"if-modified-since": first.headers["Last-Modified"]}
    assert client.get("/conferences/rivers.ics", headers=condition).status_code == 304
    a_session(conference=conference)
    [event] = calendar(client).events
    assert event["sequence"] > 60
    assert client.get("/conferences/rivers.ics", headers=condition).status_code == 200


def test_unusual_characters_return_unchanged(client):
    conference = a_conference(slug="rivers", title=AWKWARD + "\x08\x1f", place=AWKWARD)
    an_organiser(conference=conference, organisation=an_organisation(name="One; two, three: four^n"))
    [event] = calendar(client).events
    assert (event["summary"], event["location"]) == (AWKWARD, AWKWARD)
    assert event["organizer"].params["CN"] == "One; two, three: four^n"


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_conference_that_is_not_public_has_no_calendar(client, status):
    a_conference(slug="rivers", status=status)
    assert client.get("/conferences/rivers.ics").status_code == 404


@pytest.mark.parametrize(
    ("first", "last"), [("2020", None), ("2020-09", "2020-09-28"), ("2020-09-28", "2020"), (None, "2020-09-28")]
)
def test_days_that_are_not_known_are_no_event(client, first, last):
    a_conference(slug="rivers", starts_on=first, ends_on=last)
    assert calendar(client).events == []


def test_a_last_day_at_the_end_of_the_calendar_breaks_nothing(client):
    a_conference(slug="rivers", ends_on=date(9999, 12, 31))
    [event] = calendar(client).events
    assert (event.start, event.end) == (date(2020, 9, 28), date(9999, 12, 31))


@pytest.mark.parametrize(("first", "last"), [("9998-12-30", "9998-12-31"), ("0001-01-01", "0001-01-02")])
def test_the_ends_of_the_calendar_are_days_like_others(client, first, last):
    a_conference(slug="rivers", starts_on=first, ends_on=last)
    [event] = calendar(client).events
    assert (event.start, event.end) == (date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


def test_the_sequence_of_a_record_published_long_ago_is_a_number_that_calendars_can_hold(client):
    a_conference(slug="rivers", published_at=datetime(1850, 1, 1, tzinfo=UTC))
    [event] = calendar(client).events
    assert 0 < event["sequence"] < 2**31


def test_an_hour_that_occurs_twice_is_one_hour_in_the_calendar(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin", starts_on=None)
    starts, ends = datetime(2021, 10, 31, 0, 30, tzinfo=UTC), datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
    a_session(conference=conference, starts_at=starts, ends_at=ends)
    [event] = calendar(client).events
    assert (event.start, event.end) == (starts, ends)


def test_an_hour_that_is_skipped_keeps_its_moments(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin", starts_on=None)
    starts, ends = datetime(2021, 3, 28, 0, 30, tzinfo=UTC), datetime(2021, 3, 28, 1, 30, tzinfo=UTC)
    a_session(conference=conference, starts_at=starts, ends_at=ends)
    parsed = calendar(client)
    [event] = parsed.events
    [zone] = parsed.timezones
    definition = zone.to_tz(lookup_tzid=False)
    assert [moment.replace(tzinfo=definition).astimezone(UTC) for moment in (event.start, event.end)] == [starts, ends]


def test_local_mean_time_is_written_in_utc(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Vienna", starts_on="1815-06-09")
    a_session(conference=conference, starts_at=datetime(1815, 6, 9, 8, 55, tzinfo=UTC))
    _days, event = calendar(client).events
    assert event.start == datetime(1815, 6, 9, 8, 55, tzinfo=UTC)


def test_a_zone_is_defined_by_its_rules(client):
    conference = a_conference(slug="rivers", time_zone="Europe/Berlin", starts_on=None)
    a_session(conference=conference, starts_at=datetime(2021, 7, 1, 8, tzinfo=UTC))
    [zone] = calendar(client).timezones
    rules = [
        (part.name, part["dtstart"].dt, part["rrule"].to_ical().decode()) for part in zone.walk() if "rrule" in part
    ]
    assert rules == [
        ("DAYLIGHT", datetime(2020, 3, 29, 2), "FREQ=YEARLY;UNTIL=20220327T010000Z;BYDAY=-1SU;BYMONTH=3"),  # noqa: DTZ001
        ("STANDARD", datetime(2020, 10, 25, 3), "FREQ=YEARLY;UNTIL=20221030T010000Z;BYDAY=-1SU;BYMONTH=10"),  # noqa: DTZ001
    ]


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"])
def test_a_defined_zone_has_the_offsets_of_the_real_one(client, name):
    conference = a_conference(slug="rivers", time_zone=name, starts_on=None)
    zone = ZoneInfo(name)
    for day in range(0, 365, 7):
        moment = datetime(2021, 1, 1, 12, tzinfo=zone) + timedelta(days=day)
        a_session(conference=conference, starts_at=moment)
    [component] = calendar(client).timezones
    definition = component.to_tz(lookup_tzid=False)
    moments = [datetime(2021, 1, 1, tzinfo=UTC) + timedelta(hours=6 * number) for number in range(4 * 365)]
    local = [moment.astimezone(zone).replace(tzinfo=None) for moment in moments]
    expected = [one.replace(tzinfo=zone).utcoffset() for one in local]
    assert [one.replace(tzinfo=definition).utcoffset() for one in local] == expected

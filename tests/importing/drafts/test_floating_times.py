"""Times of a programme without a time zone are those of the conference for which it is drafted."""

import pytest

from proceedings.importing.drafts import FixtureError, draft, read_file
from proceedings.models import Session
from tests.support.factories import a_conference

pytestmark = pytest.mark.django_db
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:r@example.org
SUMMARY:Rivers
DTSTART:{}
END:VEVENT
END:VCALENDAR
"""


def drafted(start):
    a_conference(slug="days", time_zone="Europe/Berlin", status="draft")
    return draft(read_file(CALENDAR.format(start).encode(), "programme.ics"), conference="days")


def test_a_time_without_a_zone_is_that_of_the_conference():
    drafted("20210503T100000")
    assert Session.objects.get().starts_at.isoformat() == "2021-05-03T08:00:00+00:00"


def test_a_time_that_the_clock_of_the_conference_shows_twice_is_a_problem():
    with pytest.raises(FixtureError) as error:
        drafted("20211031T023000")
    assert "occurred twice in Europe/Berlin" in error.value.problems[0].message
    assert not Session.objects.exists()

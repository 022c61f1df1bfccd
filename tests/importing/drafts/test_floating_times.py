"""Times of a programme without a time zone are those of the conference for which it is drafted."""

import pytest

from proceedings.importing.drafts import FixtureError, draft, read_file
from proceedings.models import Conference, Session
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


def test_a_new_conference_has_utc_with_a_note_until_its_zone_is_known():
    data = CALENDAR.replace("PRODID:x", "PRODID:x\nX-WR-CALNAME:Water Days").format("20210503T100000").encode()
    notes = draft(read_file(data, "programme.ics")).notes
    assert any("The new conference has the time zone UTC" in note for note in notes)
    Conference.objects.update(time_zone="Europe/Berlin")
    draft(read_file(data, "programme.ics"))
    assert Session.objects.get().starts_at.isoformat() == "2021-05-03T08:00:00+00:00"

"""Times keep the clock time that is written, in a zone that follows from the file."""

import pytest

from proceedings.models import Conference, Session, Statement
from tests.support.akomantoso import a_debate, a_section, a_work, import_debate

pytestmark = pytest.mark.django_db


def zone_and_notes(*times, country="", **options):
    body = "".join(f'<speech by="#Ann" startTime="{time}"><p>{time}</p></speech>' for time in times)
    data = a_debate(a_section(body or "<scene>x</scene>"), identification=a_work(country=country, date="2016-07-02"))
    result = import_debate(data, **options)
    return Conference.objects.get().time_zone, [note.partition("  ")[2] for note in result.notes]


def test_a_time_after_midnight_stays_on_its_day():
    assert zone_and_notes("2016-07-02T00:20:00+01:00", country="ie") == ("Europe/Dublin", [])
    assert str(Statement.objects.get().date) == "2016-07-02"


@pytest.mark.parametrize(
    ("times", "country", "zone"),
    [
        (["2016-07-02T10:00:00+01:00", "2016-01-02T10:00:00+00:00"], "ie", "Europe/Dublin"),
        (["2016-07-02T10:00:00Z"], "is", "Atlantic/Reykjavik"),
        (["2016-07-02T10:00:00-04:00"], "CL", "America/Santiago"),
        (["2016-07-02T10:00:00-04:00"], "us", "America/New_York"),
        (["2016-07-02T10:00:00-07:00"], "us", "Etc/GMT+7"),
        (["2016-07-02T10:00:00"], "ie", "Europe/Dublin"),
        ([], "ie", "Europe/Dublin"),
        (["2016-07-02T10:00:00+03:00"], "", "Etc/GMT-3"),
        (["2016-07-02T10:00:00-05:00"], "xx", "Etc/GMT+5"),
        (["2016-07-02T10:00:00Z"], "", "UTC"),
    ],
)
def test_the_zone_follows_from_offsets_and_the_country(times, country, zone):
    assert zone_and_notes(*times, country=country)[0] == zone
    # The clock time is as written, whatever the zone.
    for row in Statement.objects.exclude(delivered_at=None):
        assert row.delivered_at.astimezone(row.conference.zone).strftime("%H:%M") == row.text[11:16]


@pytest.mark.parametrize(
    ("times", "country", "note"),
    [
        (
            ["2016-07-02T10:00:00-07:00"],
            "us",
            "2 zones of its country have the offset of its times: give the right one with --time-zone.",
        ),
        (["2016-07-02T10:00:00+05:00"], "ie", "the offset of its times is not that of its country, IE."),
        (
            ["2016-07-02T10:00:00+05:00", "2016-07-02T10:00:00+06:00"],
            "",
            "no zone has the offsets of its times, which are shown in UTC: give one with --time-zone.",
        ),
        (["2016-07-02T10:00:00"], "", "its times have no zone and are taken for UTC: give one with --time-zone."),
    ],
)
def test_what_is_not_certain_about_the_zone_is_told(times, country, note):
    assert zone_and_notes(*times, country=country)[1] == [note]


def test_a_zone_that_is_given_counts():
    assert zone_and_notes("2016-07-02T10:00:00+01:00", country="ie", time_zone="Asia/Taipei") == ("Asia/Taipei", [])


def test_times_far_from_the_sitting_are_told_once():
    notes = zone_and_notes("2016-01-02T10:00:00Z", "2016-01-02T10:10:00Z", country="ie")[1]
    assert notes == ["2016-01-02T10:00:00Z and further times, 2 in all, are not on the day of the sitting, 2016-07-02."]


def test_the_time_in_a_heading_is_the_beginning_of_the_session():
    heading = 'Water<recordedTime type="endEvent" time="2016-07-02T12:00:00Z"/>'
    heading += '<recordedTime time="2016-07-02T10:30:00+01:00"/>'
    import_debate(a_debate(a_section("<scene>x</scene>", heading)))
    assert Session.objects.get().starts_at.isoformat() == "2016-07-02T09:30:00+00:00"


def test_the_year_one_is_no_time():
    assert zone_and_notes("0001-01-01T00:00:00", country="ie") == ("Europe/Dublin", [])
    assert Statement.objects.get().delivered_at is None

"""Durations and times of programmes."""

import pytest

from proceedings.importing.schedules.values import in_offset_of, minutes_of, moment_of


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("45 min", 45), ("90 Minuten", 90), ("P1DT2H", 1560), ("26:00", 1560), ("P", None), ("P1D", 1440), ("long", None)],
)
def test_a_duration_that_cannot_be_read_is_none(written, minutes):
    assert minutes_of(written) == minutes


def test_a_day_alone_is_no_midnight():
    assert moment_of("2021-05-03") is None


@pytest.mark.parametrize(
    ("others", "time"),
    [
        (["2021-05-03T09:00:00-05:00", ""], "2021-05-03T10:00:00-05:00"),
        (["2021-05-03T09:00:00+02:00", "2021-05-04T03:00:00+01:00"], "2021-05-03T10:00:00"),
        (["2021-05-03T09:00:00"], "2021-05-03T10:00:00"),
    ],
)
def test_a_time_has_the_offset_of_its_day_unless_that_changes(others, time):
    assert in_offset_of("2021-05-03T10:00:00", *others) == time

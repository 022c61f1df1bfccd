"""Days and hours as people write them in sheets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from proceedings.importing.sheets.parsing.dates import end_text, moment_text
from proceedings.importing.sheets.parsing.written_times import Written, read_written
from proceedings.models.columns.partial_dates import Period

PERIOD = Period.of(date(2021, 4, 3), date(2021, 4, 4))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "3. April 2021",
            "3 April 2021",
            "April 3, 2021",
            "3rd of April 2021",
            "Sat, 3 Apr 2021",
            "Samstag, 3. April 2021",
        ),
        *(
            "3 апреля 2021 г.",
            "суббота, 3 апреля",
            "3 avril 2021",
            "3 de abril de 2021",
            "3 kwietnia 2021",
            "٣ أبريل ٢٠٢١",
        ),
        *("2021年4月3日", "4月3日", "2021年4月3日（土）", "2021年4月3日 星期六", "2021년 4월 3일", "2021. 04. 03."),
        *("2021/04/03", "2021.4.3", "20210403", "03.04.2021", "3. 4. 2021", "3.4.21", "3-Apr-21", "03.04.", "44289"),
        "2021-04-03 (Sat)",
    ],
)
def test_a_day_is_read_in_many_languages_and_with_the_year_of_the_conference(text):
    assert read_written(text, period=PERIOD) == Written("2021-04-03")


@pytest.mark.parametrize(("order", "day"), [("day", "2021-04-03"), ("month", "2021-03-04")])
@pytest.mark.parametrize("text", ["03/04/2021", "3/4/2021", "03-04-2021"])
def test_a_day_with_slashes_is_read_in_the_order_that_was_chosen(text, order, day):
    assert read_written(text, order) == Written(day)
    assert read_written(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Sunday, 3 April 2021", "the weekday and the date do not agree"),
        ("31 April 2021", "is no day of the calendar"),
        ("5 May", "write the year with four digits"),
        ("44000", "may be a spreadsheet's number for a day"),
        ("2021-04-03 09:30-10:00", "may be an end or an offset: write 09:30 alone, or 09:30:00-10:00"),
    ],
)
def test_a_text_that_is_wrong_or_can_mean_two_things_is_refused(text, message):
    with pytest.raises(ValidationError, match=message):
        read_written(text, period=PERIOD)


@pytest.mark.parametrize("text", ["morning", "TBA", "9", "25:00", "14.5", "0.30", "10:00 CET", "2020", "2020-09"])
def test_a_text_that_is_no_day_and_no_hour_is_not_read(text):
    assert read_written(text, period=PERIOD, is_hour=not text.startswith("2020")) in {None, Written(clock="20:20")}
    assert read_written(text, period=PERIOD) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(("9:30", "09:30"), ("9h30", "09:30"), ("9.30 am", "09:30"), ("9:30 a.m.", "09:30"), ("09：30", "09:30")),
        *(("14:05 Uhr", "14:05"), ("14 Uhr", "14:00"), ("14.05", "14:05"), ("14ч05", "14:05"), ("1405", "14:05")),
        *(("2:30 PM", "14:30"), ("12:15 am", "00:15"), ("下午2:30", "14:30"), ("14時5分", "")),
        *(("0.395833333", "09:30"), ("1899-12-30 09:30:00", "09:30"), ("09:30:15", "09:30:15")),
    ],
)
def test_an_hour_is_read_as_it_is_written(text, clock):
    assert read_written(text, is_hour=True) == (Written(clock=clock) if clock else None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:30-10:15", "09:30", "10:15"),
        ("09:30 – 10:00 Uhr", "09:30", "10:00"),
        ("9–10:15 am", "09:00", "10:15"),
        ("11:30–1:00 pm", "11:30", "13:00"),
        ("14:00 bis 15:00", "14:00", "15:00"),
        ("23:30-00:15", "23:30", "00:15"),
        ("22:00 – 01:00", "22:00", "01:00"),
    ],
)
def test_an_end_is_no_offset(text, start, end):
    assert read_written(text, is_hour=True) == Written(clock=start, end=end)


@pytest.mark.parametrize(
    ("text", "message"),
    [("23:30-01:00", "may be an end or an offset"), ("17:00-09:15", "ends before it begins")],
)
def test_an_end_after_midnight_that_may_be_something_else_is_refused(text, message):
    with pytest.raises(ValidationError, match=message):
        read_written(text, is_hour=True)


@pytest.mark.parametrize("text", ["44289,395833333", "44289.395833333"])
def test_a_number_of_a_spreadsheet_has_a_point_or_a_comma(text):
    assert read_written(text, period=PERIOD) == Written(day="2021-04-03", clock="09:30")
    assert read_written(text[5:], is_hour=True) == Written(clock="09:30")


@pytest.mark.parametrize("text", ["9:00", "8:00 pm", "2021-04-04 10:45", "at noon"])
def test_an_end_that_does_not_fit_the_beginning_is_refused(text):
    with pytest.raises(ValidationError, match=r"before the beginning|not the hour of the end"):
        end_text("2021-04-03 23:30", "23:45", text, order="", period=PERIOD)


def text_of(day="", hour="", moment="", day_of_hour=""):
    return moment_text((day, hour, moment), order="day", period=PERIOD, day_of_hour=lambda clock: day_of_hour)[0]


def test_a_day_and_an_hour_are_one_moment():
    assert text_of("3. April 2021", "9h30") == "2021-04-03 09:30"
    assert text_of("2021-04-03 00:00:00", "09:30:00") == "2021-04-03 09:30"
    assert text_of("2021-04-03", "2021-04-03 09:30:00") == "2021-04-03 09:30"
    assert text_of(hour="9:30", moment="3.4.2021") == "2021-04-03 09:30"
    assert text_of(moment="3. April 2021, 14:05 Uhr") == "2021-04-03 14:05"
    assert text_of(moment="2021-10-31 02:30:00+01:00") == "2021-10-31 02:30+01:00"
    assert text_of(hour="9:30", day_of_hour="2021-04-04") == "2021-04-04 09:30"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("", "9:30", ""), "an hour without a day: fill in the column Date"),
        (("2021-04-03", "2021-04-04 9:30", ""), "two days or two hours"),
        (("2021-04-03", "", "2021-04-03 9:30"), "in the column Delivered at already"),
    ],
)
def test_half_a_moment_or_two_moments_are_refused(cells, message):
    with pytest.raises(ValidationError, match=message):
        text_of(*cells)

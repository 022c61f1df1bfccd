"""Days, months and years, and periods between them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from proceedings.models import Appointment, Conference, Statement
from proceedings.models.columns.partial_dates import PartialDate, Period
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-09-28", date(2020, 9, 28), date(2020, 9, 28)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9998-12", date(9998, 12, 1), date(9998, 12, 31)),
    ],
)
def test_a_date_has_the_first_and_the_last_day_that_it_can_mean(text, first, last):
    assert (PartialDate(text).first, PartialDate(text).last) == (first, last)


@pytest.mark.parametrize("text", ["", "20", "0000", "10000", "2020-13", "2020-9", "2021-02-29", "2020-09-28 ", "٢٠٢٠"])
def test_any_other_text_is_no_date(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text
        PartialDate(text)


@pytest.mark.parametrize(
    ("period", "text", "common"),
    [
        (Period.of("2021-03-26", "2021-03-28"), "2021-03-26/2021-03-28", "2021-03"),
        (Period.of("2021-03-30", "2021-04-02"), "2021-03-30/2021-04-02", "2021"),
        (Period.of("2020-12-30", "2021-01-02"), "2020-12-30/2021-01-02", None),
        (Period.of("2021", "2021-04"), "2021/2021-04", "2021"),
        (Period.of("2021-03"), "2021-03", "2021-03"),
    ],
)
def test_a_period_is_an_interval_and_knows_what_its_ends_have_in_common(period, text, common):
    assert (str(period), period.common) == (text, common)


@pytest.mark.django_db
@pytest.mark.parametrize("known", ["2020", "2020-09", "2020-09-28"])
def test_a_column_stores_a_date_as_it_is_known(known):
    a_conference(starts_on=known)
    assert Conference.objects.get().starts_on == known


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["2020-02-30", "10000-01-01", "28.09.2020"])
def test_a_column_refuses_what_is_no_date(value):
    conference = a_conference()
    conference.starts_on = value
    with pytest.raises(ValidationError) as caught:
        conference.full_clean()
    message = f"“{value}” is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020."
    assert caught.value.message_dict == {"starts_on": [message]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "is_valid"),
    [
        ("2020-09-28", "2020", True),
        ("2020-09-28", "2020-09", True),
        ("2020", "2020-01-01", True),
        ("2020-09-28", "2020-08", False),
        ("2020-09-28", "2019", False),
        ("2020-09", "2020-08-31", False),
    ],
)
def test_an_end_may_not_be_before_the_beginning_as_far_as_both_are_known(first, last, is_valid):
    conference = a_conference(starts_on=first)
    conference.ends_on = last
    if is_valid:
        conference.full_clean()
        conference.save()
    else:
        with pytest.raises(ValidationError, match="A conference cannot end before it starts"):
            conference.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            conference.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "day", "since", "until"),
    [
        ("2020", None, date(2020, 6, 1), True, True),
        ("2020-09", None, date(2020, 9, 30), True, True),
        ("2020-09", None, date(2020, 10, 1), False, True),
        ("2020-09", None, date(2020, 8, 31), True, False),
        ("2021-03-26", "2021-03-28", date(2021, 3, 28), True, True),
        ("2021-03-26", "2021-03-28", date(2021, 3, 29), False, True),
        ("2021-03-26", "2021-03-28", date(2021, 3, 25), True, False),
        ("0987", None, date(987, 1, 1), True, True),
    ],
)
def test_since_and_until_find_what_overlaps(first, last, day, since, until):
    conference = a_conference(starts_on=first, ends_on=last)
    statements = [
        a_statement(session=a_session(conference=conference)),
        *([a_statement(session=a_session(), delivered_on=first)] if last is None else []),
    ]
    wanted = [len(statements) if found else 0 for found in (since, until)]
    rows = Statement.objects.filter(pk__in=[statement.pk for statement in statements])
    assert [rows.since(day).count(), rows.until(day).count()] == wanted
    conferences = Conference.objects.filter(pk=conference.pk)
    assert [conferences.since(day).exists(), conferences.until(day).exists()] == [since, until]


@pytest.mark.django_db
def test_a_session_over_midnight_is_found_on_both_days():
    conference = a_conference(time_zone="Europe/Berlin", starts_on="2021-03-26", ends_on="2021-03-28")
    night = {"starts_at": datetime(2021, 3, 26, 22, tzinfo=UTC), "ends_at": datetime(2021, 3, 27, 1, 15, tzinfo=UTC)}
    statement = a_statement(session=a_session(conference=conference, **night))
    assert str(statement.date) == "2021-03-26/2021-03-27"
    days = [date(2021, 3, number) for number in (25, 26, 27, 28)]
    found = [Statement.objects.since(day).until(day).exists() for day in days]
    assert found == [False, True, True, False]


@pytest.mark.django_db
def test_newest_first_orders_what_is_known():
    dates = ["2019", "2020", "2020-09", "2020-09-28", "2020-10", "2021"]
    for known in dates:
        a_conference(title=known, starts_on=known)
    a_conference(title="unknown", starts_on=None)
    assert [row.title for row in Conference.objects.newest_first()] == [*reversed(dates), "unknown"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [("2020", None, True), ("2021-03-27", None, True), (None, "2021-03", True), (None, "2021-02", False)],
)
def test_a_post_covers_a_period_that_it_may_overlap(first, last, covers):
    post = Appointment(starts_on=first, ends_on=last)
    assert post.covers(Period.of("2021-03-26", "2021-03-28")) is covers


@pytest.mark.django_db
def test_the_only_post_of_the_year_is_proposed():
    speaker = a_speaker()
    an_appointment(speaker=speaker, title="Minister", ends_on="2019")
    chair = an_appointment(speaker=speaker, title="Chair", starts_on="2020")
    statement = a_statement(speaker=speaker, delivered_on="2020-09")
    assert statement.proposed_appointment() == chair


@pytest.mark.django_db
def test_a_statement_has_a_time_or_a_day_and_not_both():
    statement = a_statement(delivered_on="2020")
    statement.delivered_at = datetime(2020, 9, 28, 10, tzinfo=UTC)
    with pytest.raises(ValidationError) as caught:
        statement.full_clean()
    assert caught.value.messages == ["Give the time of a statement or only its day, not both."]

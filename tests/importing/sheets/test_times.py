"""Times and days in sheets: local to the conference, and as exact as they are known."""

from datetime import UTC, datetime

import pytest

from proceedings.importing.sheets.existing import cell_texts, statement_values
from proceedings.models import Statement
from tests.support.factories import a_conference, a_session, a_speaker, a_statement
from tests.support.sheets import load_rows, mistakes_of, preview_rows

pytestmark = pytest.mark.django_db

ROW = {"session": "Opening", "speaker": "Vladimir Norov", "title": "On health"}


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", time_zone="Europe/Moscow", language="ru", status="draft")


@pytest.fixture
def norov():
    return a_speaker(name="Vladimir Norov", slug="vladimir-norov")


SKIPPED = (
    "2021-03-28 02:30:00 did not exist in Europe/Berlin, where the clock was set forward. It can mean "
    "2021-03-28 01:30:00+01:00 (CET) or 2021-03-28 03:30:00+02:00 (CEST). Write the one that is meant with its offset."
)
REPEATED = (
    "2021-10-31 02:30:00 occurred twice in Europe/Berlin, where the clock was set back. It can mean "
    "2021-10-31 02:30:00+02:00 (CEST) or 2021-10-31 02:30:00+01:00 (CET). Write the one that is meant with its offset."
)


@pytest.mark.parametrize(("written", "error"), [("2021-03-28 02:30", SKIPPED), ("2021-10-31 02:30", REPEATED)])
def test_a_time_that_a_clock_change_skips_or_repeats_is_refused_with_both_readings(written, error):
    a_conference(title="Night", slug="night", time_zone="Europe/Berlin", status="draft")
    a_speaker(name="Vladimir Norov")
    row = {**ROW, "conference": "Night", "delivered_at": written}
    assert mistakes_of(preview_rows(row)) == [(2, "E (Delivered at)", error)]


def test_a_sheet_takes_back_both_times_of_an_hour_that_occurs_twice():
    conference = a_conference(time_zone="Europe/Berlin", status="draft")
    session = a_session(conference=conference)
    moments = [datetime(2021, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    statements = [a_statement(session=session, status="draft", delivered_at=moment) for moment in moments]
    rows = [
        {**ROW, "title": row.title, "speaker": row.speaker.name, "slug": row.slug, "session": session.title}
        | {"delivered_at": cell_texts(values)["delivered_at"]}
        for row, values in zip(statements, statement_values(Statement.objects.all()), strict=True)
    ]
    assert [row["delivered_at"] for row in rows] == ["2021-10-31 02:30:00+02:00", "2021-10-31 02:30:00+01:00"]
    assert str(load_rows(*rows).tally) == "0 created, 0 updated, 2 unchanged"


@pytest.mark.parametrize("known", ["2020-09-28", "2020-09", "2020"])
def test_a_day_without_an_hour_is_as_it_is_known_and_comes_back_unchanged(forum, norov, known):
    rows = [{**ROW, "conference": "Forum", "delivered_at": known}]
    load_rows(*rows)
    statement = Statement.objects.get()
    assert (statement.delivered_at, statement.delivered_on) == (None, known)
    assert str(load_rows(*rows).tally) == "0 created, 0 updated, 1 unchanged"
    load_rows({**ROW, "conference": "Forum", "delivered_at": "2020-09-28 10:00"})
    statement.refresh_from_db()
    assert (statement.delivered_at, statement.delivered_on) == (datetime(2020, 9, 28, 7, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("written", "starts_on", "is_possible"),
    [("1030", None, False), ("1815", None, True), ("2020", "2019-12-30", False), ("2020", "2020", True)],
)
def test_four_digits_are_a_year_only_where_they_can_be_one(norov, written, starts_on, is_possible):
    a_conference(title="Dated", slug="dated", status="draft", starts_on=starts_on, ends_on=None)
    found = mistakes_of(preview_rows(ROW | {"conference": "Dated", "delivered_at": written}))
    message = "may be a year or an hour: write 2020-09-28 10:30 for an hour, 2020-09 or 2020-09-28 for a day."
    assert found == [] if is_possible else found == [(2, "E (Delivered at)", f"“{written}” {message}")]

"""Times are typed and shown in the time zone of their conference."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from proceedings.models import Conference, Session, Statement
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import Fields, errors_of, fill
from tests.support.factories import a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db
TEN_IN_MOSCOW = datetime(2021, 5, 5, 7, tzinfo=UTC)
CONFERENCE_QUERIES, LIST_QUERIES = 19, 6
CHOOSE = "The times are in Europe/Moscow, the conference is in Europe/Berlin. Choose what stays."


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def add_page(noun):
    return reverse(f"admin:proceedings_{noun}_add")


def in_moscow(**fields):
    return a_conference(time_zone="Europe/Moscow", **fields)


def in_berlin(**fields):
    return a_conference(time_zone="Europe/Berlin", **fields)


def typed(name, day, time, **more):
    return {f"{name}_0": day, f"{name}_1": time, **more}


def test_a_programme_typed_with_its_conference_is_in_the_zone_typed_with_it(admin_client):
    rows = {"sessions__TOTAL_FORMS": 1, "sessions__0__position": 1, "sessions__0__title": "Morning"}
    rows |= {"sessions__0__kind": "plenary", **typed("sessions__0__starts_at", "2021-05-05", "10:00")}
    fill(admin_client, add_page("conference"), title="Moscow forum", language="en", time_zone="Europe/Moscow", **rows)
    assert Session.objects.get().starts_at == TEN_IN_MOSCOW


def test_a_time_typed_in_the_form_of_a_conference_is_in_its_zone(admin_client):
    session = a_session(conference=in_moscow())
    fill(admin_client, change_page(session.conference), **typed("sessions__0__starts_at", "2021-05-05", "10:00"))
    session.refresh_from_db()
    assert session.starts_at == TEN_IN_MOSCOW


def test_a_time_typed_in_the_form_of_a_session_is_in_the_zone_of_its_conference(admin_client):
    session = a_session(conference=in_moscow())
    fill(admin_client, change_page(session), **typed("starts_at", "2021-05-05", "10:00"))
    session.refresh_from_db()
    assert session.starts_at == TEN_IN_MOSCOW


def test_a_time_typed_in_the_form_of_a_new_session_is_in_the_zone_of_the_chosen_conference(admin_client):
    values = {"title": "Morning", "conference": in_moscow().pk}
    fill(admin_client, add_page("session"), **values, **typed("starts_at", "2021-05-05", "10:00"))
    assert Session.objects.get().starts_at == TEN_IN_MOSCOW


def test_a_time_typed_in_the_form_of_a_statement_is_in_the_zone_of_its_conference(admin_client):
    statement = a_statement(session=a_session(conference=in_moscow(status="draft")), status="draft")
    fill(admin_client, change_page(statement), **typed("delivered_at", "2021-05-05", "10:00"))
    statement.refresh_from_db()
    assert statement.delivered_at == TEN_IN_MOSCOW


@pytest.mark.parametrize("row", ["conference", "session"])
def test_forms_show_times_in_the_zone_of_the_conference_with_its_name(admin_client, row):
    session = a_session(conference=in_moscow(), starts_at=TEN_IN_MOSCOW)
    page, name = {
        "conference": (change_page(session.conference), "sessions-0-starts_at"),
        "session": (change_page(session), "starts_at"),
    }[row]
    html = admin_client.get(page).content.decode()
    values = Fields(html).values
    assert (values[f"{name}_0"], values[f"{name}_1"]) == (["2021-05-05"], ["10:00"])
    assert '<span class="zone">Europe/Moscow</span>' in html


def test_a_form_saved_without_changes_changes_no_time(admin_client):
    moment = datetime(2021, 10, 31, 1, 30, 7, 123456, tzinfo=UTC)
    session = a_session(conference=in_berlin(), starts_at=moment, ends_at=moment)
    statement = a_statement(session=session, delivered_at=moment)
    for row in (session.conference, session, statement):
        assert fill(admin_client, change_page(row)).status_code == 302
    session.refresh_from_db()
    statement.refresh_from_db()
    assert {session.starts_at, session.ends_at, statement.delivered_at} == {moment}


def test_a_time_of_local_mean_time_is_shown_to_the_second(admin_client):
    moment = datetime(1815, 6, 9, 8, 55, tzinfo=UTC)
    session = a_session(conference=a_conference(time_zone="Europe/Vienna"), starts_at=moment)
    assert Fields(admin_client.get(change_page(session)).content.decode()).values["starts_at_1"] == ["10:00:21"]


SKIPPED = "2021-03-28 02:30:00 did not exist in Europe/Berlin, where the clock was set forward."
REPEATED = "2021-10-31 02:30:00 occurred twice in Europe/Berlin, where the clock was set back."


@pytest.mark.parametrize(
    ("day", "error", "earlier", "later"),
    [
        ("2021-03-28", SKIPPED, "2021-03-28 01:30:00+01:00 (CET)", "2021-03-28 03:30:00+02:00 (CEST)"),
        ("2021-10-31", REPEATED, "2021-10-31 02:30:00+02:00 (CEST)", "2021-10-31 02:30:00+01:00 (CET)"),
    ],
)
def test_a_time_that_a_clock_change_skips_or_repeats_is_asked(admin_client, day, error, earlier, later):
    session = a_session(conference=in_berlin())
    response = fill(admin_client, change_page(session), **typed("starts_at", day, "02:30"))
    assert errors_of(response) == [
        f"{error} It can mean {earlier} or {later}.",
        "Choose which of the two is meant.",
    ]
    html = response.content.decode()
    assert Fields(html).values["starts_at_1"] == ["02:30"]
    assert [text in html for text in (f">{earlier}</option>", f">{later}</option>")] == [True, True]
    for choice, hour in (("earlier", 0), ("later", 1)):
        fill(admin_client, change_page(session), **typed("starts_at", day, "02:30", starts_at_2=choice))
        session.refresh_from_db()
        assert session.starts_at == datetime.fromisoformat(day).replace(hour=hour, minute=30, tzinfo=UTC)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_time_at_the_end_of_the_calendar_is_an_error(admin_client, day):
    session = a_session(conference=a_conference(time_zone="Asia/Tokyo" if day < "1" else "America/New_York"))
    response = fill(admin_client, change_page(session), **typed("starts_at", day, "00:30" if day < "1" else "23:30"))
    assert errors_of(response) == ["This time is before the year 1 or after 9998."]


def test_readers_of_the_admin_see_times_in_the_zone_of_the_conference(client):
    statement = a_statement(
        session=a_session(conference=in_moscow(), starts_at=TEN_IN_MOSCOW), delivered_at=TEN_IN_MOSCOW
    )
    client.force_login(an_account("Editor"))
    for row in (statement, statement.session, statement.conference):
        assert "5 May 2021, 10:00 MSK (Europe/Moscow)" in client.get(change_page(row)).content.decode()
    listed = client.get(reverse("admin:proceedings_session_changelist")).content.decode()
    assert "5 May 2021, 10:00 MSK (Europe/Moscow)" in listed


def moscow_to_berlin(client, session, *, row=None, **changes):
    return fill(client, change_page(row or session.conference), time_zone="Europe/Berlin", **changes)


def a_timed_session(**fields):
    """A session at 10:00 in Moscow, of a conference with another session and a statement at the same time."""
    conference = in_moscow(status="draft")
    session = a_session(conference=conference, starts_at=TEN_IN_MOSCOW, ends_at=TEN_IN_MOSCOW)
    a_statement(session=session, delivered_at=TEN_IN_MOSCOW, status="draft")
    return session


def times():
    values = [*Session.objects.values_list("starts_at", "ends_at"), *Statement.objects.values_list("delivered_at")]
    return {time for some in values for time in some}


def test_the_choice_is_asked_when_the_zone_of_timed_sessions_changes(admin_client):
    session = a_timed_session()
    response = moscow_to_berlin(admin_client, session)
    assert errors_of(response) == [CHOOSE]
    html = response.content.decode()
    assert "The clock times stay: 10:00 in Europe/Moscow becomes 10:00 in Europe/Berlin." in html
    assert (Conference.objects.get().time_zone, times()) == ("Europe/Moscow", {TEN_IN_MOSCOW})


@pytest.mark.parametrize(("choice", "moment"), [("clock", TEN_IN_MOSCOW.replace(hour=8)), ("moments", TEN_IN_MOSCOW)])
def test_the_clock_times_or_the_moments_stay_as_the_editor_chooses(admin_client, choice, moment):
    session = a_timed_session()
    moscow_to_berlin(admin_client, session, zone_change=choice)
    assert (Conference.objects.get().time_zone, times()) == ("Europe/Berlin", {moment})


def test_clock_times_that_stay_are_in_the_history_of_their_rows(admin_client):
    session = a_timed_session()
    moscow_to_berlin(admin_client, session, zone_change="clock")
    version = Statement.objects.get().history.first()
    assert (version.delivered_at, version.history_change_reason) == (
        TEN_IN_MOSCOW.replace(hour=8),
        "The time zone changed from Europe/Moscow to Europe/Berlin. The clock times stay.",
    )


def test_nothing_is_asked_without_times(admin_client):
    session = a_session(conference=in_moscow())
    assert moscow_to_berlin(admin_client, session).status_code == 302


def test_a_clock_time_that_the_new_zone_skips_cannot_stay(admin_client):
    session = a_session(conference=in_moscow(), starts_at=datetime(2021, 3, 27, 23, 30, tzinfo=UTC))
    a_statement(session=session, title="At night", delivered_at=datetime(2021, 3, 27, 23, 30, tzinfo=UTC))
    response = moscow_to_berlin(admin_client, session, zone_change="clock")
    assert f"“At night”: {SKIPPED}" in errors_of(response)[0]
    assert Statement.objects.get().delivered_at == datetime(2021, 3, 27, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(("choice", "moment"), [("clock", TEN_IN_MOSCOW.replace(hour=8)), ("moments", TEN_IN_MOSCOW)])
def test_a_session_that_moves_to_a_conference_in_another_zone_is_asked_too(admin_client, choice, moment):
    session, berlin = a_timed_session(), in_berlin(status="draft")
    page = change_page(session)
    asked = fill(admin_client, page, conference=berlin.pk)
    assert errors_of(asked) == [
        "The times are in Europe/Moscow, the conference is in Europe/Berlin. Choose what stays."
    ]
    fill(admin_client, page, conference=berlin.pk, zone_change=choice)
    assert (Session.objects.get().conference, times()) == (berlin, {moment})


@pytest.mark.parametrize(("choice", "moment"), [("clock", TEN_IN_MOSCOW.replace(hour=8)), ("moments", TEN_IN_MOSCOW)])
def test_a_statement_that_moves_to_a_conference_in_another_zone_is_asked_too(admin_client, choice, moment):
    session = a_session(conference=in_berlin(status="draft"))
    statement = a_statement(
        session=a_session(conference=in_moscow(status="draft")), delivered_at=TEN_IN_MOSCOW, status="draft"
    )
    page = change_page(statement)
    asked = fill(admin_client, page, session=session.pk)
    assert errors_of(asked) == [
        "The times are in Europe/Moscow, the conference is in Europe/Berlin. Choose what stays."
    ]
    fill(admin_client, page, session=session.pk, zone_change=choice)
    assert (Statement.objects.get().session, times() - {None}) == (session, {moment})


def test_a_time_typed_while_another_editor_changes_the_zone_is_in_the_zone_that_the_form_named(admin_client):
    session = a_session(conference=in_moscow())
    values = Fields(admin_client.get(change_page(session)).content.decode()).values
    Conference.objects.update(time_zone="Europe/Berlin")
    admin_client.post(change_page(session), values | typed("starts_at", "2021-05-05", "10:00"))
    session.refresh_from_db()
    assert session.starts_at == TEN_IN_MOSCOW


def test_a_conflict_over_the_zone_keeps_the_times_of_the_form_in_the_zone_that_it_named(admin_client):
    session = a_session(conference=in_moscow(), starts_at=TEN_IN_MOSCOW)
    page = change_page(session.conference)
    values = Fields(admin_client.get(page).content.decode()).values
    moscow_to_berlin(admin_client, session, zone_change="moments")
    response = admin_client.post(page, values | typed("sessions-0-starts_at", "2021-05-05", "11:00"))
    html = response.content.decode()
    assert (response.status_code, Fields(html).values["time_zone"]) == (200, ["Europe/Berlin"])
    assert '<span class="zone">Europe/Moscow</span>' in html
    admin_client.post(page, Fields(html).values)
    session.refresh_from_db()
    assert session.starts_at == TEN_IN_MOSCOW.replace(hour=8)


def test_the_history_shows_times_in_the_zone_of_the_conference(admin_client):
    session = a_session(conference=in_berlin(), starts_at=datetime(2021, 10, 31, 0, 30, tzinfo=UTC))
    fill(admin_client, change_page(session), starts_at_2="later")
    history = admin_client.get(reverse("admin:proceedings_session_history", args=[session.pk]))
    (line,) = history.context["entries"][0].changes[0].lines
    assert [piece.text for piece in line.pieces] == [
        "31 October 2021, 02:30 CEST (Europe/Berlin)",
        "31 October 2021, 02:30 CET (Europe/Berlin)",
    ]


def test_a_downloaded_list_has_times_in_the_zone_of_the_conference(admin_client):
    a_session(conference=in_moscow(), title="Morning", starts_at=TEN_IN_MOSCOW)
    response = admin_client.get(reverse("admin:proceedings_session_download", args=["csv"]))
    assert "2021-05-05 10:00:00+03:00" in b"".join(response.streaming_content).decode()


def test_a_conflict_shows_times_in_the_zone_of_the_form(admin_client):
    session = a_session(conference=in_moscow(), starts_at=TEN_IN_MOSCOW)
    page = change_page(session)
    values = Fields(admin_client.get(page).content.decode()).values
    fill(admin_client, page, **typed("starts_at", "2021-05-05", "11:00"))
    response = admin_client.post(page, values | typed("starts_at", "2021-05-05", "12:00"))
    (changed,) = response.context["conflict"].fields
    assert [piece.text for line in changed.lines for piece in line.pieces] == [
        "5 May 2021, 11:00 MSK (Europe/Moscow)",
        "5 May 2021, 12:00 MSK (Europe/Moscow)",
    ]


@pytest.mark.parametrize("length", [1, 3])
def test_forms_with_times_run_a_fixed_number_of_queries(admin_client, django_assert_num_queries, length):
    conference = in_moscow(status="draft")
    for _row in range(length):
        a_session(conference=conference, starts_at=TEN_IN_MOSCOW)
    page = change_page(conference)
    values = Fields(admin_client.get(page).content.decode()).values
    with django_assert_num_queries(CONFERENCE_QUERIES):
        admin_client.get(page)
    with django_assert_num_queries(LIST_QUERIES):
        admin_client.get(reverse("admin:proceedings_session_changelist"))
    assert admin_client.post(page, values).status_code == 302

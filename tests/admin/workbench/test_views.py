"""The workbench of a conference: its page, the order of its statements, and permissions."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import Statement
from tests.support.desk.forms import Fields, messages_of
from tests.support.desk.workbench import a_programme, bench, errors, key, listed_rows, order, place, sent
from tests.support.factories import a_conference, a_speaker, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db


# The order


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("A1", 3, "A2 A3 A1 A4"),
        ("A4", 2, "A1 A4 A2 A3"),
        ("A2", 1, "A2 A1 A3 A4"),
        ("A2", 99, "A1 A3 A4 A2"),
        ("A3", 0, "A3 A1 A2 A4"),
        ("A2", "", "A1 A3 A4 A2"),
        ("A2", "x", "A1 A3 A4 A2"),
        ("A2", "9" * 18, "A1 A3 A4 A2"),
        ("A2", "9" * 400, "A1 A3 A4 A2"),
    ],
)
def test_a_typed_number_becomes_the_place(admin_client, title, number, expected):
    conference = a_programme(4)
    response = admin_client.post(bench(conference), sent(admin_client, conference) | place(title, number))
    assert (response.status_code, order(conference)) == (302, expected)


def test_two_change_places_by_their_numbers(admin_client):
    conference = a_programme(3)
    admin_client.post(bench(conference), sent(admin_client, conference) | place("A1", 3) | place("A3", 1))
    assert order(conference) == "A3 A2 A1"


@pytest.mark.parametrize(
    ("button", "title", "expected"),
    [
        ("up", "A2", "A2 A1 | B1 B2"),
        ("down", "A1", "A2 A1 | B1 B2"),
        ("down", "A2", "A1 | A2 B1 B2"),
        ("up", "B1", "A1 A2 B1 | B2"),
        ("up", "A1", "A1 A2 | B1 B2"),
        ("down", "B2", "A1 A2 | B1 B2"),
    ],
)
def test_a_button_moves_one_step_and_beyond_the_end_into_the_next_session(admin_client, button, title, expected):
    conference = a_programme(2, 2)
    admin_client.post(bench(conference), sent(admin_client, conference, **{button: key(title)}))
    assert order(conference) == expected


def test_rows_that_the_page_moved_are_saved_as_it_lists_them(admin_client):
    conference = a_programme(3, 1)
    rows = listed_rows(admin_client, conference, "A3 A", "A1 A", "B1 B", "A2 B")
    admin_client.post(bench(conference), rows)
    assert order(conference) == "A3 A1 | B1 A2"


def test_gaps_are_closed_only_on_request(admin_client):
    conference = a_programme(3)
    Statement.objects.filter(title="A3").update(position=9)
    admin_client.post(bench(conference), sent(admin_client, conference))
    assert order(conference) == "A1 A2 A3 (gaps)"
    admin_client.post(bench(conference), sent(admin_client, conference, close=conference.sessions.get().pk))
    assert order(conference) == "A1 A2 A3"


def test_an_unchanged_order_writes_nothing(admin_client):
    conference = a_programme(3)
    response = admin_client.post(bench(conference), sent(admin_client, conference), follow=True)
    assert messages_of(response) == ["Nothing has changed."]


def test_an_order_from_a_stale_page_is_refused_and_shown_with_the_present_statements(admin_client):
    conference = a_programme(3)
    mine = sent(admin_client, conference) | place("A3", 1)
    theirs = sent(admin_client, conference) | place("A1", 2)
    admin_client.post(bench(conference), theirs)
    a_statement(session=conference.sessions.get(), title="A4", status="draft")
    response = admin_client.post(bench(conference), mine)
    [error] = errors(response)
    assert error.startswith("While this page was open, somebody else changed the order. Nothing was saved.")
    assert order(conference) == "A2 A1 A3 A4"
    shown = [row.statement.title for part in response.context["parts"] for row in part.rows]
    assert shown == ["A3", "A1", "A2", "A4"]
    again = Fields(response.content.decode()).values
    admin_client.post(bench(conference), again)
    assert order(conference) == "A3 A1 A2 A4"


def test_a_stale_page_that_moves_nothing_undoes_nothing(admin_client):
    conference = a_programme(3)
    stale = sent(admin_client, conference, assign="", chosen=key("A1"), set__themes=a_theme().pk)
    admin_client.post(bench(conference), sent(admin_client, conference) | place("A1", 3))
    assert admin_client.post(bench(conference), stale).status_code == 302
    assert (order(conference), Statement.objects.get(title="A1").themes.count()) == ("A2 A3 A1", 1)


def test_a_change_in_another_session_is_no_conflict(admin_client):
    conference = a_programme(2, 2)
    mine = sent(admin_client, conference) | place("A2", 1)
    admin_client.post(bench(conference), sent(admin_client, conference) | place("B2", 1))
    admin_client.post(bench(conference), mine)
    assert order(conference) == "A2 A1 | B2 B1"


@pytest.mark.parametrize(
    "tampered",
    [
        {"shown": "nonsense"},
        {"shown": ""},
        {"row": ["1:999999", "abc", "1:2:3", "\x00:1", "9" * 30 + ":1"]},
        {"up": "abc", "down": "99999999"},
        {"close": "999999"},
    ],
)
def test_tampered_data_move_nothing(admin_client, tampered):
    conference = a_programme(3)
    assert admin_client.post(bench(conference), sent(admin_client, conference) | tampered).status_code == 302
    assert order(conference) == "A1 A2 A3"


def test_statements_of_another_conference_are_not_moved_from_here(admin_client):
    conference, other = a_programme(2), a_programme(1)
    foreign = other.sessions.get().statements.get()
    data = sent(admin_client, conference)
    data["row"] = [f"{foreign.pk}:{conference.sessions.get().pk}", *data["row"]]
    admin_client.post(bench(conference), data | {"listed": "1"})
    foreign.refresh_from_db()
    assert foreign.session == other.sessions.get()


# The page


def test_a_filter_shows_only_incomplete_statements_and_they_are_filled_in(admin_client):
    conference = a_programme(2, 1)
    Statement.objects.exclude(title="A2").update(source="Report")
    page = admin_client.get(bench(conference), {"lacking": "source"})
    assert [row.statement.title for part in page.context["parts"] for row in part.rows] == ["A2"]
    theme = a_theme()
    data = sent(admin_client, conference, "?lacking=source", chosen=key("A2"), set__themes=theme.pk, assign="")
    admin_client.post(bench(conference) + "?lacking=source", data)
    assert list(theme.statements.all()) == [Statement.objects.get(title="A2")]
    assert order(conference) == "A1 A2 | B1"


def test_a_long_session_is_divided_into_pages_and_each_saves_its_part(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.workbench.pages.MAX_ROWS", 3)
    conference = a_programme(5, 2)
    pages = []
    for number in (1, 2, 3):
        parts = admin_client.get(bench(conference), {"page": number}).context["parts"]
        pages.append(" | ".join(" ".join(row.statement.title for row in part.rows) for part in parts))
    assert pages == ["A1 A2 A3", "A4 A5", "B1 B2"]
    data = sent(admin_client, conference, "?page=2", up=key("A5"))
    admin_client.post(bench(conference) + "?page=2", data)
    assert order(conference) == "A1 A2 A3 A5 A4 | B1 B2"
    data = sent(admin_client, conference, "?page=1") | place("A1", 5)
    admin_client.post(bench(conference), data)
    assert order(conference) == "A2 A3 A5 A4 A1 | B1 B2"
    data = sent(admin_client, conference, "?page=1")
    data = data | {"row": list(reversed(data["row"])), "listed": "1"}
    admin_client.post(bench(conference), data)
    assert order(conference) == "A5 A3 A2 A4 A1 | B1 B2"


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "9" * 30, "\x00", "٣"])
def test_a_page_that_does_not_exist_is_not_found(admin_client, page):
    assert admin_client.get(bench(a_programme(1)), {"page": page}).status_code == 404


@pytest.mark.parametrize("key", ["999999", "9" * 30])
def test_a_conference_that_does_not_exist_is_not_found(admin_client, key):
    assert admin_client.get(f"/admin/proceedings/conference/{key}/workbench/").status_code == 404


def test_a_conference_without_sessions_explains_how_to_add_them(admin_client):
    page = admin_client.get(bench(a_conference())).content.decode()
    assert "This conference has no sessions yet." in page


def test_the_page_makes_a_fixed_number_of_queries(admin_client):
    conferences = [a_programme(1, 1), a_programme(6, 6, 6)]
    for statement in Statement.objects.all():
        statement.themes.set([a_theme(), a_theme()])
        statement.appointment = an_appointment(speaker=statement.speaker)
        statement.save()
    admin_client.get(bench(conferences[0]))
    counts = []
    for conference in conferences:
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(bench(conference))
        counts.append(len(captured))
    assert counts == [counts[0]] * 2


def test_saving_makes_a_fixed_number_of_queries(admin_client):
    counts = []
    for conference in (a_programme(2, 1), a_programme(20, 20)):
        rows = Statement.objects.at(conference).in_order()
        data = sent(admin_client, conference) | {f"place-{rows[0].pk}": "99", "chosen": [row.pk for row in rows]}
        data |= {"assign": "", "set-themes": a_theme().pk, "set-speaker": a_speaker().pk}
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.post(bench(conference), data).status_code == 302
        counts.append(len(captured))
    assert counts == [counts[0]] * 2


# Permissions


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)

    def may(*names):
        user.user_permissions.set(Permission.objects.filter(codename__in=names, content_type__app_label="proceedings"))

    return may


def test_a_user_who_may_not_view_statements_is_refused(client, editor):
    editor("view_conference", "change_conference")
    conference = a_programme(1)
    assert [client.get(bench(conference)).status_code, client.post(bench(conference)).status_code] == [403, 403]


def test_a_user_who_may_only_view_changes_nothing(client, editor):
    editor("view_conference", "view_statement")
    conference = a_programme(2)
    page = client.get(bench(conference))
    assert (page.context["may_order"], page.content.decode().count('name="row"')) == (False, 0)
    assert client.post(bench(conference), {"up": key("A2")}).status_code == 403
    assert order(conference) == "A1 A2"


def test_a_user_who_may_not_add_statements_adds_none(client, editor):
    editor("view_conference", "view_statement", "change_statement")
    conference = a_programme(1)
    row = {"new-session": conference.sessions.get().pk, "new-speaker": a_speaker().pk, "new-title": "New", "add": ""}
    client.post(bench(conference), sent(client, conference) | row)
    assert order(conference) == "A1"


def test_a_statement_that_the_editor_may_not_change_keeps_its_place(admin_client, monkeypatch):
    conference = a_programme(3)
    Statement.objects.filter(title="A2").update(status="published", published_at="2020-01-01T00:00Z")
    monkeypatch.setattr(
        "proceedings.admin.nouns.statement.StatementAdmin.has_change_permission",
        lambda self, request, row=None: row is None or row.status != "published",
    )
    data = sent(admin_client, conference)
    response = admin_client.post(
        bench(conference), data | {"chosen": key("A2"), "assign": "", "set-speaker": a_speaker().pk}
    )
    assert errors(response)[0] == "You may not change “A2”."
    foreign = conference.sessions.create(title="B")
    response = admin_client.post(
        bench(conference), sent(admin_client, conference) | {"row": [f"{key('A2')}:{foreign.pk}"], "listed": "1"}
    )
    assert (errors(response), order(conference)) == (
        ["Statements that you may not change keep their places."],
        "A1 A2 A3 | ",
    )
    admin_client.post(bench(conference), sent(admin_client, conference) | place("A3", 1))
    assert order(conference) == "A3 A1 A2 | "

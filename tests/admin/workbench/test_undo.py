"""Undoing the last step on the workbench."""

import pytest
from django.urls import reverse

from proceedings.models import Session, Statement
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import messages_of
from tests.support.desk.workbench import a_programme, bench, key, order, place, sent
from tests.support.factories import a_speaker, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db
CHANGED = "Nothing was undone: somebody has changed one of these rows since, or you may not change it."


def undo(client, conference):
    """Press the button; return the message, after those of the steps before."""
    return messages_of(
        client.post(reverse("admin:proceedings_conference_workbench_undo", args=[conference.pk]), follow=True)
    )[-1]


def save(client, conference, **changes):
    data = sent(client, conference) | {name.replace("__", "-"): value for name, value in changes.items()}
    assert client.post(bench(conference), data).status_code == 302


def values(title):
    row = Statement.objects.get(title=title)
    return row.speaker, row.appointment, row.slug, row.form, row.source, list(row.themes.all())


def test_a_move_is_undone_once(admin_client):
    conference = a_programme(3, 1)
    save(admin_client, conference, **place("A1", 3))
    assert order(conference) == "A2 A3 A1 | B1"
    assert "Moved 3 statements." in admin_client.get(bench(conference)).content.decode()
    assert undo(admin_client, conference) == "Undone: Moved 3 statements."
    assert order(conference) == "A1 A2 A3 | B1"
    assert undo(admin_client, conference) == "There is nothing to undo."
    assert Statement.objects.get(title="A1").history.first().history_change_reason == "Undone on the workbench."


def test_values_that_were_filled_in_are_taken_back_and_others_stay(admin_client):
    conference = a_programme(2)
    kept = a_theme()
    statement = Statement.objects.get(title="A1")
    statement.themes.add(kept)
    before = values("A1"), values("A2")
    post = an_appointment(speaker=a_speaker(name="Ann Lee"))
    save(
        admin_client,
        conference,
        chosen=[key("A1"), key("A2")],
        set__speaker=post.speaker.pk,
        set__themes=[a_theme().pk, kept.pk],
        set__form="reported",
        set__source="Report",
        assign="",
    )
    assert [values("A1")[index] for index in (0, 1, 3, 4)] == [post.speaker, post, "reported", "Report"]
    assert values("A2")[2].startswith("ann-lee")
    assert undo(admin_client, conference) == "Undone: Filled in 2 statements."
    assert (values("A1"), values("A2")) == before


def test_a_statement_and_a_session_that_were_added_are_deleted_and_the_others_close_up(admin_client):
    conference = a_programme(2)
    row = {"new__session": conference.sessions.get().pk, "new__speaker": a_speaker().pk, "new__title": "N"}
    save(admin_client, conference, **row, new__place=1, session__title="B")
    assert order(conference) == "N A1 A2 | "
    undo(admin_client, conference)
    assert order(conference) == "A1 A2"


def test_a_session_that_has_statements_by_now_stays(admin_client):
    conference = a_programme(1)
    save(admin_client, conference, session__title="B", add_session="")
    a_statement(session=Session.objects.get(title="B"), title="B1", status="draft")
    assert undo(admin_client, conference) == CHANGED
    assert order(conference) == "A1 | B1"


@pytest.mark.parametrize("change", ["edits", "takes the place", "publishes"])
def test_a_later_change_by_somebody_else_is_never_undone(admin_client, change):
    conference = a_programme(2)
    save(admin_client, conference, **place("A1", 9), close=conference.sessions.get().pk)
    statement = Statement.objects.get(title="A1")
    if change == "edits":
        statement.text = "New."
        statement.save()
    elif change == "publishes":
        statement.publish()
    else:
        Statement.objects.filter(title="A1").update(position=7)
        a_statement(session=statement.session, title="A9", position=2, status="draft")
        Statement.objects.filter(title="A2").update(position=9)
        a_statement(session=statement.session, title="A8", position=1, status="draft")
    after = order(conference)
    assert undo(admin_client, conference) == CHANGED
    assert order(conference) == after


def test_another_user_and_another_conference_have_nothing_to_undo(admin_client, client):
    conference, other = a_programme(2), a_programme(2)
    save(admin_client, conference, **{f"place-{conference.sessions.get().statements.first().pk}": "9"})
    assert undo(admin_client, other) == "There is nothing to undo."
    assert undo(sign_in(client, an_account("superuser")), conference) == "There is nothing to undo."


def test_an_editor_undoes_an_addition_but_nothing_that_is_in_review_by_now(client):
    conference = a_programme(1)
    sign_in(client, an_account("Editor"))
    row = {"new__session": conference.sessions.get().pk, "new__speaker": a_speaker().pk, "new__title": "N"}
    save(client, conference, **row)
    undo(client, conference)
    assert order(conference) == "A1"
    save(client, conference, **row)
    Statement.objects.filter(title="N").update(status="in_review")
    assert undo(client, conference) == CHANGED
    assert order(conference) == "A1 N"

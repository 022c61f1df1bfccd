"""“Save and next” in the form of a statement."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from proceedings.models import Statement
from tests.support.desk.forms import fill, messages_of
from tests.support.factories import a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db


def form(statement):
    return reverse("admin:proceedings_statement_change", args=[statement.pk])


def test_save_and_next_goes_through_the_conference_and_ends_at_the_workbench(admin_client):
    conference = a_conference(status="draft")
    first, empty, last = (a_session(conference=conference) for _ in range(3))
    rows = [a_statement(session=session, status="draft") for session in (first, first, last)]
    workbench = reverse("admin:proceedings_conference_workbench", args=[conference.pk])
    responses = [fill(admin_client, form(row), text="Written.", _next="") for row in rows]
    assert [response["location"] for response in responses] == [form(rows[1]), form(rows[2]), workbench]
    assert {row.text for row in Statement.objects.all()} == {"Written."}
    assert messages_of(admin_client.get(workbench))[-1] == "This was the last statement of the conference."
    assert empty.statements.count() == 0


def test_save_and_next_stays_on_an_invalid_form(admin_client):
    statement = a_statement(status="draft")
    response = fill(admin_client, form(statement), title="", _next="")
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, ["title"])


def test_a_user_who_may_only_view_has_no_save_and_next(client):
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(
        Permission.objects.get(codename="view_statement", content_type__app_label="proceedings")
    )
    client.force_login(viewer)
    assert "_next" not in client.get(form(a_statement())).content.decode()

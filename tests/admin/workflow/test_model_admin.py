from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from proceedings.models import Conference, Statement
from tests.support.desk.forms import fill, messages_of
from tests.support.factories import PUBLISHED_AT, a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("admin:proceedings_statement_changelist")
CONFERENCES = reverse("admin:proceedings_conference_changelist")


def act(client, address, action, rows, **fields):
    """Choose an action for the rows; `number` and the form's fields confirm it."""
    fields = {"action": action, "_selected_action": [row.pk for row in rows]} | fields
    return client.post(address, fields, follow=True)


def test_publish_asks_for_confirmation_and_shows_its_effect(admin_client):
    draft = a_statement(status="draft", title="On health")
    response = act(admin_client, STATEMENTS, "publish", [draft, a_statement()])
    draft.refresh_from_db()
    assert (draft.status, response.context["labels"]) == ("draft", [str(draft)])
    assert response.context["title"] == "Publish 1 statement?"
    assert response.context["consequences"] == ["1 is already published and stays as it is."]


def test_readers_see_the_statements_that_were_published(admin_client):
    draft, published = a_statement(status="draft"), a_statement()
    response = act(admin_client, STATEMENTS, "publish", [draft, published], number=1)
    assert set(Statement.objects.public()) == {draft, published}
    assert messages_of(response) == ["Published 1 statement. 1 is already published and stays as it is."]


def test_publishing_a_conference_shows_its_published_statements(admin_client):
    conference = a_conference(status="draft")
    statement = a_statement(session=a_session(conference=conference))
    confirmation = act(admin_client, CONFERENCES, "publish", [conference])
    act(admin_client, CONFERENCES, "publish", [conference], number=1)
    assert confirmation.context["consequences"] == ["1 published statement will appear too."]
    assert (list(Conference.objects.public()), list(Statement.objects.public())) == ([conference], [statement])


def test_publish_says_that_a_statement_waits_for_its_conference(admin_client):
    draft = a_statement(status="draft", session=a_session(conference=a_conference(status="draft")))
    response = act(admin_client, STATEMENTS, "publish", [draft])
    assert response.context["consequences"] == [
        "1 belongs to a conference that is not published, and will appear with it."
    ]


def test_submit_says_that_the_conference_is_still_a_draft(admin_client):
    session = a_session(conference=a_conference(status="draft"))
    drafts = [a_statement(status="draft", session=session), a_statement(status="draft")]
    response = act(admin_client, STATEMENTS, "submit", drafts)
    assert response.context["title"] == "Submit 2 statements for review?"
    assert response.context["consequences"] == [
        "1 belongs to a conference that is still a draft. Submit the conference too."
    ]


def test_publishing_again_keeps_the_time_of_the_first_publication(admin_client):
    withdrawn, draft = a_statement(status="withdrawn"), a_statement(status="draft")
    act(admin_client, STATEMENTS, "publish", [withdrawn, draft], number=2)
    withdrawn.refresh_from_db()
    draft.refresh_from_db()
    assert withdrawn.published_at == PUBLISHED_AT
    assert (datetime.now(UTC) - draft.published_at).total_seconds() < 60


def test_select_across_publishes_the_whole_filtered_list_and_nothing_else(admin_client):
    session = a_session()
    drafts = [a_statement(session=session, status="draft") for _ in range(55)]
    other = a_statement(status="draft")
    address = f"{STATEMENTS}?conference={session.conference.pk}"
    confirmation = act(admin_client, address, "publish", drafts[:1], select_across=1)
    act(admin_client, address, "publish", drafts[:1], select_across=1, number=55)
    other.refresh_from_db()
    assert (len(confirmation.context["labels"]), str(confirmation.context["labels"][-1])) == (21, "and 35 more")
    assert (set(Statement.objects.public()), other.status) == (set(drafts), "draft")


def test_a_list_that_changed_after_the_confirmation_page_is_confirmed_again(admin_client):
    drafts = [a_statement(status="draft") for _ in range(2)]
    response = act(admin_client, STATEMENTS, "publish", drafts[:1], select_across=1, number=1)
    assert messages_of(response) == ["The list has changed. Please check it and confirm again."]
    assert (response.context["title"], Statement.objects.public().count()) == ("Publish 2 statements?", 0)


def test_a_filter_with_an_invalid_value_selects_no_rows(admin_client):
    draft = a_statement(status="draft")
    response = act(admin_client, f"{STATEMENTS}?speaker=nobody", "publish", [draft], select_across=1, number=1)
    assert "There is no speaker with the number “nobody”. Choose another or remove this filter." in messages_of(
        response
    )
    assert Statement.objects.public().count() == 0


def test_withdraw_requires_a_reason(admin_client):
    statement = a_statement()
    response = act(admin_client, STATEMENTS, "withdraw", [statement], number=1, withdrawal_reason=" ")
    assert response.context["form"].errors == {"withdrawal_reason": ["This field is required."]}
    assert list(Statement.objects.public()) == [statement]


@pytest.mark.parametrize(("address", "factory"), [(STATEMENTS, a_statement), (CONFERENCES, a_conference)])
def test_withdraw_leaves_a_tombstone_with_the_reason(admin_client, address, factory):
    row = factory()
    act(admin_client, address, "withdraw", [row], number=1, withdrawal_reason="A misquotation.")
    row.refresh_from_db()
    assert (row.status, row.withdrawal_reason, row.published_at) == ("withdrawn", "A misquotation.", PUBLISHED_AT)
    assert list(type(row).objects.public()) == []


def test_a_row_that_was_never_public_is_not_withdrawn(admin_client):
    draft = a_statement(status="draft")
    response = act(admin_client, STATEMENTS, "withdraw", [draft])
    assert messages_of(response) == ["1 was never published or is already withdrawn, and stays as it is."]


def test_the_log_says_who_published_a_row(admin_client, admin_user):
    draft = a_statement(status="draft")
    act(admin_client, STATEMENTS, "publish", [draft], number=1)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object(), entry.get_change_message()) == (admin_user, draft, "Publish")


def test_a_user_with_only_the_view_permission_cannot_publish(client):
    draft = a_statement(status="draft")
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_statement"))
    client.force_login(reader)
    response = act(client, STATEMENTS, "publish", [draft], number=1)
    draft.refresh_from_db()
    assert (draft.status, messages_of(response)) == ("draft", [])


def test_a_published_row_cannot_become_a_draft_again(admin_client):
    address = reverse("admin:proceedings_statement_change", args=[a_statement().pk])
    response = fill(admin_client, address, status="draft")
    assert response.context["adminform"].form.errors == {
        "status": ["Select a valid choice. draft is not one of the available choices."]
    }


def test_publishing_in_the_form_sets_the_date(admin_client):
    draft = a_statement(status="draft")
    fill(admin_client, reverse("admin:proceedings_statement_change", args=[draft.pk]), status="published")
    draft.refresh_from_db()
    assert (draft.status, draft.published_at is None) == ("published", False)

"""Submitting and publishing from the workbench."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.models import Conference, Statement
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import Fields, messages_of
from tests.support.desk.workbench import a_programme, bench, key
from tests.support.factories import a_theme

pytestmark = pytest.mark.django_db


def address(conference, name):
    return reverse(f"admin:proceedings_conference_workbench_{name}", args=[conference.pk])


def confirm(client, conference, name, *titles, **changes):
    """Send the page of confirmation for the statements with these titles, or for all."""
    chosen = {"chosen": [key(title) for title in titles]} if titles else {}
    page = client.post(address(conference, name), chosen)
    return client.post(address(conference, name), Fields(page.content.decode()).values | changes, follow=True)


def statuses(conference):
    rows = Statement.objects.at(conference).in_order().values_list("status", flat=True)
    return [Conference.objects.get(pk=conference.pk).status, *rows]


def test_all_statements_are_published_with_their_conference(admin_client):
    conference = a_programme(2, 1)
    page = confirm(admin_client, conference, "publish")
    assert messages_of(page) == ["Published 3 statements, 1 conference."]
    assert page.request["PATH_INFO"] == bench(conference)
    assert statuses(conference) == ["published"] * 4
    assert LogEntry.objects.filter(change_message="Publish").count() == 4


def test_only_the_checked_ones_are_moved_and_the_conference_stays_if_it_is_not_checked(admin_client):
    conference = a_programme(3)
    page = admin_client.post(address(conference, "submit"), {"chosen": [key("A1"), key("A3")]})
    data = Fields(page.content.decode()).values
    data.pop("conference")
    page = admin_client.post(address(conference, "submit"), data, follow=True)
    assert messages_of(page) == ["Submitted 2 statements for review."]
    assert statuses(conference) == ["draft", "in_review", "draft", "in_review"]


def test_the_page_shows_what_each_statement_lacks(admin_client):
    conference = a_programme(2)
    Statement.objects.get(title="A1").themes.add(a_theme())
    Statement.objects.filter(title="A2").update(text="")
    rows = admin_client.get(address(conference, "publish")).context["rows"]
    assert [[str(name) for name in row.missing] for row in rows] == [
        ["no source", "no capacity"],
        ["no text", "no source", "no theme", "no capacity"],
    ]


def test_statements_that_were_added_meanwhile_are_not_published_unseen(admin_client):
    conference = a_programme(1)
    page = confirm(admin_client, conference, "publish", number="2")
    assert messages_of(page) == ["The list has changed. Please check it and confirm again."]
    assert statuses(conference) == ["draft", "draft"]


@pytest.mark.parametrize(
    ("person", "submit", "publish"), [("Editor", 200, 403), ("Reviewer", 200, 403), ("Publisher", 403, 302)]
)
def test_the_roles_decide_who_may_submit_and_publish(client, person, submit, publish):
    conference = a_programme(1)
    sign_in(client, an_account(person))
    # A publisher cannot publish a draft, and is told so on the workbench.
    assert [client.get(address(conference, name)).status_code for name in ("submit", "publish")] == [submit, publish]
    page = client.get(bench(conference)).content.decode()
    assert [f'name="{name}"' in page for name in ("submit", "publish")] == [submit == 200, publish != 403]


def test_the_only_author_needs_a_second_pair_of_eyes(client, settings):
    settings.SECOND_PAIR_OF_EYES = True
    user = an_account("superuser")
    sign_in(client, user)
    conference = a_programme(1)
    statement = Statement.objects.get(title="A1")
    for row in (conference, statement):
        row._history_user = user
        row.save()
    page = client.get(address(conference, "publish"), follow=True)
    assert messages_of(page) == ["1 was written by you alone. Somebody else must review it before you publish it."]
    assert statuses(conference) == ["draft", "draft"]


def test_the_page_makes_a_fixed_number_of_queries(admin_client):
    conferences = [a_programme(1), a_programme(6, 6)]
    admin_client.get(address(conferences[0], "publish"))
    counts = []
    for conference in conferences:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(address(conference, "publish")).status_code == 200
        counts.append(len(captured))
    assert counts == [counts[0]] * 2


def test_the_workbench_says_how_many_statements_are_ready(admin_client):
    conference = a_programme(2)
    progress = admin_client.get(bench(conference)).context["progress"]
    assert (progress.number, progress.ready, progress.draft, progress.published) == (2, 0, 2, 0)
    assert progress.missing == {"text": 0, "source": 2, "theme": 2, "capacity": 2}
    Conference.objects.filter(pk=conference.pk).update(source="Report")
    statement = Statement.objects.get(title="A1")
    statement.themes.add(a_theme())
    Statement.objects.filter(pk=statement.pk).update(speaker=None, label="A Deputy")
    page = admin_client.get(bench(conference))
    assert page.context["progress"].ready == 1
    assert "1 of 2 statements ready" in page.content.decode()

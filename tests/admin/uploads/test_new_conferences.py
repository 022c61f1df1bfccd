"""Conferences that a sheet brings: described at its upload, or in answer to a question about a title."""

import pytest
from django.urls import reverse

from proceedings.models import Conference, Session, Statement
from tests.support.desk.forms import messages_of
from tests.support.desk.uploads import VIEWS, an_editor, confirm, send
from tests.support.factories import a_conference, a_speaker
from tests.support.sheets import xlsx

pytestmark = pytest.mark.django_db

ROW = {"session": "Opening", "speaker": "Vladimir Norov", "title": "On health", "delivered_at": "2021-05-10 10:00"}
FIELDS = {
    "title": "Forum on Water",
    "starts_on": "2021-05-10",
    "ends_on": "2021-05-11",
    "place": "Tashkent",
    "time_zone": "Asia/Tashkent",
    "language": "Russian",
}
NEW = {f"new-{name}": value for name, value in FIELDS.items()}


@pytest.fixture(autouse=True)
def norov():
    return a_speaker(name="Vladimir Norov")


def workbench(conference):
    return reverse("admin:proceedings_conference_workbench", args=[conference.pk])


def answer(page, number=0, **fields):
    """The fields that describe a new conference in answer to a question of the page."""
    prefix = page.context["title_questions"][number].prefix
    return {f"{prefix}-is": "+"} | {f"{prefix}-{name}": value for name, value in (FIELDS | fields).items()}


def test_a_conference_that_is_described_at_the_upload_is_made_with_its_sessions_and_statements(admin_client):
    page = send(admin_client, xlsx(ROW, {**ROW, "session": "Closing"}), **NEW)
    assert Conference.objects.count() == 0
    assert page.context["outcome"].new == {"conference": ["Forum on Water"], "session": ["Opening", "Closing"]}
    done = confirm(admin_client, page)
    conference = Conference.objects.get()
    assert (conference.title, conference.slug, conference.status) == (
        "Forum on Water",
        "forum-on-water-2021",
        "draft",
    )
    assert (conference.starts_on, conference.ends_on, conference.place) == ("2021-05-10", "2021-05-11", "Tashkent")
    assert (conference.time_zone, conference.language) == ("Asia/Tashkent", "ru")
    assert list(Session.objects.values_list("conference", "title", "position")) == [
        (conference.pk, "Opening", 1),
        (conference.pk, "Closing", 2),
    ]
    first = Statement.objects.order_by("pk").first()
    # The time is that of the new conference.
    assert (first.status, first.language, first.delivered_at.isoformat()) == (
        "draft",
        "ru",
        "2021-05-10T05:00:00+00:00",
    )
    assert done.request["PATH_INFO"] == workbench(conference)


def test_the_same_sheet_for_the_conference_that_it_made_changes_nothing(admin_client):
    confirm(admin_client, send(admin_client, xlsx(ROW), **NEW))
    page = send(admin_client, xlsx(ROW), conference=Conference.objects.get().pk)
    assert str(page.context["outcome"].tally) == "0 created, 0 updated, 1 unchanged"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"language": ""}, {"language": ["This field is required."]}),
        ({"time_zone": "Mars"}, None),
        ({"ends_on": "2021-05-01"}, None),
    ],
)
def test_a_description_with_a_mistake_is_shown_again_with_what_was_typed(admin_client, changes, errors):
    page = send(admin_client, xlsx(ROW), **NEW | {f"new-{name}": value for name, value in changes.items()})
    form = page.context["new_form"]
    assert form.errors
    assert errors is None or form.errors == errors
    assert form["place"].value() == "Tashkent"
    assert '<details class="module aligned" open>' in page.content.decode()


def test_a_sheet_has_a_chosen_conference_or_a_new_one(admin_client):
    page = send(admin_client, xlsx(ROW), conference=a_conference().pk, **NEW)
    assert page.context["new_form"].non_field_errors() == [
        "Choose a conference above, or describe a new one, not both."
    ]


def test_a_corrected_sheet_offers_the_description_again(admin_client):
    page = send(admin_client, xlsx({**ROW, "title": ""}), **NEW)
    assert [mistake.row for mistake in page.context["mistakes"]] == [2]
    form = page.context["new_form"]
    assert {name: form[name].value() for name in FIELDS} == FIELDS | {"language": "ru"}
    again = {"before": page.context["upload"].token}
    # Without a title there is no new conference any more.
    page = send(admin_client, xlsx(ROW), **again)
    assert [mistake.text for mistake in page.context["mistakes"]] == [
        "the sheet has no column “Conference”, which new statements need: add it."
    ]


def test_unknown_titles_are_asked_about_once_each_before_anything_else(admin_client):
    a_conference(title="Forum on Waters", slug="waters", status="draft")
    rows = [{**ROW, "conference": title} for title in ("Forum on Water", "Talks", "Talks", "Forum on Waters")]
    page = send(admin_client, xlsx(*rows))
    assert [(each.question.name, each.question.rows) for each in page.context["title_questions"]] == [
        ("Forum on Water", [2]),
        ("Talks", [3, 4]),
    ]
    first, second = page.context["title_questions"]
    assert (first.question.candidates, first.choice) == ([("waters", "Forum on Waters")], "")
    assert (second.question.candidates, second.choice, second.form["title"].value()) == ([], "+", "Talks")
    assert page.context["outcome"].mistakes == []


def test_a_title_means_the_stored_conference_or_the_new_one_of_the_answer(admin_client):
    stored = a_conference(title="Forum on Waters", slug="waters", status="draft")
    page = send(admin_client, xlsx({**ROW, "conference": "Forum on Water"}, {**ROW, "conference": "Talks"}))
    address, [first, _second] = page.request["PATH_INFO"], page.context["title_questions"]
    page = admin_client.post(address, {f"{first.prefix}-is": "waters"} | answer(page, 1, title="Talks"), follow=True)
    assert page.context["outcome"].new["conference"] == ["Talks"]
    done = confirm(admin_client, page)
    titles = Statement.objects.order_by("pk").values_list("session__conference__title", flat=True)
    assert sorted(titles) == [stored.title, "Talks"]
    assert done.request["PATH_INFO"] == reverse("admin:proceedings_statement_changelist")


def test_an_answer_that_is_not_complete_keeps_the_others_and_what_was_typed(admin_client):
    page = send(admin_client, xlsx({**ROW, "conference": "Talks"}, {**ROW, "conference": "Debates"}))
    fields = answer(page, 0, title="Talks") | answer(page, 1, title="Debates", language="")
    page = admin_client.post(page.request["PATH_INFO"], fields)
    assert messages_of(page) == ["Choose a conference for each title, or describe a new one."]
    form = page.context["title_questions"][1].form
    assert (form.errors, form["place"].value()) == ({"language": ["This field is required."]}, "Tashkent")
    page = admin_client.get(page.request["PATH_INFO"])
    assert [each.question.name for each in page.context["title_questions"]] == ["Debates"]


def test_two_titles_with_the_same_description_are_one_conference(admin_client):
    page = send(admin_client, xlsx({**ROW, "conference": "Talks"}, {**ROW, "conference": "The Talks", "title": "Two"}))
    page = admin_client.post(page.request["PATH_INFO"], answer(page, 0) | answer(page, 1), follow=True)
    confirm(admin_client, page)
    assert [row.title for row in Conference.objects.all()] == ["Forum on Water"]
    assert Statement.objects.count() == 2


def test_nobody_makes_a_conference_without_the_permission(client):
    an_editor(client, "add_statement", "add_session", *VIEWS)
    page = send(client, xlsx(ROW), **NEW)
    assert page.context["new_form"] is None
    page = send(client, xlsx({**ROW, "conference": "Talks"}))
    page = client.post(page.request["PATH_INFO"], answer(page), follow=True)
    assert page.context["permission_error"] == "You may not add conferences. Ask an administrator of this site."
    assert confirm(client, page).status_code == 403
    assert Conference.objects.count() == 0

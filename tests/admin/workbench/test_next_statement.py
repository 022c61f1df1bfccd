"""Writing texts one after the other, with a preview of each."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proceedings.models import Statement
from tests.support.factories import a_conference, a_session, a_statement
from tests.support.forms import fill, messages_of

pytestmark = pytest.mark.django_db

PREVIEW = reverse("admin:markdown")


def form(statement):
    return reverse("admin:proceedings_statement_change", args=[statement.pk])


def test_save_and_next_goes_through_the_programme_and_ends_at_the_workbench(admin_client):
    conference = a_conference(status="draft")
    first, empty, last = (a_session(conference=conference) for _ in range(3))
    rows = [a_statement(session=session, status="draft") for session in (first, first, last)]
    to_workbench = reverse("admin:proceedings_conference_workbench", args=[conference.pk])
    answers = [fill(admin_client, form(row), text="Written.", _next="") for row in rows]
    assert [answer["location"] for answer in answers] == [form(rows[1]), form(rows[2]), to_workbench]
    assert {row.text for row in Statement.objects.all()} == {"Written."}
    assert messages_of(admin_client.get(to_workbench))[-1] == "This was the last statement of the conference."
    assert empty.statements.count() == 0


def test_what_cannot_be_saved_is_not_left(admin_client):
    statement = a_statement(status="draft")
    response = fill(admin_client, form(statement), title="", _next="")
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, ["title"])


def test_who_may_only_look_has_no_next(client):
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(*looker_permissions("view_statement"))
    client.force_login(looker)
    assert "_next" not in client.get(form(a_statement())).content.decode()


def looker_permissions(*names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=names, content_type__app_label="proceedings")


def test_a_preview_has_numbered_paragraphs_in_their_language(admin_client):
    sent = {"text": "# Aim\n\nПервый.\n\n*Второй.*", "language": "ru"}
    part = admin_client.post(f"{PREVIEW}?part", sent).content.decode()
    assert part.strip().startswith('<div class="text" lang="ru" dir="auto">')
    assert ('id="preview-p2"' in part, "<em>Второй.</em>" in part, "<html" in part) == (True, True, False)


def test_without_javascript_the_preview_is_a_page_of_any_field(admin_client):
    page = admin_client.post(f"{PREVIEW}?of=summary", {"summary": "What it **was**.", "text": "Other"})
    assert ("<strong>was</strong>" in page.content.decode(), "<html" in page.content.decode()) == (True, True)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a\x00b", "[x](javascript:alert(1))", "![x](https://tracker.example/)", ""]
)
def test_a_preview_is_as_safe_as_the_page(admin_client, text):
    part = admin_client.post(f"{PREVIEW}?part", {"text": text, "language": '"><script>'}).content.decode()
    assert [bad for bad in ("<script", "\x00", 'href="javascript', "<img") if bad in part] == []


def test_a_text_beyond_all_bounds_is_told(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.workbench.next_statement.LARGEST", 10)
    answer = admin_client.post(f"{PREVIEW}?part", {"text": "a" * 11})
    assert (answer.status_code, answer.content.decode()) == (413, "This is too long for a preview.")


def test_a_preview_is_for_staff_who_ask_from_a_form_of_ours(client, admin_user):
    assert client.post(PREVIEW, {"text": "a"}).status_code == 302
    client.force_login(admin_user)
    assert client.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(PREVIEW, {"text": "a"}).status_code == 403

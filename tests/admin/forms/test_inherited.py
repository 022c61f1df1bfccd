"""Values that statements have from their conference, and their own ones."""

import pytest
from django.urls import reverse

from proceedings.models import Statement
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import fill, messages_of
from tests.support.desk.workbench import bench
from tests.support.factories import a_conference, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def session():
    given = {"language": "ru", "statement_form": "reported", "source": "Report of the forum", "rights": "CC-BY-4.0"}
    return a_session(conference=a_conference(status="draft", **given))


def values(title):
    return Statement.objects.values_list("language", "form").get(title=title)


def test_a_new_statement_begins_with_the_values_of_its_conference(admin_client, session):
    row = {"new__session": session.pk, "new__speaker": a_speaker().pk, "new__title": "New"}
    fill(admin_client, bench(session.conference), **row)
    assert values("New") == ("ru", "reported")
    page = admin_client.get(reverse("admin:proceedings_statement_add"), {"session": session.pk})
    form = page.context["adminform"].form
    assert (form["language"].value(), form["form"].value()) == ("ru", "reported")


def test_a_conference_without_a_form_gives_verbatim(admin_client):
    session = a_session(conference=a_conference(status="draft"))
    row = {"new__session": session.pk, "new__speaker": a_speaker().pk, "new__title": "New"}
    fill(admin_client, bench(session.conference), **row)
    assert values("New") == ("en", "verbatim")


def test_the_form_of_a_statement_shows_what_its_conference_gives(admin_client, session):
    statement = a_statement(session=session, status="draft")
    page = admin_client.get(change_page(statement)).content.decode()
    assert "The conference has: ru." in page
    assert "The conference has: reported." in page
    assert "If empty, that of the conference: Report of the forum" in page
    assert "If empty, that of the conference: CC-BY-4.0" in page


def test_unpublished_statements_follow_their_conference_and_others_keep_their_own_values(admin_client, session):
    for title, language, form, status in (
        ("follows", "ru", "reported", "draft"),
        ("own language", "en", "reported", "draft"),
        ("own form", "ru", "summary", "in_review"),
        ("public", "ru", "reported", "published"),
    ):
        a_statement(session=session, title=title, language=language, form=form, status=status)
    a_statement(title="elsewhere", language="ru", form="reported", status="draft")
    response = fill(admin_client, change_page(session.conference), language="uz", statement_form="verbatim")
    page = admin_client.get(response["location"])
    assert "3 statements that are not published follow the conference." in messages_of(page)
    assert {row.title: values(row.title) for row in Statement.objects.all()} == {
        "follows": ("uz", "verbatim"),
        "own language": ("en", "verbatim"),
        "own form": ("uz", "summary"),
        "public": ("ru", "reported"),
        "elsewhere": ("ru", "reported"),
    }
    version = Statement.objects.get(title="follows").history.first()
    assert (version.language, version.history_change_reason) == ("uz", "Follows the conference.")


def test_a_statement_that_follows_is_found_in_its_new_language(admin_client, session):
    a_statement(session=session, title="Реки", text="rivers", language="ru", status="draft")
    fill(admin_client, change_page(session.conference), language="en")
    statement = Statement.objects.get()
    stored = Statement.objects.values_list("title_terms", "text_terms").get()
    assert stored == (statement.title_terms, statement.text_terms)


def test_statements_that_the_editor_may_not_change_stay(client, session):
    a_statement(session=session, title="draft", language="ru", status="draft")
    a_statement(session=session, title="in review", language="ru", status="in_review")
    sign_in(client, an_account("Editor"))
    fill(client, change_page(session.conference), language="uz")
    assert [values(title)[0] for title in ("draft", "in review")] == ["uz", "ru"]


def test_a_change_of_the_form_changes_nothing_that_readers_see(admin_client):
    conference = a_conference(statement_form="")
    type(conference).objects.update(modified_at="2020-01-01T00:00:00Z")
    type(conference).objects.filter(pk=conference.pk).update(statement_form="summary")
    conference.refresh_from_db()
    assert conference.modified_at.year == 2020

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from proceedings.models import Conference, FormerAddress, Organisation, OtherName, Session, Speaker, Statement, Theme
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import errors_of, fill, messages_of
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def delete_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_delete", args=[row.pk])


def list_page(noun):
    return reverse(f"admin:proceedings_{noun._meta.model_name}_changelist")


def addressed_rows(**statement):
    """One row of every model with an address, all of one statement."""
    organisation, speaker, theme = an_organisation(), a_speaker(), a_theme()
    post = an_appointment(speaker=speaker, organisation=organisation)
    row = a_statement(speaker=speaker, appointment=post, themes=[a_theme(parent=theme)], **statement)
    return [row, row.session, row.session.conference, speaker, post, organisation, theme]


def locked(client, row):
    return client.get(change_page(row)).context["adminform"].form.fields["slug"].disabled


@pytest.fixture
def editor_client(client):
    """The client of a user who may change published rows of every model, but no address that readers have seen."""
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__regex="^(change|delete|publish)_"))
    client.force_login(editor)
    return client


def test_an_address_can_change_while_nothing_is_public(admin_client):
    session = a_session(conference=a_conference(status="draft"))
    assert [locked(admin_client, row) for row in addressed_rows(status="draft", session=session)] == [False] * 7


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_an_address_that_was_public_cannot_change(editor_client, status):
    assert [locked(editor_client, row) for row in addressed_rows(status=status)] == [True] * 7


def test_a_user_who_may_leave_former_addresses_changes_all_but_two_kinds(admin_client):
    rows = addressed_rows()
    assert {row._meta.model_name for row in rows if locked(admin_client, row)} == {"session", "appointment"}


def test_a_former_address_redirects_to_the_new_one(admin_client):
    statement = a_statement(slug="norov-health")
    fill(admin_client, change_page(statement), slug="norov-on-health")
    assert admin_client.get("/statements/norov-health/")["Location"] == "/statements/norov-on-health/"
    [former] = FormerAddress.objects.all()
    assert former.history.get().history_user.username == "admin"


@pytest.mark.parametrize(("group", "leads"), [("Editor", False), ("Reviewer", False), ("Publisher", True)])
@pytest.mark.parametrize("noun", ["speaker", "organisation", "theme"])
def test_only_publishers_change_an_address_that_readers_have_seen(client, group, leads, noun):
    row = next(row for row in addressed_rows() if row._meta.model_name == noun)
    former = row.get_absolute_url()
    sign_in(client, an_account(group))
    if client.get(change_page(row)).context["has_change_permission"]:
        fill(client, change_page(row), slug="elsewhere")
    row.refresh_from_db()
    moved = client.get(former).get("Location")
    assert (row.slug == "elsewhere", moved) == (leads, row.get_absolute_url() if leads else None)


def test_the_former_address_of_another_row_is_refused(admin_client):
    statement, other = a_statement(slug="norov-health"), a_statement()
    fill(admin_client, change_page(statement), slug="norov-on-health")
    refused = fill(admin_client, change_page(other), slug="norov-health")
    assert errors_of(refused) == ["“norov-health” is a former address of “norov-on-health”. Choose another address."]


def test_former_addresses_are_read_only(admin_client):
    FormerAddress.objects.leave(Theme, "health", a_theme(slug="medicine").slug)
    [former] = FormerAddress.objects.all()
    assert admin_client.get(list_page(FormerAddress)).status_code == 200
    assert admin_client.get(change_page(former)).status_code == 200
    assert admin_client.post(change_page(former), {"target": "other"}).status_code == 403
    assert admin_client.post(delete_page(former), {"post": "yes"}).status_code == 403


def test_a_forged_form_does_not_change_a_public_address(editor_client):
    statement = a_statement(slug="norov-health")
    changes = {"slug": "something-else", "title": "On public health", "no_change_of_substance": "on"}
    fill(editor_client, change_page(statement), **changes)
    statement.refresh_from_db()
    assert (statement.slug, statement.title) == ("norov-health", "On public health")


def test_an_empty_address_is_made_from_the_name(admin_client):
    add = reverse("admin:proceedings_speaker_add")
    fill(admin_client, add, name="唐鳳")
    assert Speaker.objects.get().slug == "tang-feng"


def test_a_row_that_was_public_cannot_be_deleted(admin_client):
    rows = [row for row in addressed_rows() if row._meta.model_name != "appointment"]
    assert [admin_client.post(delete_page(row), {"post": "yes"}).status_code for row in rows] == [403] * 6
    assert [type(row).objects.filter(pk=row.pk).exists() for row in rows] == [True] * 6


@pytest.mark.parametrize("noun", [Conference, Organisation, Session, Speaker, Statement, Theme])
def test_a_bulk_deletion_refuses_rows_that_were_public(admin_client, noun):
    addressed_rows()
    keys = list(noun.objects.values_list("pk", flat=True))
    fields = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    response = admin_client.post(list_page(noun), fields, follow=True)
    sentences = [(message.split(". ")[0], ". Withdraw " in message) for message in messages_of(response)]
    assert sentences == [("Nothing was deleted", True)]
    assert list(noun.objects.values_list("pk", flat=True)) == keys


def test_only_a_publisher_deletes_names_that_readers_have_seen(client):
    editor, publisher = an_account("Editor"), an_account("Publisher")
    name = another_name(speaker=a_statement().speaker, name="Норов", language="ru")
    hidden = another_name(speaker=a_statement(status="draft").speaker, name="Орлов", language="ru")
    sign_in(client, editor)
    assert [client.post(delete_page(row), {"post": "yes"}).status_code for row in (name, hidden)] == [403, 302]
    inlines = client.get(change_page(name.speaker)).context["inline_admin_formsets"]
    assert [one.has_delete_permission for one in inlines if one.opts.model is OtherName] == [False]
    fields = {"action": "delete_selected", "_selected_action": [name.pk], "post": "yes"}
    assert messages_of(client.post(list_page(OtherName), fields, follow=True)) == [
        "Nothing was deleted. Readers have seen 1 of the selected. Ask a publisher, or leave it out."
    ]
    sign_in(client, publisher)
    assert client.post(delete_page(name), {"post": "yes"}).status_code == 302
    assert not OtherName.objects.exists()


def test_a_draft_is_deleted_with_its_translations(admin_client):
    draft = a_statement(status="draft")
    a_translation(statement=draft)
    asked = admin_client.get(delete_page(draft))
    admin_client.post(delete_page(draft), {"post": "yes"})
    assert dict(asked.context["model_count"]) == {"statements": 1, "translations": 1}
    assert list(Statement.objects.all()) == []


def test_a_session_with_statements_that_were_public_cannot_be_deleted(admin_client):
    session = a_session(conference=a_conference(status="draft"))
    a_statement(session=session)
    asked = admin_client.get(delete_page(session))
    assert asked.context["perms_lacking"] == {"statement"}
    assert admin_client.post(delete_page(session), {"post": "yes"}).status_code == 403


def test_the_rows_that_protect_a_row_from_deletion_are_counted(admin_client):
    speaker = a_speaker()
    for _ in range(3):
        a_statement(status="draft", speaker=speaker)
    response = admin_client.post(delete_page(speaker), {"post": "yes"})
    assert response.context["protected"] == ["3 statements"]


def test_a_bulk_deletion_refuses_too_many_rows(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.changelist.deletion.MAX_AT_ONCE", 2)
    keys = [a_theme().pk for _ in range(3)]
    fields = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    response = admin_client.post(list_page(Theme), fields, follow=True)
    assert (messages_of(response), Theme.objects.count()) == (["Nothing was deleted. Select at most 2 at once."], 3)


def test_a_bulk_deletion_deletes_drafts(admin_client):
    keys = [a_statement(status="draft").pk for _ in range(3)]
    fields = {"action": "delete_selected", "_selected_action": keys}
    asked = admin_client.post(list_page(Statement), fields)
    admin_client.post(list_page(Statement), fields | {"post": "yes"})
    assert (dict(asked.context["model_count"]), Statement.objects.count()) == ({"statements": 3}, 0)


def test_only_public_rows_have_a_link_to_the_site(admin_client):
    public, draft = a_statement(), a_statement(status="draft")
    seen = [admin_client.get(change_page(row)).context.get("absolute_url") for row in (public, draft)]
    model_admin = admin.site.get_model_admin(Statement)
    assert seen == [model_admin.get_view_on_site_url(public), None]
    assert model_admin.view_on_site(public) == public.get_absolute_url()


def test_the_organisation_of_a_public_conference_counts_as_public(editor_client):
    organiser = an_organiser()
    assert locked(editor_client, organiser.organisation) is True

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.urls import reverse

import proceedings.admin  # noqa: F401 - registers the models
from tests.support.factories import a_speaker, a_statement

pytestmark = pytest.mark.django_db

NOUNS = [model._meta.model_name for model in admin.site._registry if model._meta.app_label == "proceedings"]


@pytest.fixture
def staff(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    return user


def test_an_anonymous_visitor_is_redirected_to_the_sign_in(client):
    response = client.get(reverse("admin:index"))
    assert response["location"] == f"{reverse('admin:login')}?next={reverse('admin:index')}"


def test_a_user_who_is_not_staff_is_refused(client):
    client.force_login(User.objects.create_user("visitor"))
    page = client.get(reverse("admin:index"), follow=True)
    assert page.status_code == 403
    assert "You do not have access to this page" in page.content.decode()


def test_staff_without_permissions_see_a_message(client, staff):
    page = client.get(reverse("admin:index")).content.decode()
    assert "You don’t have permission to view or edit anything." in page


@pytest.mark.parametrize("noun", NOUNS)
def test_no_page_opens_without_permission(client, staff, noun):
    pages = [reverse(f"admin:proceedings_{noun}_{page}") for page in ("changelist", "add", "choices")]
    assert [client.get(page).status_code for page in pages] == [403] * 3


def test_a_form_without_permission_is_refused(client, staff):
    address = reverse("admin:proceedings_speaker_change", args=[a_speaker().pk])
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]


def test_a_user_who_may_only_view_sees_a_form_without_fields(client, staff):
    staff.user_permissions.add(Permission.objects.get(codename="view_statement"))
    statement = a_statement()
    address = reverse("admin:proceedings_statement_change", args=[statement.pk])
    response = client.get(address)
    assert (response.status_code, list(response.context["adminform"].form.fields)) == (200, [])
    assert client.post(address, {"title": "Changed"}).status_code == 403


def test_the_desk_is_named_after_the_site(admin_client):
    response = admin_client.get(reverse("admin:index"))
    names = [str(response.context[name]) for name in ("site_header", "site_title", "title", "site_url")]
    assert names == ["Proceedings", "Proceedings", "The editors' desk", "/"]


def test_the_other_models_of_the_record_come_before_those_of_accounts(admin_client):
    menu = admin_client.get(reverse("admin:index")).content.decode().partition("<summary>More</summary>")[2]
    assert menu.index("The record</h2>") < menu.index("Translations") < menu.index("Users")

"""Users who need a second factor."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.support.desk import accounts
from tests.support.desk.sign_in import (
    FACTOR,
    FACTORS,
    a_second_factor,
    an_account,
    an_administrator,
    code,
    is_in,
    permitted,
    recovery_codes,
    sign_in,
)

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = True


def test_a_publisher_without_a_second_factor_reaches_no_page_of_the_admin(client, required):
    permitted(an_account(), "publish_statement")
    sign_in(client)
    inside = [reverse(name) for name in ("admin:proceedings_theme_changelist", "admin:jsi18n", "admin:markdown")]
    previews = [reverse(f"{noun}-preview", args=["a-draft"]) for noun in ("statement", "conference")]
    for page in (DESK, *inside, *previews, "/admin/nowhere/"):
        assert (page, client.get(page)["location"]) == (page, FACTORS)
        assert (page, client.post(page)["location"]) == (page, FACTORS)
    page = client.get(DESK, follow=True).content.decode()
    assert "Your account can publish, so it needs a second factor. Set one up to continue." in page


@pytest.mark.parametrize(
    "page",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "usersessions_list", "account_change_password"],
)
def test_account_pages_stay_open_without_a_second_factor(client, required, page):
    an_administrator("editor")
    sign_in(client)
    assert client.get(reverse(page)).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_in(client)


def test_the_admin_opens_with_a_second_factor(client, required):
    user = permitted(an_account(), "publish_conference")
    sign_in(client)
    assert client.get(DESK).status_code == 302
    a_second_factor(user)
    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize(
    ("powers", "needed"),
    [
        ([], False),
        (["change_statement", "submit_statement", "withdraw_statement"], False),
        (["publish_statement"], True),
        (["publish_conference"], True),
    ],
)
def test_the_right_to_publish_requires_a_second_factor(client, required, powers, needed):
    user = an_account()
    for power in powers:
        permitted(user, power)
    sign_in(client)
    assert client.get(DESK).status_code == (302 if needed else 200)


@pytest.mark.parametrize("power", ["add_user", "change_user", "add_group", "change_group"])
def test_the_right_to_manage_accounts_requires_a_second_factor(client, required, power):
    permitted(an_account(), power, app="auth")
    sign_in(client)
    assert client.get(DESK).status_code == 302


def test_the_right_of_a_group_requires_a_second_factor(client, required):
    user, source = an_account(), an_account("source")
    group = Group.objects.create(name="Those who publish")
    group.permissions.add(permitted(source, "publish_statement").user_permissions.get())
    user.groups.add(group)
    sign_in(client)
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize(("group", "needed"), [("Editor", False), ("Reviewer", False), ("Publisher", True)])
def test_only_the_publisher_group_requires_a_second_factor(client, required, group, needed):
    client.force_login(accounts.an_account(group))
    assert client.get(DESK).status_code == (302 if needed else 200)


def test_an_administrator_needs_a_second_factor(client, required):
    an_administrator("editor")
    sign_in(client)
    assert client.get(DESK).status_code == 302


def test_the_admin_opens_where_no_second_factor_is_required(client):
    an_administrator("editor")
    sign_in(client)
    assert client.get(DESK).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, required):
    recovery_codes(an_administrator("editor"))
    sign_in(client)
    assert client.get(DESK).status_code == 302


def test_removing_the_last_factor_closes_the_admin(client, required):
    user = an_administrator("editor")
    secret = a_second_factor(user)
    sign_in(client)
    client.post(FACTOR, {"code": code(secret)})
    assert client.get(DESK).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(DESK)["location"] == FACTORS

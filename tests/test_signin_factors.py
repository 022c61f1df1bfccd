"""Second factors: an app, recovery codes, and who cannot do without."""

import re
from urllib.parse import quote_plus

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse

from . import accounts
from .signing_in import (
    FACTOR,
    FACTORS,
    PASSWORD,
    a_second_factor,
    an_account,
    an_administrator,
    code,
    is_in,
    permitted,
    recovery_codes,
    sign_in,
    told,
)

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")
SET_UP = reverse("mfa_activate_totp")


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = True


def test_an_app_is_set_up_with_the_code_that_it_shows(client):
    user = an_account()
    sign_in(client)
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'<code class="key">(\w+)</code>', page)[1]
    assert told(client.post(SET_UP, {"code": "000000"})) == [
        "The code is not right. An app shows a new one every 30 seconds."
    ]
    page = client.post(SET_UP, {"code": code(secret)}, follow=True)
    assert page.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page.content.decode())) == 10
    assert sorted(user.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_a_password_alone_does_not_open_an_account_that_has_a_second_factor(client):
    secret = a_second_factor(an_account())
    assert sign_in(client)["location"] == FACTOR
    assert not is_in(client)
    assert told(client.post(FACTOR, {"code": "000000"})) == [
        "The code is not right. An app shows a new one every 30 seconds."
    ]
    assert not is_in(client)
    assert client.post(FACTOR, {"code": code(secret)})["location"] == DESK
    assert is_in(client)


def test_the_page_that_was_asked_for_is_reached_after_the_second_factor(client):
    secret = a_second_factor(an_account())
    sessions = reverse("usersessions_list")
    client.post(reverse("account_login"), {"login": "editor", "password": PASSWORD, "next": sessions})
    assert client.post(FACTOR, {"code": code(secret)})["location"] == sessions


def test_a_code_that_was_seen_by_another_is_no_good(client):
    secret = a_second_factor(an_account())
    shown = code(secret)
    sign_in(client)
    client.post(FACTOR, {"code": shown})
    other = type(client)()
    sign_in(other)
    other.post(FACTOR, {"code": shown})
    assert not is_in(other)


def test_a_recovery_code_opens_an_account_once(client):
    user = an_account()
    a_second_factor(user)
    first, second = recovery_codes(user)[:2]
    for shown, opens in ((first, True), (first, False), (second, True)):
        sign_in(client)
        client.post(FACTOR, {"code": shown})
        assert is_in(client) is opens
        client.logout()
    assert len(recovery_codes(user)) == 8


def test_recovery_codes_are_saved_as_a_file(client):
    user = an_account()
    a_second_factor(user)
    client.force_login(user)
    confirm(client)
    codes = recovery_codes(user)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer.content.decode().split() == codes
    assert answer["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'


def test_new_recovery_codes_end_the_former_ones(client):
    user = an_account()
    a_second_factor(user)
    former = recovery_codes(user)
    client.force_login(user)
    confirm(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(former) & set(recovery_codes(user))


def test_the_database_does_not_tell_secrets():
    user = an_account()
    secret = a_second_factor(user)
    recovery_codes(user)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    seed = user.authenticator_set.get(type="recovery_codes").wrap().instance.data["seed"]
    assert secret not in kept
    assert not re.fullmatch("[0-9a-f]+", seed)


def test_secrets_outlive_a_change_of_the_key(client, settings):
    secret = a_second_factor(an_account())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    sign_in(client)
    client.post(FACTOR, {"code": code(secret)})
    assert is_in(client)


# Asked again before a change


CHANGES = [
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
]


def confirm(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("change", CHANGES)
def test_who_signed_in_some_time_ago_is_asked_again_before_a_change(client, change):
    user = an_account()
    if change != "mfa_activate_totp":
        a_second_factor(user)
    recovery_codes(user)
    client.force_login(user)
    answer = client.get(reverse(change))
    assert answer["location"] == f"{reverse('account_reauthenticate')}?next={quote_plus(reverse(change))}"
    assert told(client.post(answer["location"], {"password": "wrong"})) == ["The password is not right."]
    assert client.get(reverse(change)).status_code == 302
    confirm(client)
    assert client.get(reverse(change)).status_code == 200


def test_taking_a_factor_away_is_asked_again_too(client):
    user = an_account()
    a_second_factor(user)
    client.force_login(user)
    away = reverse("mfa_deactivate_totp")
    client.post(away)
    assert user.authenticator_set.exists()
    confirm(client)
    client.post(away)
    assert not user.authenticator_set.exists()


def test_who_has_just_signed_in_is_not_asked_again(client):
    an_account()
    sign_in(client)
    assert client.get(SET_UP).status_code == 200


# Required


def test_who_can_publish_reaches_nothing_of_the_desk_without_a_second_factor(client, required):
    permitted(an_account(), "publish_statement")
    sign_in(client)
    for page in (DESK, reverse("admin:proceedings_theme_changelist"), reverse("admin:jsi18n"), "/admin/nowhere/"):
        assert (page, client.get(page)["location"]) == (page, FACTORS)
        assert (page, client.post(page)["location"]) == (page, FACTORS)
    page = client.get(DESK, follow=True).content.decode()
    assert "Whoever can publish needs a second factor. Set one up, and the desk opens to you." in page


@pytest.mark.parametrize(
    "page",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "usersessions_list", "account_change_password"],
)
def test_the_pages_of_the_account_stay_open(client, required, page):
    an_administrator("editor")
    sign_in(client)
    assert client.get(reverse(page)).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_in(client)


def test_with_a_second_factor_the_desk_opens(client, required):
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
def test_what_one_can_do_decides(client, required, powers, needed):
    user = an_account()
    for power in powers:
        permitted(user, power)
    sign_in(client)
    assert client.get(DESK).status_code == (302 if needed else 200)


@pytest.mark.parametrize("power", ["add_user", "change_user", "add_group", "change_group"])
def test_who_can_give_powers_can_publish(client, required, power):
    permitted(an_account(), power, app="auth")
    sign_in(client)
    assert client.get(DESK).status_code == 302


def test_a_group_gives_the_power_too(client, required):
    user, source = an_account(), an_account("source")
    group = Group.objects.create(name="Those who publish")
    group.permissions.add(permitted(source, "publish_statement").user_permissions.get())
    user.groups.add(group)
    sign_in(client)
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize(("group", "needed"), [("Editor", False), ("Reviewer", False), ("Publisher", True)])
def test_of_the_roles_the_publisher_needs_one(client, required, group, needed):
    client.force_login(accounts.an_account(group))
    assert client.get(DESK).status_code == (302 if needed else 200)


def test_an_administrator_needs_one(client, required):
    an_administrator("editor")
    sign_in(client)
    assert client.get(DESK).status_code == 302


def test_where_it_is_not_required_the_desk_opens(client):
    an_administrator("editor")
    sign_in(client)
    assert client.get(DESK).status_code == 200


def test_giving_up_the_last_factor_closes_the_desk(client, required):
    user = an_administrator("editor")
    secret = a_second_factor(user)
    sign_in(client)
    client.post(FACTOR, {"code": code(secret)})
    assert client.get(DESK).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(DESK)["location"] == FACTORS


# A lost device


def test_an_administrator_takes_away_a_factor_that_was_lost(client):
    user = an_account()
    a_second_factor(user)
    client.force_login(an_administrator())
    factor = user.authenticator_set.get()
    page = client.get(reverse("admin:mfa_authenticator_change", args=[factor.pk])).content.decode()
    assert factor.data["secret"] not in page
    client.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert not user.authenticator_set.exists()


def test_nobody_makes_a_factor_for_another(client):
    client.force_login(an_administrator())
    assert client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    a_second_factor(an_account())
    factor = Authenticator.objects.get()
    kept = factor.data
    client.post(reverse("admin:mfa_authenticator_change", args=[factor.pk]), {"data": "{}"})
    factor.refresh_from_db()
    assert factor.data == kept

"""Second factors: apps and recovery codes."""

import re
import time
from urllib.parse import quote_plus

import pyotp
import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.support.desk.sign_in import (
    FACTOR,
    PASSWORD,
    a_second_factor,
    an_account,
    an_administrator,
    code,
    form_errors,
    is_in,
    recovery_codes,
    sign_in,
)

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")
SET_UP = reverse("mfa_activate_totp")


def test_an_app_is_set_up_with_the_code_that_it_shows(client):
    user = an_account()
    sign_in(client)
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'<code class="key">(\w+)</code>', page)[1]
    assert form_errors(client.post(SET_UP, {"code": "000000"})) == [
        "The code is wrong. Your app shows a new one every 30 seconds."
    ]
    page = client.post(SET_UP, {"code": code(secret)}, follow=True)
    assert page.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page.content.decode())) == 10
    assert sorted(user.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_a_password_alone_does_not_open_an_account_that_has_a_second_factor(client):
    secret = a_second_factor(an_account())
    assert sign_in(client)["location"] == FACTOR
    assert not is_in(client)
    assert form_errors(client.post(FACTOR, {"code": "000000"})) == [
        "The code is wrong. Your app shows a new one every 30 seconds."
    ]
    assert not is_in(client)
    assert client.post(FACTOR, {"code": code(secret)})["location"] == DESK
    assert is_in(client)


def test_the_second_factor_leads_to_the_requested_page(client):
    secret = a_second_factor(an_account())
    sessions = reverse("usersessions_list")
    client.post(reverse("account_login"), {"login": "editor", "password": PASSWORD, "next": sessions})
    assert client.post(FACTOR, {"code": code(secret)})["location"] == sessions


def test_a_used_code_is_refused(client):
    secret = a_second_factor(an_account())
    shown = code(secret)
    sign_in(client)
    client.post(FACTOR, {"code": shown})
    other = type(client)()
    sign_in(other)
    other.post(FACTOR, {"code": shown})
    assert not is_in(other)


@pytest.mark.parametrize("seconds", [-31, 31])
def test_a_code_of_another_half_minute_is_refused(client, seconds):
    secret = a_second_factor(an_account())
    sign_in(client)
    client.post(FACTOR, {"code": pyotp.TOTP(secret).at(time.time() + seconds)})
    assert not is_in(client)


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
    confirm(client, user)
    codes = recovery_codes(user)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer.content.decode().split() == codes
    assert answer["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'


def test_new_recovery_codes_end_the_former_ones(client):
    user = an_account()
    a_second_factor(user)
    former = recovery_codes(user)
    client.force_login(user)
    confirm(client, user)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(former) & set(recovery_codes(user))


def test_the_database_holds_no_secret_in_clear():
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


# Reauthentication


CHANGES = ["mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_download_recovery_codes"]
BY_PASSWORD, BY_CODE = reverse("account_reauthenticate"), reverse("mfa_reauthenticate")


def confirm(client, user):
    client.post(BY_CODE, {"code": recovery_codes(user)[-1]})


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_requires_a_recent_second_factor(client, change):
    user = an_account()
    a_second_factor(user)
    recovery_codes(user)
    client.force_login(user)
    answer = client.get(reverse(change))
    assert answer["location"] == f"{BY_CODE}?next={quote_plus(reverse(change))}"
    client.post(answer["location"], {"code": "000000"})
    client.post(BY_PASSWORD, {"password": PASSWORD})
    assert client.get(reverse(change)).status_code == 302
    confirm(client, user)
    assert client.get(reverse(change)).status_code == 200


def test_a_change_requires_a_recent_password_without_a_second_factor(client):
    client.force_login(an_account())
    answer = client.get(SET_UP)
    assert answer["location"] == f"{BY_PASSWORD}?next={quote_plus(SET_UP)}"
    assert form_errors(client.post(answer["location"], {"password": "wrong"})) == ["The password is wrong."]
    assert client.get(SET_UP).status_code == 302
    client.post(BY_PASSWORD, {"password": PASSWORD})
    assert client.get(SET_UP).status_code == 200


def test_removing_a_factor_requires_a_recent_second_factor(client):
    user = an_account()
    a_second_factor(user)
    client.force_login(user)
    away = reverse("mfa_deactivate_totp")
    client.post(away)
    assert user.authenticator_set.exists()
    confirm(client, user)
    client.post(away)
    assert not user.authenticator_set.exists()


def test_a_recent_sign_in_needs_no_reauthentication(client):
    an_account()
    sign_in(client)
    assert client.get(SET_UP).status_code == 200


# A lost device


def test_an_administrator_removes_a_lost_factor(client):
    user = an_account()
    a_second_factor(user)
    recovery_codes(user)
    client.force_login(an_administrator())
    factor = user.authenticator_set.get(type="totp")
    page = client.get(reverse("admin:mfa_authenticator_change", args=[factor.pk])).content.decode()
    assert factor.data["secret"] not in page
    client.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert not user.authenticator_set.exists()


def test_nobody_creates_a_factor_for_another_user(client):
    client.force_login(an_administrator())
    assert client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    a_second_factor(an_account())
    factor = Authenticator.objects.get()
    kept = factor.data
    client.post(reverse("admin:mfa_authenticator_change", args=[factor.pk]), {"data": "{}"})
    factor.refresh_from_db()
    assert factor.data == kept

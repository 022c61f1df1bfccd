"""The sign-in page, its redirects, and the pages of accounts."""

import json
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.support.desk.sign_in import FACTORS, SIGN_IN, a_second_factor, an_account, form_errors, is_in, sign_in

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")


def test_the_admin_redirects_to_the_sign_in_page_and_back(client):
    an_account()
    themes = reverse("admin:proceedings_theme_changelist")
    sign_in_page = client.get(themes, follow=True)
    assert sign_in_page.redirect_chain[-1] == (f"{SIGN_IN}?next={themes}", 302)
    assert f'<input type="hidden" name="next" value="{themes}">' in sign_in_page.content.decode()
    answer = client.post(SIGN_IN, {"login": "editor", "password": "nine green bottles", "next": themes})
    assert (answer.status_code, answer["location"]) == (302, themes)


def test_signing_in_leads_to_the_desk_by_default(client):
    an_account()
    assert sign_in(client)["location"] == DESK


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_redirects_to_another_site(client, elsewhere):
    an_account()
    answer = client.post(SIGN_IN, {"login": "editor", "password": "nine green bottles", "next": elsewhere})
    assert answer["location"] == DESK


def test_the_admin_login_accepts_no_password(client):
    an_account()
    answer = client.post("/admin/login/", {"username": "editor", "password": "nine green bottles"})
    assert answer["location"] == f"{SIGN_IN}?next={DESK}"
    assert not is_in(client)


@pytest.mark.parametrize(
    ("page", "ours"), [("logout", "account_logout"), ("password_change", "account_change_password")]
)
def test_account_pages_of_the_admin_redirect_to_ours(client, page, ours):
    client.force_login(an_account())
    assert client.get(reverse(f"admin:{page}"))["location"] == reverse(ours)


def test_a_user_who_is_not_staff_gets_a_403(client):
    an_account(is_staff=False)
    page = sign_in(client, follow=True)
    assert page.status_code == 403
    assert "You do not have access to this page" in page.content.decode()


def test_signing_out_takes_a_post_request(client):
    an_account()
    sign_in(client)
    client.get(reverse("account_logout"))
    assert is_in(client)
    page = client.post(reverse("account_logout"), follow=True)
    assert page.redirect_chain == [(SIGN_IN, 302)]
    assert "You have signed out." in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("page", ["signup", "login/code", "3rdparty", "email", "confirm-email/x", "phone/change"])
def test_nobody_can_sign_up_or_change_an_address(client, page):
    assert client.get(f"/accounts/{page}/").status_code == 404
    assert client.post(f"/accounts/{page}/", {"username": "me"}).status_code == 404


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client):
    an_account()
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, "nobody")
    assert form_errors(wrong) == form_errors(unknown) == ["The username or password is wrong."]
    assert (wrong.status_code, len(wrong.content)) == (unknown.status_code, len(unknown.content))


def test_only_the_right_password_reveals_that_an_account_is_closed(client):
    an_account(is_active=False)
    assert form_errors(sign_in(client, password="wrong")) == ["The username or password is wrong."]
    page = sign_in(client, follow=True)
    assert "This account is closed" in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["\0", "é\0", "x" * 10_000, "' OR 1=1 --", "\udcff", "𝕖𝕕𝕚𝕥𝕠𝕣", "{{7*7}}"])
def test_any_input_gets_an_answer(client, typed):
    typed = typed.encode("utf-8", "surrogateescape")
    body = b"login=" + b"".join(b"%%%02X" % byte for byte in typed) + b"&password=" + b"x" * 100_000
    answer = client.post(SIGN_IN, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert form_errors(answer)


TAMPERED = [
    "null",
    "[1]",
    '"x"',
    "{}",
    '{"id": 1}',
    "not json",
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "eHh4"}}),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "response": {
                "userHandle": "enp6enp6enp6enp6eg",
                "clientDataJSON": "e30",
                "authenticatorData": "eA",
                "signature": "eA",
            },
        }
    ),
]


@pytest.mark.parametrize("credential", TAMPERED)
def test_a_malformed_passkey_is_refused(client, credential):
    page = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert page.redirect_chain == [(SIGN_IN, 302)]
    assert not is_in(client)


@pytest.mark.parametrize("credential", TAMPERED)
def test_a_malformed_passkey_is_not_added(client, credential):
    user = an_account()
    sign_in(client)
    client.get(reverse("mfa_add_webauthn"))
    page = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not user.authenticator_set.exists()


@pytest.mark.parametrize("credential", TAMPERED)
def test_a_malformed_passkey_is_no_second_factor(client, credential):
    a_second_factor(an_account())
    sign_in(client)
    page = client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert page.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("key", ["1-x", "zzzzzzzzzzzzz-set-password", "0-set-password", "1-" + "x" * 2000, "1-%00"])
def test_an_invalid_reset_link_shows_an_error(client, key):
    page = client.get(f"/accounts/password/reset/key/{key}/")
    assert "This link has been used or has expired" in page.content.decode()


@pytest.mark.parametrize("page", ["remove", "edit"])
def test_another_users_passkey_has_no_page(client, page):
    an_account()
    sign_in(client)
    for number in (1, 10**30):
        assert client.get(reverse(f"mfa_{page}_webauthn", args=[number])).status_code == 404


def pages_without_arguments():
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    for name in names:
        if name.startswith(("account", "mfa_", "usersessions_")):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def test_account_pages_are_neither_cached_nor_indexed(client):
    an_account()
    strangers = {page: client.get(page) for page in pages_without_arguments()}
    sign_in(client)
    owners = {page: client.get(page) for page in pages_without_arguments()}
    assert len(owners) > 15
    for answers in (strangers, owners):
        for page, answer in answers.items():
            assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex"), page


def test_anonymous_visitors_see_no_page_of_an_account(client):
    open_to_all = {
        reverse(f"account_{name}")
        for name in (
            "login",
            "inactive",
            "reset_password",
            "reset_password_done",
            "reset_password_from_key_done",
        )
    }
    shown = {page for page in pages_without_arguments() if client.get(page).status_code == 200}
    assert shown == open_to_all


@pytest.mark.parametrize("page", ["account_login", "account_reset_password", "account_logout", "usersessions_list"])
def test_another_site_cannot_submit_the_forms(page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_account())
    answer = client.post(reverse(page), {"login": "editor", "password": "nine green bottles"})
    assert answer.status_code == 403
    assert is_in(client)


def test_robots_txt_disallows_account_pages(client):
    assert "\nDisallow: /accounts/\n" in client.get("/robots.txt").content.decode()


def test_public_pages_make_no_query_for_the_user(client, django_assert_num_queries):
    an_account()
    sign_in(client)
    assert client.get(FACTORS).status_code == 200
    with django_assert_num_queries(1):  # The profile of the site is read.
        answer = client.get("/about/")
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


@pytest.mark.parametrize("address", ["http%3A%2F%2F%5B", "%2F%2F%5B%5D", "https%3A%2F%2Fa%5Db"])
@pytest.mark.parametrize("page", [SIGN_IN, "/accounts/logout/", "/accounts/password/reset/", "/admin/login/"])
def test_an_address_to_return_to_that_is_no_url_is_ignored(client, page, address):
    answer = client.get(f"{page}?next={address}", follow=True)
    assert (answer.status_code, unquote(address) in answer.content.decode()) == (200, False)
    answer = client.post(page, {"login": "a", "password": "b", "next": unquote(address)})
    assert answer.status_code in {200, 302}

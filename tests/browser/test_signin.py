"""Signing in with a real browser: codes, passkeys, sessions."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.support.desk.sign_in import PASSWORD, a_second_factor, an_account, an_administrator, code, sign_in

SIGN_IN, DESK = reverse("account_login"), reverse("admin:index")


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = True


def enter(page, name="editor"):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def show(page, secret):
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def device(page):
    """A virtual device that confirms every request. Returns a function that lists its passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield lambda: session.send("WebAuthn.getCredentials", made)["credentials"]
    session.send("WebAuthn.removeVirtualAuthenticator", made)


def test_a_publisher_sets_up_an_app_and_signs_in_with_it(page, axe, live_server, required):
    an_administrator("editor")
    page.goto(DESK)
    assert axe(page) == []
    enter(page)
    page.get_by_text("Your account can publish, so it needs a second factor.").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="Set up an app").click()
    picture = page.locator("img.qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert axe(page) == []
    secret = page.locator(".key").text_content()
    page.get_by_label("code").fill(code(secret))
    page.get_by_role("button", name="Use this app").click()
    page.locator(".codes code").first.wait_for()
    codes = page.locator(".codes code").all_text_contents()
    assert len(codes) == 10
    assert axe(page) == []
    page.get_by_role("link", name="Go to the desk").click()
    page.get_by_role("heading", name="The editors' desk").wait_for()
    page.locator("#user-tools summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()
    enter(page)
    page.get_by_role("heading", name="Second factor").wait_for()
    assert axe(page) == []
    show(page, secret)
    page.get_by_role("heading", name="The editors' desk").wait_for()


def test_a_recovery_code_opens_an_account_when_the_phone_is_lost(page, live_server):
    user = an_account()
    secret = a_second_factor(user)
    page.goto(SIGN_IN)
    enter(page)
    show(page, secret)
    page.goto(reverse("mfa_generate_recovery_codes"))
    page.get_by_role("button", name="Create new codes").click()
    page.get_by_role("link", name="Download codes").wait_for()
    kept = page.locator(".codes code").first.text_content()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download codes").click()
    assert kept in download.value.path().read_text().split()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    enter(page)
    page.get_by_label("Code").fill(kept)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{DESK}")


def test_a_passkey_is_added_and_signs_in_without_a_password(page, axe, live_server, required, device):
    user = an_administrator("editor")
    page.goto(SIGN_IN)
    enter(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_url(f"**{reverse('mfa_add_webauthn')}")
    assert axe(page) == []
    page.get_by_label("Name").fill("Phone")
    page.get_by_label("Sign in with this passkey only").check()
    page.get_by_role("button", name="Add passkey").click()
    page.locator(".codes").wait_for()
    (held,) = device()
    assert held["isResidentCredential"]
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("heading", name="Phone").wait_for()
    page.get_by_text("signs in without a password").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="The editors' desk").wait_for()
    assert user.authenticator_set.get(type="webauthn").last_used_at


def test_a_passkey_works_as_a_second_factor(page, live_server, device):
    an_account()
    page.goto(SIGN_IN)
    enter(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Add passkey").click()
    page.locator(".codes").wait_for()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    enter(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"**{DESK}")


def test_a_cancelled_passkey_request_shows_an_error(page, live_server):
    page.goto(SIGN_IN)
    page.evaluate("void (navigator.credentials.get = () => Promise.reject(new DOMException()))")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was received.").wait_for()


def test_a_user_without_javascript_signs_in_with_a_code(open_page, live_server):
    secret = a_second_factor(an_account())
    page = open_page(java_script_enabled=False)
    page.goto(SIGN_IN)
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    enter(page)
    show(page, secret)
    page.wait_for_url(f"**{DESK}")


def test_a_user_ends_another_session(page, axe, open_page, live_server):
    an_account()
    other = open_page()
    for one in (page, other):
        one.goto(SIGN_IN)
        enter(one)
        one.wait_for_url(f"**{DESK}")
    page.locator("#user-tools summary").click()
    page.locator("#user-tools").get_by_role("link", name="Sessions").click()
    expect(page.locator(".devices > li")).to_have_count(2)
    assert axe(page) == []
    page.get_by_role("button", name="End all other sessions").click()
    page.get_by_text("Your other sessions have ended.").wait_for()
    other.goto(DESK)
    other.get_by_role("heading", name="Sign in").wait_for()


def test_a_locked_out_user_sees_for_how_long(page, axe, live_server, client):
    an_account()
    for _ in range(5):
        sign_in(client, password="wrong")
    page.goto(SIGN_IN)
    enter(page)
    page.get_by_text(re.compile("Wait 10 minutes, then try again")).wait_for()
    assert axe(page) == []


PLAIN = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
OWN = [
    "account_change_password",
    "account_logout",
    "usersessions_list",
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
]


def test_every_page_of_an_account_is_accessible_and_fits_a_small_screen(page, axe, live_server):
    secret = a_second_factor(an_account())

    def is_good(name):
        page.goto(reverse(name))
        faults = []
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            faults += axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return (name, faults, wide)

    assert [is_good(name) for name in PLAIN] == [(name, [], False) for name in PLAIN]
    page.goto(SIGN_IN)
    enter(page)
    show(page, secret)
    page.goto(reverse("mfa_generate_recovery_codes"))
    page.get_by_role("button", name="Create new codes").click()
    page.get_by_role("link", name="Download codes").wait_for()
    assert [is_good(name) for name in OWN] == [(name, [], False) for name in OWN]

"""Lockout after failed attempts."""

import importlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests.support.desk.sign_in import (
    FACTOR,
    PASSWORD,
    SIGN_IN,
    a_second_factor,
    an_account,
    code,
    form_errors,
    is_in,
    sign_in,
)

pytestmark = pytest.mark.django_db

WAIT = "Too many failed attempts. Wait 10 minutes, then try again."
WRONG = "The username or password is wrong."


@pytest.fixture
def clock(monkeypatch):
    """clock.passes(seconds) moves the time of rate limits."""

    class Clock:
        past = 0

        def passes(self, seconds):
            self.past += seconds

    clock = Clock()
    limits = importlib.import_module("allauth.core.internal.ratelimit")
    now = limits.time.time
    monkeypatch.setattr(limits.time, "time", lambda: now() + clock.past)
    return clock


def fail(client, times, name="editor", **more):
    return [form_errors(sign_in(client, name, "wrong", **more))[0] for _ in range(times)]


def test_five_failures_lock_an_account(client):
    an_account()
    assert fail(client, 6) == [WRONG] * 5 + [WAIT]
    answer = sign_in(client)
    assert (answer.status_code, form_errors(answer)) == (200, [WAIT])
    assert not is_in(client)


def test_a_lockout_ends_after_ten_minutes(client, clock):
    an_account()
    fail(client, 9)
    clock.passes(9 * 60)
    assert form_errors(sign_in(client)) == [WAIT]
    clock.passes(60)
    sign_in(client)
    clock.passes(-600)
    assert is_in(client)


def test_a_lockout_ignores_the_case_of_the_name_and_the_host(client, settings):
    settings.ALLOWED_HOSTS = [".example.org"]
    an_account()
    tries = [("editor", "example.org"), ("EDITOR", "example.org"), (" Editor ", "a.example.org")]
    for name, host in [*tries, *tries]:
        answer = sign_in(client, name, "wrong", headers={"host": host})
    assert form_errors(answer) == [WAIT]


def test_an_unknown_name_is_locked_out_like_a_known_one(client):
    assert fail(client, 6, "nobody") == [WRONG] * 5 + [WAIT]


def test_a_lockout_does_not_affect_other_accounts(client):
    an_account()
    an_account("other")
    fail(client, 6)
    sign_in(client, "other")
    assert is_in(client)


def test_a_success_does_not_reset_the_failures(client):
    an_account()
    fail(client, 4)
    sign_in(client)
    client.logout()
    assert fail(client, 2) == [WRONG, WAIT]


def test_one_address_is_locked_out_after_many_names(client):
    answers = [fail(client, 1, f"name{number}")[0] for number in range(21)]
    assert answers == [WRONG] * 20 + [WAIT]
    an_account()
    sign_in(client, REMOTE_ADDR="192.0.2.9")
    assert is_in(client)


def test_a_forged_header_does_not_change_the_address(client):
    for number in range(20):
        fail(client, 1, f"name{number}", headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99"}) == [WAIT]


def test_the_address_behind_a_proxy_is_the_one_that_the_proxy_saw(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        forged = f"198.51.100.{number}, 192.0.2.1"
        fail(client, 1, f"name{number}", headers={"x-forwarded-for": forged})
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99, 192.0.2.1"}) == [WAIT]
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99, 192.0.2.2"}) == [WRONG]


def test_an_invalid_forwarded_address_gets_a_403(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert sign_in(client, headers={"x-forwarded-for": "nonsense"}).status_code == 403


def test_wrong_codes_lead_to_a_lockout(client):
    secret = a_second_factor(an_account())
    sign_in(client)
    answers = [form_errors(client.post(FACTOR, {"code": "000000"}))[0] for _ in range(6)]
    assert answers[-1] == WAIT
    assert len(set(answers[:-1])) == 1
    assert form_errors(client.post(FACTOR, {"code": code(secret)})) == [WAIT]
    assert not is_in(client)


def test_failed_reauthentication_leads_to_a_lockout(client):
    an_account()
    client.force_login(an_account("other"))
    again = reverse("account_reauthenticate")
    answers = [form_errors(client.post(again, {"password": "wrong"}))[0] for _ in range(6)]
    assert answers == ["The password is wrong."] * 5 + [WAIT]


def test_too_many_requests_get_a_page_with_status_429(client):
    an_account()
    for _ in range(31):
        answer = client.post(SIGN_IN, {})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute, then try again." in answer.content.decode()


def test_all_processes_share_the_count_of_failures(client):
    """The counts are in the database, where other processes read them."""
    fail(client, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] == 2  # One for the address, one for the name.


def test_failures_with_unusual_names_are_counted(client):
    cache.clear()
    for name in ("x" * 150, "имя", "a b\tc", "%s:{}"):
        assert fail(client, 6, name)[-1] == WAIT
        cache.clear()


def test_one_password_cannot_be_tried_on_many_accounts(client):
    for number in range(25):
        an_account(f"editor{number}", password=PASSWORD if number == 24 else "other")
    for number in range(25):
        sign_in(client, f"editor{number}")
    assert not is_in(client)

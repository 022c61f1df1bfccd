"""Guessing ends after a few attempts, and whoever it was is told for how long."""

import importlib

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.urls import reverse

from tests.support.sign_in import FACTOR, PASSWORD, SIGN_IN, a_second_factor, an_account, code, is_in, sign_in, told

pytestmark = pytest.mark.django_db

WAIT = "Too many attempts have failed. Wait 10 minutes, then try again."
WRONG = "The user name or the password is not right."


@pytest.fixture
def clock(monkeypatch):
    """clock.passes(seconds) for what counts attempts."""

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
    return [told(sign_in(client, name, "wrong", **more))[0] for _ in range(times)]


def test_after_five_failures_the_right_password_does_not_open_the_account_either(client):
    an_account()
    assert fail(client, 6) == [WRONG] * 5 + [WAIT]
    answer = sign_in(client)
    assert (answer.status_code, told(answer)) == (200, [WAIT])
    assert not is_in(client)


def test_after_ten_minutes_it_opens_again(client, clock):
    an_account()
    fail(client, 9)
    clock.passes(9 * 60)
    assert told(sign_in(client)) == [WAIT]
    clock.passes(60)
    sign_in(client)
    clock.passes(-600)
    assert is_in(client)


def test_the_names_capitals_and_where_it_is_tried_make_no_difference(client, settings):
    settings.ALLOWED_HOSTS = [".example.org"]
    an_account()
    tries = [("editor", "example.org"), ("EDITOR", "example.org"), (" Editor ", "a.example.org")]
    for name, host in [*tries, *tries]:
        answer = sign_in(client, name, "wrong", headers={"host": host})
    assert told(answer) == [WAIT]


def test_an_unknown_name_is_locked_out_like_a_known_one(client):
    assert fail(client, 6, "nobody") == [WRONG] * 5 + [WAIT]


def test_others_still_get_in(client):
    an_account()
    an_account("other")
    fail(client, 6)
    sign_in(client, "other")
    assert is_in(client)


def test_a_success_does_not_wash_failures_away(client):
    an_account()
    fail(client, 4)
    sign_in(client)
    client.logout()
    assert fail(client, 2) == [WRONG, WAIT]


def test_one_address_does_not_try_many_names(client):
    answers = [fail(client, 1, f"name{number}")[0] for number in range(21)]
    assert answers == [WRONG] * 20 + [WAIT]
    an_account()
    sign_in(client, REMOTE_ADDR="192.0.2.9")
    assert is_in(client)


def test_a_forged_header_is_no_other_address(client):
    for number in range(20):
        fail(client, 1, f"name{number}", headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99"}) == [WAIT]


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        forged = f"198.51.100.{number}, 192.0.2.1"
        fail(client, 1, f"name{number}", headers={"x-forwarded-for": forged})
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99, 192.0.2.1"}) == [WAIT]
    assert fail(client, 1, "another", headers={"x-forwarded-for": "198.51.100.99, 192.0.2.2"}) == [WRONG]


def test_an_address_that_is_none_is_refused_and_not_a_failure_of_ours(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert sign_in(client, headers={"x-forwarded-for": "nonsense"}).status_code == 403


def test_codes_are_not_guessed_either(client):
    secret = a_second_factor(an_account())
    sign_in(client)
    answers = [told(client.post(FACTOR, {"code": "000000"}))[0] for _ in range(6)]
    assert answers[-1] == WAIT
    assert len(set(answers[:-1])) == 1
    assert told(client.post(FACTOR, {"code": code(secret)})) == [WAIT]
    assert not is_in(client)


def test_asking_again_for_the_password_is_counted(client):
    an_account()
    client.force_login(an_account("other"))
    again = reverse("account_reauthenticate")
    answers = [told(client.post(again, {"password": "wrong"}))[0] for _ in range(6)]
    assert answers == ["The password is not right."] * 5 + [WAIT]


def test_haste_is_told_with_a_page(client):
    an_account()
    for _ in range(31):
        answer = client.post(SIGN_IN, {})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute, then try again." in answer.content.decode()


def test_every_process_counts_together(client):
    """What one process wrote, a connection of another one reads: it is in the database."""
    fail(client, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] == 2  # One for the address, one for the name.


def test_the_api_counts_in_its_own_process_and_writes_nothing(client, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("proceedings.api.throttling.AddressRateThrottle.rate", "1/min", raising=False)
    caches["process"].clear()
    with django_assert_max_num_queries(0):
        assert [client.get("/api/v1/").status_code for _ in range(2)] == [200, 429]
    caches["process"].clear()


def test_a_name_with_anything_in_it_is_counted(client):
    cache.clear()
    for name in ("x" * 150, "имя", "a b\tc", "%s:{}"):
        assert fail(client, 6, name)[-1] == WAIT
        cache.clear()


def test_the_same_password_for_many_accounts_is_not_tried_for_long(client):
    for number in range(25):
        an_account(f"editor{number}", password=PASSWORD if number == 24 else "other")
    for number in range(25):
        sign_in(client, f"editor{number}")
    assert not is_in(client)

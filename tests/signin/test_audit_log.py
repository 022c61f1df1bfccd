"""The audit log of signing in."""

import logging

import pytest
from django.urls import reverse

from proceedings.mailing.queue import send_due
from tests.support.desk.sign_in import (
    FACTOR,
    PASSWORD,
    a_second_factor,
    an_account,
    an_administrator,
    code,
    recovery_codes,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    """lines() returns what was logged since the last call: (level, line)."""
    caplog.set_level(logging.INFO, "proceedings.signin")

    def lines():
        new = [(record.levelname, record.getMessage()) for record in caplog.records if "signin" in record.name]
        caplog.clear()
        return new

    return lines


def test_signing_in_and_out_is_logged(client, lines):
    an_account()
    sign_in(client)
    client.post(reverse("account_logout"))
    assert lines() == [
        ("INFO", "signed in, user='editor', address='127.0.0.1'"),
        ("INFO", "signed out, user='editor', address='127.0.0.1'"),
    ]


def test_failures_and_lockouts_are_logged(client, lines):
    an_account()
    for _ in range(7):
        sign_in(client, password="wrong", REMOTE_ADDR="192.0.2.3")
    failed = ("WARNING", "sign-in failed, user='editor', address='192.0.2.3'")
    locked = ("WARNING", "locked out, user='editor', address='192.0.2.3'")
    assert lines() == [failed] * 5 + [locked] * 2


def test_a_password_typed_as_the_name_is_not_logged(client, lines):
    an_account()
    sign_in(client, name=PASSWORD, password="editor")
    assert lines() == [("WARNING", "sign-in failed, user=None, address='127.0.0.1'")]


def test_passwords_and_codes_are_never_logged(client, lines):
    user = an_account()
    secret = a_second_factor(user)
    codes = recovery_codes(user)
    sign_in(client, password="a wrong password")
    sign_in(client)
    client.post(FACTOR, {"code": "123456"})
    client.post(FACTOR, {"code": codes[0]})
    output = str(lines())
    assert not [word for word in (PASSWORD, "a wrong password", secret, "123456", *codes) if word in output]


@pytest.mark.parametrize("name", ["a\nroot", "a\r\nsigned in", "a\u2028b", "a\x1b[31mb", "a\u202eb"])
def test_a_name_cannot_forge_a_log_line(client, lines, name):
    user = an_account(name)
    client.force_login(user)
    ((_, line),) = lines()
    assert line == f"signed in, user={name!r}, address=None"
    assert line.isprintable()


def test_events_of_second_factors_are_logged(client, lines, django_capture_on_commit_callbacks):
    user = an_account()
    secret = a_second_factor(user)
    sign_in(client)
    client.post(FACTOR, {"code": "000000"})
    client.post(FACTOR, {"code": code(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    events = [line for _, line in lines()]
    here = "user='editor', address='127.0.0.1'"
    assert events == [
        f"second factor failed, {here}, factor='totp'",
        f"second factor used, {here}, factor='totp'",
        f"signed in, {here}",
        f"second factor renewed, {here}, factor='recovery_codes'",
        f"second factor removed, {here}, factor='totp', by='editor'",
        f"second factor removed, {here}, factor='recovery_codes', by='editor'",
    ]


def test_a_lockout_at_the_second_factor_is_logged(client, lines):
    a_second_factor(an_account())
    sign_in(client)
    for _ in range(6):
        client.post(FACTOR, {"code": "000000"})
    assert lines()[-1] == ("WARNING", "locked out, user='editor', address='127.0.0.1'")


def test_the_removal_of_a_factor_by_an_administrator_is_logged(client, lines):
    user = an_account()
    a_second_factor(user)
    client.force_login(an_administrator())
    client.post(reverse("admin:mfa_authenticator_delete", args=[user.authenticator_set.get().pk]), {"post": "yes"})
    line = "second factor removed, user='editor', address='127.0.0.1', factor='totp', by='administrator'"
    assert ("INFO", line) in lines()


def test_password_changes_are_logged(client, lines, mailoutbox):
    an_account(email="anna@example.org")
    client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    send_due()
    link = mailoutbox[0].body.partition("http://testserver")[2].split()[0]
    new = {"password1": "twelve drummers drumming", "password2": "twelve drummers drumming"}
    client.post(client.get(link)["location"], new)
    sign_in(client, password=new["password1"])
    change = {"oldpassword": new["password1"], "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_change_password"), change)
    assert [line.partition(",")[0] for _, line in lines()] == [
        "password reset requested",
        "password reset",
        "signed in",
        "password changed",
    ]


def test_ended_sessions_are_logged(client, lines):
    an_account()
    sign_in(type(client)())
    sign_in(client)
    client.post(reverse("usersessions_list"))
    assert lines()[-1] == ("INFO", "sessions ended, user='editor', address='127.0.0.1', count=1")


def test_denied_permissions_are_logged(client, lines):
    client.force_login(an_account())
    client.get(reverse("admin:proceedings_theme_add"))
    refused = "permission denied, user='editor', address='127.0.0.1', page='/admin/proceedings/theme/add/'"
    assert lines()[-1] == ("WARNING", refused)


def test_log_times_have_a_time_zone(settings):
    form = settings.LOGGING["formatters"]["lines"]
    line = logging.Formatter(form["format"], form["datefmt"], style=form["style"])
    record = {"name": "proceedings.signin", "msg": "signed in", "levelname": "INFO", "created": 0}
    assert line.format(logging.makeLogRecord(record)) == "1970-01-01T00:00:00+0000 INFO proceedings.signin: signed in"

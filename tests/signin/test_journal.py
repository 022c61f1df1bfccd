"""What the log tells of who came and went."""

import logging

import pytest
from django.urls import reverse

from tests.support.sign_in import (
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
    """lines() tells what was logged since it was last asked: (level, line)."""
    caplog.set_level(logging.INFO, "proceedings.signin")

    def lines():
        told = [(record.levelname, record.getMessage()) for record in caplog.records if "signin" in record.name]
        caplog.clear()
        return told

    return lines


def test_coming_and_going(client, lines):
    an_account()
    sign_in(client)
    client.post(reverse("account_logout"))
    assert lines() == [
        ("INFO", "signed in, user='editor', address='127.0.0.1'"),
        ("INFO", "signed out, user='editor', address='127.0.0.1'"),
    ]


def test_failures_and_being_locked_out(client, lines):
    an_account()
    for _ in range(7):
        sign_in(client, password="wrong", REMOTE_ADDR="192.0.2.3")
    failed = ("WARNING", "sign-in failed, user='editor', address='192.0.2.3'")
    locked = ("WARNING", "locked out, user='editor', address='192.0.2.3'")
    assert lines() == [failed] * 5 + [locked] * 2


def test_a_password_typed_in_place_of_the_name_is_not_told(client, lines):
    an_account()
    sign_in(client, name=PASSWORD, password="editor")
    assert lines() == [("WARNING", "sign-in failed, user=None, address='127.0.0.1'")]


def test_no_password_and_no_code_is_ever_told(client, lines):
    user = an_account()
    secret = a_second_factor(user)
    codes = recovery_codes(user)
    sign_in(client, password="a wrong password")
    sign_in(client)
    client.post(FACTOR, {"code": "123456"})
    client.post(FACTOR, {"code": codes[0]})
    told = str(lines())
    assert not [word for word in (PASSWORD, "a wrong password", secret, "123456", *codes) if word in told]


@pytest.mark.parametrize("name", ["a\nroot", "a\r\nsigned in", "a\u2028b", "a\x1b[31mb", "a\u202eb"])
def test_a_name_cannot_forge_a_line(client, lines, name):
    user = an_account(name)
    client.force_login(user)
    ((_, line),) = lines()
    assert line == f"signed in, user={name!r}, address=None"
    assert line.isprintable()


def test_second_factors(client, lines, django_capture_on_commit_callbacks):
    user = an_account()
    secret = a_second_factor(user)
    sign_in(client)
    client.post(FACTOR, {"code": "000000"})
    client.post(FACTOR, {"code": code(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    told = [line for _, line in lines()]
    here = "user='editor', address='127.0.0.1'"
    assert told == [
        f"second factor failed, {here}, factor='totp'",
        f"second factor shown, {here}, factor='totp'",
        f"signed in, {here}",
        f"second factor renewed, {here}, factor='recovery_codes'",
        f"second factor removed, {here}, factor='totp', by='editor'",
        f"second factor removed, {here}, factor='recovery_codes', by='editor'",
    ]


def test_a_second_factor_that_is_guessed_at(client, lines):
    a_second_factor(an_account())
    sign_in(client)
    for _ in range(6):
        client.post(FACTOR, {"code": "000000"})
    assert lines()[-1] == ("WARNING", "locked out, user='editor', address='127.0.0.1'")


def test_a_factor_that_an_administrator_takes_away(client, lines):
    user = an_account()
    a_second_factor(user)
    client.force_login(an_administrator())
    client.post(reverse("admin:mfa_authenticator_delete", args=[user.authenticator_set.get().pk]), {"post": "yes"})
    line = "second factor removed, user='editor', address='127.0.0.1', factor='totp', by='administrator'"
    assert ("INFO", line) in lines()


def test_passwords_that_change(client, lines, mailoutbox):
    an_account(email="anna@example.org")
    client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    link = mailoutbox[0].body.partition("http://testserver")[2].split()[0]
    new = {"password1": "twelve drummers drumming", "password2": "twelve drummers drumming"}
    client.post(client.get(link)["location"], new)
    sign_in(client, password=new["password1"])
    change = {"oldpassword": new["password1"], "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_change_password"), change)
    assert [line.partition(",")[0] for _, line in lines()] == [
        "password reset asked for",
        "password reset",
        "signed in",
        "password changed",
    ]


def test_sessions_that_are_ended(client, lines):
    an_account()
    sign_in(type(client)())
    sign_in(client)
    client.post(reverse("usersessions_list"))
    assert lines()[-1] == ("INFO", "sessions ended, user='editor', address='127.0.0.1', count=1")


def test_pages_that_are_refused(client, lines):
    client.force_login(an_account())
    client.get(reverse("admin:proceedings_theme_add"))
    refused = "page refused, user='editor', address='127.0.0.1', page='/admin/proceedings/theme/add/'"
    assert lines()[-1] == ("WARNING", refused)


def test_the_time_has_its_zone(settings):
    form = settings.LOGGING["formatters"]["line"]
    line = logging.Formatter(form["format"], form["datefmt"], style=form["style"])
    told = {"name": "proceedings.signin", "msg": "signed in", "levelname": "INFO", "created": 0}
    assert line.format(logging.makeLogRecord(told)) == "1970-01-01T00:00:00+0000 INFO proceedings.signin: signed in"

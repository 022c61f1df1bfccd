"""Sessions: their expiry, and the list of them."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.urls import reverse

from proceedings.signin import middleware
from tests.support.desk.sign_in import PASSWORD, SIGN_IN, an_account, an_administrator, is_in, sign_in

pytestmark = pytest.mark.django_db

DESK, SESSIONS = reverse("admin:index"), reverse("usersessions_list")
HOUR = 3600


@pytest.fixture
def clock(monkeypatch):
    """clock(hours) moves the time of session expiry."""
    past = []
    now = time.time
    monkeypatch.setattr(middleware.time, "time", lambda: now() + sum(past) * HOUR)
    return past.append


def test_an_idle_session_expires(client, clock):
    an_account()
    sign_in(client)
    clock(3.9)
    assert is_in(client)
    clock(3.9)
    assert is_in(client)
    clock(4.1)
    page = client.get(SESSIONS, follow=True)
    assert page.redirect_chain == [(f"{SIGN_IN}?next={SESSIONS}", 302)]
    assert "Your session has expired. Please sign in again." in page.content.decode()
    assert not is_in(client)


def test_a_busy_session_expires_after_twelve_hours(client, clock):
    an_account()
    sign_in(client)
    for _ in range(4):
        clock(2.9)
        client.get(DESK)
    assert is_in(client)
    clock(0.5)
    assert not is_in(client)


def test_a_session_without_a_start_is_expired(client):
    client.force_login(an_account())
    session = client.session
    del session[middleware.BEGUN]
    session.save()
    assert not is_in(client)


def test_signing_out_deletes_the_session(client):
    an_account()
    sign_in(client)
    first = Session.objects.get()
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(pk=first.pk).exists()


def test_signing_in_gives_a_new_session(client):
    an_account()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_reauthentication_gives_a_new_session(client):
    client.force_login(an_account())
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    assert is_in(client)


def test_signing_in_deletes_expired_sessions(client):
    an_account()
    sign_in(client)
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    sign_in(type(client)())
    assert Session.objects.filter(expire_date__year=2020).count() == 0


def test_the_cookie_lasts_as_long_as_the_browser_and_is_hidden_from_scripts(client):
    an_account()
    cookie = sign_in(client).cookies["sessionid"]
    assert (cookie["expires"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_a_user_sees_only_their_own_sessions(client):
    an_account()
    other = type(client)(headers={"user-agent": "A phone"})
    sign_in(client, headers={"user-agent": "A desk"})
    sign_in(other, REMOTE_ADDR="192.0.2.7")
    sign_in(type(client)(headers={"user-agent": "A stranger"}), an_account("stranger").username)
    page = client.get(SESSIONS).content.decode()
    assert [word in page for word in ("This session", "A desk", "A phone", "192.0.2.7", "A stranger")] == [True] * 4 + [
        False
    ]


def test_a_user_ends_their_other_sessions(client):
    an_account()
    other = type(client)()
    sign_in(client)
    sign_in(other)
    page = client.post(SESSIONS, follow=True)
    assert "Your other sessions have ended." in page.content.decode()
    assert (is_in(client), is_in(other)) == (True, False)


def test_ending_sessions_requires_a_recent_sign_in(client):
    user = an_account()
    other = type(client)()
    sign_in(other)
    client.force_login(user)
    response = client.post(SESSIONS)
    assert response["location"].startswith(reverse("account_reauthenticate"))
    assert is_in(other)
    page = client.post(response["location"], {"password": PASSWORD}, follow=True)
    assert "Your other sessions have ended." in page.content.decode()
    assert (is_in(client), is_in(other)) == (True, False)


def test_an_administrator_ends_the_sessions_of_another_user(client):
    user = an_account()
    for _ in range(3):
        other = type(client)()
        sign_in(other)
    client.force_login(an_administrator())
    first, second, third = user.usersession_set.all()
    client.post(reverse("admin:usersessions_usersession_delete", args=[first.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [second.pk, third.pk], "post": "yes"}
    client.post(reverse("admin:usersessions_usersession_changelist"), chosen)
    assert not user.usersession_set.exists()
    assert not is_in(other)


def test_the_list_shows_when_a_session_was_last_used(client, clock):
    an_account()
    sign_in(client)
    (before,) = client.get(SESSIONS).context["sessions"]
    clock(1)
    (after,) = client.get(SESSIONS).context["sessions"]
    assert after.last_seen_at > before.last_seen_at


def test_a_page_can_be_read_while_the_last_use_cannot_be_written(client, clock):
    def fail_to_write(execute, sql, *arguments):
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, *arguments)

    an_account()
    sign_in(client)
    clock(1)
    with connection.execute_wrapper(fail_to_write):
        assert client.get(SESSIONS).status_code == 200


def test_the_last_use_is_written_once_a_minute_only(client, django_assert_num_queries):
    an_account()
    sign_in(client)
    with django_assert_num_queries(3):  # The session, the account and the profile of the site are read.
        client.get(reverse("account_logout"))


def test_closing_an_account_ends_its_sessions_at_once(client):
    user = an_account()
    sign_in(client)
    user.is_active = False
    user.save()
    assert not is_in(client)

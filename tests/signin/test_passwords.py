"""Password validation, changes and resets."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.mailing.models import QueuedTask
from proceedings.mailing.queue import send_due
from tests.support.desk.sign_in import FACTOR, PASSWORD, a_second_factor, an_account, form_errors, is_in, sign_in

pytestmark = pytest.mark.django_db

CHANGE, RESET = reverse("account_change_password"), reverse("account_reset_password")
NEW = "twelve drummers drumming"


def refused(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "twelve signs",
        "847305629174",
        "only small letters and spaces",
        "восемь весёлых слов",
        "x7" * 32,
        "long " * 200,
        "🂡🂢🂣🂤🂥🂦🂧🂨🂩🂪🂫🂬",
    ],
)
def test_a_password_can_have_any_characters(password):
    assert refused(password) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven sign", "This password is too short. It must contain at least 12 characters."),
        ("1q2w3e4r5t6y", "This password is too common."),
        ("!Liverpool2026", "This password is too common."),
        ("anna.editor.2020", "The password is too similar to the username."),
        (
            "proceedings2026",
            "This password is too short without “proceedings”, which is easy to guess.",
        ),
        (
            "Conference-Editor-1",
            "This password is too short without “conference”, which is easy to guess.",
        ),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(password, why):
    assert why in refused(password, an_account("anna.editor.2020x"))


def test_a_long_password_signs_in(client):
    long = "a line of verse, and another " * 4
    an_account(password=long)
    sign_in(client, password=long[:72])
    assert not is_in(client)
    sign_in(client, password=long)
    assert is_in(client)


def test_spaces_around_a_password_are_part_of_it(client):
    an_account(password=" with spaces around ")
    sign_in(client, password="with spaces around")
    assert not is_in(client)
    sign_in(client, password=" with spaces around ")
    assert is_in(client)


# Changes


def test_a_password_change_requires_the_current_password_and_keeps_the_rules(client):
    user = an_account()
    sign_in(client)
    assert form_errors(client.post(CHANGE, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})) == [
        "This is not your current password."
    ]
    assert form_errors(client.post(CHANGE, {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})) == [
        "This password is too short. It must contain at least 12 characters."
    ]
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_password_change_ends_the_other_sessions(client):
    an_account()
    other = type(client)()
    sign_in(client)
    sign_in(other)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (is_in(client), is_in(other)) == (True, False)


def test_a_password_change_is_confirmed_by_e_mail(client, mailoutbox):
    an_account(email="Anna@example.org")
    sign_in(client)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["Anna@example.org"], "Proceedings: your password was changed")
    assert letter.body.startswith("The password of your account was changed.\n\nThis happened at testserver on ")
    assert "from the address 127.0.0.1." in letter.body


# Resets


def ask_for_reset(client, email):
    """Send the form, and what it queued."""
    response = client.post(RESET, {"email": email})
    send_due()
    return response


def link(letter):
    return re.search(r"https?://testserver(\S+)", letter.body)[1]


def test_a_forgotten_password_is_reset_by_e_mail(client, mailoutbox):
    an_account(email="anna@example.org")
    ask_for_reset(client, "anna@example.org")
    (letter,) = mailoutbox
    assert (letter.from_email, letter.to) == ("Proceedings <webmaster@testserver>", ["anna@example.org"])
    assert letter.subject == "Proceedings: a new password"
    assert letter.alternatives == []
    assert "for the account editor at testserver." in letter.body
    page = client.get(link(letter), follow=True)
    assert "set-password" in page.redirect_chain[0][0]
    client.post(page.redirect_chain[0][0], {"password1": NEW, "password2": NEW})
    assert not is_in(client)
    sign_in(client, password=NEW)
    assert is_in(client)
    assert [letter.subject for letter in mailoutbox[1:]] == ["Proceedings: your password was changed"]


def test_a_reset_link_works_once_and_for_an_hour(client, mailoutbox, settings):
    an_account(email="anna@example.org")
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    ask_for_reset(client, "anna@example.org")
    address = link(mailoutbox[0])
    form = client.get(address)["location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert "This link has been used or has expired" in client.get(address, follow=True).content.decode()


def test_a_reset_keeps_the_rules(client, mailoutbox):
    an_account(email="anna@example.org")
    ask_for_reset(client, "anna@example.org")
    form = client.get(link(mailoutbox[0]))["location"]
    assert form_errors(client.post(form, {"password1": "1q2w3e4r5t6y", "password2": "1q2w3e4r5t6y"})) == [
        "This password is too common."
    ]


def test_a_reset_ends_every_session(client, mailoutbox):
    an_account(email="anna@example.org")
    other = type(client)()
    sign_in(other)
    ask_for_reset(client, "anna@example.org")
    client.post(client.get(link(mailoutbox[0]))["location"], {"password1": NEW, "password2": NEW})
    assert not is_in(other)


def test_a_reset_still_requires_the_second_factor(client, mailoutbox):
    a_second_factor(an_account(email="anna@example.org"))
    ask_for_reset(client, "anna@example.org")
    client.post(client.get(link(mailoutbox[0]))["location"], {"password1": NEW, "password2": NEW})
    assert sign_in(client, password=NEW)["location"] == FACTOR
    assert not is_in(client)


def test_a_reset_does_not_reveal_who_has_an_account(client, mailoutbox):
    an_account(email="anna@example.org")
    an_account("closed", email="closed@example.org", is_active=False)
    answers = [ask_for_reset(client, f"{name}@example.org") for name in ("anna", "nobody", "closed")]
    assert {(answer.status_code, answer["location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert [letter.to for letter in mailoutbox] == [["anna@example.org"]]


def test_a_reset_ignores_case_and_writes_to_the_address_of_the_account(client, mailoutbox):
    an_account(email="Anna@example.org")
    ask_for_reset(client, "aNNA@example.ORG")
    assert [letter.to for letter in mailoutbox] == [["Anna@example.org"]]


def test_a_former_address_gets_no_e_mail(client, mailoutbox):
    user = an_account(email="left@example.org")
    ask_for_reset(client, "left@example.org")
    old = link(mailoutbox.pop())
    user.email = "came@example.org"
    user.save()
    ask_for_reset(client, "left@example.org")
    assert mailoutbox == []
    assert "This link has been used or has expired" in client.get(old, follow=True).content.decode()


def test_an_account_without_a_password_gets_its_first_one_by_e_mail(client, mailoutbox):
    user = an_account(email="anna@example.org", password=None)
    ask_for_reset(client, "anna@example.org")
    client.post(client.get(link(mailoutbox[0]))["location"], {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_form_does_the_same_work_for_known_and_unknown_addresses(client, mailoutbox):
    an_account(email="anna@example.org")
    queries = {}
    for name in ("warm-up", "anna", "nobody"):
        with CaptureQueriesContext(connection) as captured:
            client.post(RESET, {"email": f"{name}@example.org"})
        # Names of savepoints, keys of the cache and the content of the queue differ.
        queries[name] = [query["sql"].partition(" WHERE ")[0].partition(" (")[0][:20] for query in captured]
    assert queries["anna"] == queries["nobody"]
    assert 'INSERT INTO "mailing' in queries["anna"]
    assert 'SELECT "auth_user"."' not in queries["anna"]
    assert mailoutbox == []
    assert QueuedTask.objects.count() == 3
    assert not QueuedTask.objects.filter(content__contains="anna").exists()


def test_requests_for_e_mails_are_limited(client, mailoutbox):
    an_account(email="anna@example.org")
    answers = [ask_for_reset(client, "anna@example.org").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mailoutbox) == 5

"""Accounts and steps of signing in, for tests."""

import time

import pyotp
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from proceedings.models import Statement

PASSWORD = "nine green bottles"
SIGN_IN, FACTOR, FACTORS = map(reverse, ("account_login", "mfa_authenticate", "mfa_index"))


def an_account(name="editor", **more):
    return User.objects.create_user(name, **{"password": PASSWORD, "is_staff": True, **more})


def an_administrator(name="administrator", **more):
    return an_account(name, is_superuser=True, **more)


def permitted(user, codename, app="proceedings"):
    kind = ContentType.objects.get_for_model(Statement if app == "proceedings" else User)
    user.user_permissions.add(Permission.objects.get_or_create(codename=codename, content_type=kind)[0])
    return user


def a_second_factor(user):
    """Add an authenticator app to an account. Return its secret."""
    secret = pyotp.random_base32()
    TOTP.activate(user, secret)
    return secret


def code(secret):
    """The code that an app shows, valid for at least five more seconds."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left)
    return pyotp.TOTP(secret).now()


def recovery_codes(user):
    return RecoveryCodes.activate(user).get_unused_codes()


def sign_in(client, name="editor", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": name, "password": password}, **more)


def is_in(client):
    """Whether a client is signed in."""
    return client.get(FACTORS).status_code == 200


def form_errors(answer):
    """The error messages of the form of a response."""
    form = answer.context["form"]
    return [str(error) for errors in form.errors.values() for error in errors]

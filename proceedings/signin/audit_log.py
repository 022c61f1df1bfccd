"""Who signed in, failed, was locked out, left, or changed a password or a second factor: one line of the log for each.

What was typed as a name is told only when there is such an account, since a password is easily typed in its place.
"""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.internal.userkit import get_user_by_username
from allauth.account.signals import password_changed, password_reset
from allauth.core import context
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models.signals import post_delete
from django.dispatch import receiver

log = logging.getLogger("proceedings.signin")


def tell(event, user=None, request=None, *, level=logging.INFO, **more):
    """A line such as: signed in, user='editor', address='192.0.2.1'. repr() leaves no control character in a name."""
    facts = {"user": user.get_username() if user else None, "address": address(request), **more}
    log.log(level, "%s, %s", event, ", ".join(f"{name}={value!r}" for name, value in facts.items()))


def warn(*told, **more):
    tell(*told, level=logging.WARNING, **more)


def address(request):
    try:
        return get_adapter().get_client_ip(request) if request else None
    except (ImproperlyConfigured, PermissionDenied):
        return None


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    tell("signed in", user, request)


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    if user:
        tell("signed out", user, request)


@receiver(user_login_failed)
def failed(credentials, request=None, **kwargs):
    warn("sign-in failed", get_user_by_username(credentials.get("username") or ""), request)


def locked_out(request, name=""):
    """Too many failures, of a password or of a second factor."""
    warn("locked out", get_user_by_username(name) or whoever_is_here(request), request)


def whoever_is_here(request):
    """The one who is signed in, or has still to show a second factor; None for a stranger."""
    if request.user.is_authenticated:
        return request.user
    stage = get_pending_stage(request)
    return stage.login.user if stage else None


@receiver(password_changed)
def changed_password(request, user, **kwargs):
    tell("password changed", user, request)


@receiver(password_reset)
def reset_password(request, user, **kwargs):
    tell("password reset", user, request)


@receiver(factors.authenticator_added)
def added_factor(request, user, authenticator, **kwargs):
    tell("second factor added", user, request, factor=str(authenticator.type))


@receiver(factors.authenticator_reset)
def renewed_factor(request, user, authenticator, **kwargs):
    tell("second factor renewed", user, request, factor=str(authenticator.type))


@receiver(post_delete, sender=Authenticator)
def removed_factor(instance, **kwargs):
    """By its owner, by an administrator, or with the account."""
    request = context.request
    by = request.user.get_username() if request else None
    tell("second factor removed", instance.user, request, factor=str(instance.type), by=by)


@receiver(factors.authenticator_used)
def used_factor(request, user, authenticator, **kwargs):
    tell("second factor shown", user, request, factor=str(authenticator.type))


@receiver(factors.authentication_failed)
def failed_factor(request, user, authenticator, **kwargs):
    warn("second factor failed", user, request, factor=str(authenticator.type))

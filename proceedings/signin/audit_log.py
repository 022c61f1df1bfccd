"""The audit log: a line for each sign-in, failure, lockout, sign-out, and change of a password or second factor.

A typed name is logged only if an account has it, because people sometimes type a password in its place.
"""

import logging

from allauth.account.internal.userkit import get_user_by_username
from allauth.account.signals import password_changed, password_reset
from allauth.core import context
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete
from django.dispatch import receiver

from proceedings.serving.limits.client_address import client_address

logger = logging.getLogger("proceedings.signin")


def log_event(event, user=None, request=None, *, level=logging.INFO, **details):
    """Log a line such as: signed in, user='editor', address='192.0.2.1'. repr() escapes control characters in names."""
    details = {"user": user.get_username() if user else None, "address": request and client_address(request), **details}
    logger.log(level, "%s, %s", event, ", ".join(f"{name}={value!r}" for name, value in details.items()))


def log_warning(event, user=None, request=None, **details):
    log_event(event, user, request, level=logging.WARNING, **details)


@receiver(user_logged_in)
def log_sign_in(request, user, **kwargs):
    log_event("signed in", user, request)


@receiver(user_logged_out)
def log_sign_out(request, user, **kwargs):
    if user:
        log_event("signed out", user, request)


@receiver(user_login_failed)
def log_failed_sign_in(credentials, request=None, **kwargs):
    log_warning("sign-in failed", get_user_by_username(credentials.get("username") or ""), request)


def log_lockout(request, name=""):
    """Log that there were too many failures, of a password or of a second factor."""
    log_warning("locked out", get_user_by_username(name) or current_user(request), request)


def current_user(request):
    """The user who is signed in, or who has yet to show a second factor, or None."""
    if request.user.is_authenticated:
        return request.user
    # Imported late: the module loads slowly, and no command needs it.
    from allauth.account.internal.stagekit import get_pending_stage

    stage = get_pending_stage(request)
    return stage.login.user if stage else None


@receiver(password_changed)
def log_password_change(request, user, **kwargs):
    log_event("password changed", user, request)


@receiver(password_reset)
def log_password_reset(request, user, **kwargs):
    log_event("password reset", user, request)


@receiver(mfa_signals.authenticator_added)
def log_added_factor(request, user, authenticator, **kwargs):
    log_event("second factor added", user, request, factor=str(authenticator.type))


@receiver(mfa_signals.authenticator_reset)
def log_renewed_factor(request, user, authenticator, **kwargs):
    log_event("second factor renewed", user, request, factor=str(authenticator.type))


@receiver(post_delete, sender=Authenticator)
def log_removed_factor(instance, **kwargs):
    """Log the removal by its owner, by an administrator, or with the account."""
    request = context.request
    by = request.user.get_username() if request else None
    log_event("second factor removed", instance.user, request, factor=str(instance.type), by=by)


@receiver(mfa_signals.authenticator_used)
def log_used_factor(request, user, authenticator, **kwargs):
    log_event("second factor used", user, request, factor=str(authenticator.type))


@receiver(mfa_signals.authentication_failed)
def log_failed_factor(request, user, authenticator, **kwargs):
    log_warning("second factor failed", user, request, factor=str(authenticator.type))

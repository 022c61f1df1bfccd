"""allauth adapters for accounts and their sessions."""

import time
from email.utils import formataddr

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.models.reads.present_profile import site_profile
from proceedings.responses import contact_email

from . import audit_log

METHODS = {
    "reauthenticate": _("Your password"),
    "mfa_reauthenticate": _("A code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("A passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The username or password is wrong."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("This is not your current password."),
    }

    # Lockout

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth also counts by host, so a site with several hosts would allow that many more attempts.
        return credentials.get("username", "").lower()

    def pre_authenticate(self, request, **credentials):
        self.name = credentials.get("username", "")
        super().pre_authenticate(request, **credentials)

    def validation_error(self, code, *args):
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)
        audit_log.log_lockout(context.request, getattr(self, "name", ""))
        minutes = settings.LOCKOUT_MINUTES
        message = ngettext(
            "Too many failed attempts. Wait %d minute, then try again.",
            "Too many failed attempts. Wait %d minutes, then try again.",
            minutes,
        )
        return ValidationError(message % minutes, code=code)

    # Reauthentication

    def is_reauthentication_required(self, *, app, **kwargs):
        """Require reauthentication some minutes after signing in."""
        records = get_authentication_records(context.request, context.request.user)
        recent = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """Offer only the second factor to users who have one: an unattended browser may have stored the password."""
        methods = [
            method | {"description": METHODS[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    # E-mail

    def get_from_email(self):
        return formataddr((str(site_profile()), contact_email(context.request)))

    def format_email_subject(self, subject):
        return f"{site_profile()}: {subject}"

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Send to the address of the user's account; allauth's table of addresses is not used."""
        if user.email:
            super().send_notification_mail(template_prefix, user, context, user.email)


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        audit_log.log_event("sessions ended", self.request.user, self.request, count=len(sessions))

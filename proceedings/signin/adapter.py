"""What allauth is told about accounts and their sessions."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.responses import contact_email

from . import journal

WAYS = {
    "reauthenticate": _("Your password"),
    "mfa_reauthenticate": _("A code of your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("A passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not the password that you have now."),
    }

    # Locked out

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth counts by the site's name too, and a site that answers to many names would be guessed at under each.
        return credentials.get("username", "").lower()

    def pre_authenticate(self, request, **credentials):
        self.name = credentials.get("username", "")
        super().pre_authenticate(request, **credentials)

    def validation_error(self, code, *args):
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)
        journal.locked_out(context.request, getattr(self, "name", ""))
        minutes = settings.LOCKOUT_MINUTES
        message = ngettext(
            "Too many attempts have failed. Wait %d minute, then try again.",
            "Too many attempts have failed. Wait %d minutes, then try again.",
            minutes,
        )
        return ValidationError(message % minutes, code=code)

    # Asked again

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not within some minutes of signing in, which proves as much."""
        records = get_authentication_records(context.request, context.request.user)
        recent = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """Whoever has a second factor shows that one: the password may be kept in the browser that is left open."""
        ways = [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    # Letters

    def get_from_email(self):
        return f"{_('Proceedings')} <{contact_email(context.request)}>"

    def format_email_subject(self, subject):
        return f"{_('Proceedings')}: {subject}"

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """To the address that administrators keep; allauth's own table of addresses is not used."""
        if user.email:
            super().send_notification_mail(template_prefix, user, context, user.email)

    def send_mail(self, template_prefix, email, context):
        """A letter that cannot be sent is for the log: who asks for one must not see whether there was one to send."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            journal.log.error("A letter could not be sent (%s): %r", template_prefix, error)


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        journal.tell("sessions ended", self.request.user, self.request, count=len(sessions))

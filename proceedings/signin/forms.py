"""Changed forms of allauth."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from . import audit_log


class PasswordResetForm(ResetPasswordForm):
    """Finds accounts by their e-mail address, ignoring case, and writes to the address of the account."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.users = list(get_user_model().objects.filter(email__iexact=email, is_active=True))
        return email

    def save(self, request, **kwargs):
        for user in self.users:
            audit_log.log_event("password reset requested", user, request)
            request_password_reset(request, user.email, [user], None)
        return self.cleaned_data["email"]


class MalformedCredentialMixin:
    """Reports a malformed credential as a form error instead of failing."""

    def full_clean(self):
        try:
            super().full_clean()
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AddPasskeyForm(MalformedCredentialMixin, AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey only"),
        required=False,
        help_text=_("Without username and password. The device asks for a PIN, fingerprint or face each time."),
    )


class AuthenticateWithPasskeyForm(MalformedCredentialMixin, AuthenticateWebAuthnForm):
    pass


class SignInWithPasskeyForm(MalformedCredentialMixin, LoginWebAuthnForm):
    pass


class ReauthenticateWithPasskeyForm(MalformedCredentialMixin, ReauthenticateWebAuthnForm):
    pass

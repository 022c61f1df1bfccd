"""Changed forms of allauth."""

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from .password_resets import queue_reset


class PasswordResetForm(ResetPasswordForm):
    """Queues every request. Looking for the account here would reveal by its duration whether there is one."""

    def clean_email(self):
        return self.cleaned_data["email"]

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        queue_reset(request, email)
        return email


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

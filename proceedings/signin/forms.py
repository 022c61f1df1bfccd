"""Forms of allauth's that we ask more of."""

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
    """Finds accounts by the address that administrators gave them, whatever its capitals, and writes to that one."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.users = list(get_user_model().objects.filter(email__iexact=email, is_active=True))
        return email

    def save(self, request, **kwargs):
        for user in self.users:
            audit_log.tell("password reset asked for", user, request)
            request_password_reset(request, user.email, [user], None)
        return self.cleaned_data["email"]


class MalformedCredentialMixin:
    """A credential that no authenticator made is a wrong one, not a failure of ours."""

    def full_clean(self):
        try:
            super().full_clean()
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AddPasskeyForm(MalformedCredentialMixin, AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone"),
        required=False,
        help_text=_("Without name and password. The device then asks for a PIN, a finger or a face each time."),
    )


class AuthenticateWithPasskeyForm(MalformedCredentialMixin, AuthenticateWebAuthnForm):
    pass


class SignInWithPasskeyForm(MalformedCredentialMixin, LoginWebAuthnForm):
    pass


class ReauthenticateWithPasskeyForm(MalformedCredentialMixin, ReauthenticateWebAuthnForm):
    pass

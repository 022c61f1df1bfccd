"""Second factors: the users who need one, and the encryption of secrets."""

from allauth.account.internal.userkit import user_username
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from proceedings.encryption import fernet
from proceedings.models.reads.present_profile import site_profile

PURPOSE = b"second factors"
# Users who can give others the right to publish, or open accounts, count as publishers.
ACCOUNT_PERMISSIONS = {"auth.add_user", "auth.change_user", "auth.add_group", "auth.change_group"}


def lacks_second_factor(user):
    """Whether a user must set up a second factor: the site requires one, the user can publish and has none."""
    if not settings.SECOND_FACTOR or not user.is_authenticated or not can_publish(user):
        return False
    # Recovery codes alone do not count, because sign-in never asks for them.
    return not user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def can_publish(user):
    if user.is_superuser:
        return True
    permissions = user.get_all_permissions()
    return not ACCOUNT_PERMISSIONS.isdisjoint(permissions) or any(
        name.partition(".")[2].startswith("publish_") for name in permissions
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is wrong. Your app shows a new one every 30 seconds."),
    }

    def get_totp_label(self, user):
        return user_username(user)

    def get_totp_issuer(self):
        return f"{site_profile()} {self._get_site_name()}"

    def encrypt(self, text):
        """Encrypt a secret, so that a copy of the database alone does not open an account."""
        return fernet(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return fernet(PURPOSE).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %d") % number

"""Second factors: who needs one, and how their secrets are kept."""

import base64
import hashlib

from allauth.account.internal.userkit import user_username
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

# To name who may publish, and to open accounts, is to publish.
POWERS = {"auth.add_user", "auth.change_user", "auth.add_group", "auth.change_group"}


def lacks(user):
    """Whether somebody who can publish has no second factor yet, where one is asked for."""
    if not settings.SECOND_FACTOR or not user.is_authenticated or not can_publish(user):
        return False
    # Recovery codes alone are not asked for.
    return not user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def can_publish(user):
    if user.is_superuser:
        return True
    held = user.get_all_permissions()
    return not POWERS.isdisjoint(held) or any(name.partition(".")[2].startswith("publish_") for name in held)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is not right. An app shows a new one every 30 seconds."),
    }

    def get_totp_label(self, user):
        return user_username(user)

    def get_totp_issuer(self):
        return f"{gettext('Proceedings')} {self._get_site_name()}"

    def encrypt(self, text):
        """A copy of the database alone does not open an account."""
        return boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return boxes().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's word
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %d") % number


def boxes():
    """The newest key locks; it and former ones open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derived(key))) for key in keys])


def derived(key):
    return hashlib.blake2b(key.encode(), digest_size=32, person=b"second factors").digest()

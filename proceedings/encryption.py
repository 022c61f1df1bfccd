"""Encrypt secrets in the database, so that a copy of the database alone does not reveal them."""

import base64
import hashlib

from django.conf import settings


def fernet(purpose):
    """Return a cipher that encrypts with the present SECRET_KEY, and decrypts with former ones too.

    `purpose` has at most 16 bytes. What was encrypted for one purpose cannot be decrypted for another.
    """
    # Few commands encrypt anything.
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derived_key(key, purpose))) for key in keys])


def derived_key(key, purpose):
    return hashlib.blake2b(key.encode(), digest_size=32, person=purpose).digest()

"""The site's settings under test: a throw-away key, no TLS, files served as they lie."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ["TLS"] = "off"
# Tests of the desk sign in as administrators do; those of second factors ask for them.
os.environ["MFA"] = "off"
os.environ["LOG_LEVEL"] = "ERROR"

from proceedings.settings import *  # noqa: F403 - the environment comes first; everything is passed on

ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
# Tests send requests faster than readers do; those of throttling set a rate.
RATES = dict.fromkeys(RATES)  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # A transaction that a crash of the server loses is no loss here.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405

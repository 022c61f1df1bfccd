"""The settings, and Django's own checks of a deployment."""

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from .finding import advice, mend, ok

LOCAL = {"localhost", "127.0.0.1", "[::1]"}
SHORTEST_KEY, SHORTEST_TOKEN = 50, 20
# Django's checks that our own checks below replace: TLS, SECRET_KEY, DEBUG, ALLOWED_HOSTS.
COVERED = {f"security.W{number:03d}" for number in (4, 5, 8, 9, 12, 16, 18, 20, 21)}


def findings():
    yield secret_key()
    yield debug()
    yield allowed_hosts()
    yield tls()
    yield email()
    if not settings.SECOND_FACTOR and not is_local():
        yield advice("MFA", _("Users who can publish sign in without a second factor."), _("Remove MFA=off."))
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        yield mend("METRICS_TOKEN", _("The token can be guessed."), _("Use at least 20 random characters."))
    yield from system_checks()


def is_local():
    return set(settings.ALLOWED_HOSTS) <= LOCAL


def secret_key():
    if len(settings.SECRET_KEY) < SHORTEST_KEY or settings.SECRET_KEY.startswith("django-insecure-"):
        remedy = _("Set SECRET_KEY to at least 50 random characters, such as those that `make run` writes to .env.")
        return mend("SECRET_KEY", _("The key can be guessed, and with it every session can be forged."), remedy)
    return ok("SECRET_KEY", _("The key is long enough."))


def debug():
    if settings.DEBUG:
        return mend("DEBUG", _("Errors show the code and the settings to visitors."), _("Remove DEBUG=on."))
    return ok("DEBUG", _("Errors show no code to visitors."))


def allowed_hosts():
    if not settings.ALLOWED_HOSTS:
        remedy = _("Set ALLOWED_HOSTS to the host names of the site, such as record.example.")
        return mend("ALLOWED_HOSTS", _("The site refuses every request."), remedy)
    if "*" in settings.ALLOWED_HOSTS:
        remedy = _("Name the hosts of the site instead of *.")
        return mend("ALLOWED_HOSTS", _("Visitors can choose the host in links and letters of the site."), remedy)
    return ok("ALLOWED_HOSTS", _("The site answers for %s.") % ", ".join(settings.ALLOWED_HOSTS))


def tls():
    if settings.TLS:
        return ok("TLS", _("The site is used over TLS only."))
    message, remedy = _("Passwords and pages are sent unencrypted."), _("Get a certificate and remove TLS=off.")
    return (advice if is_local() else mend)("TLS", message, remedy)


def email():
    if settings.DELIVERY_BACKEND.endswith(".smtp.EmailBackend"):
        return ok("EMAIL_URL", _("Letters are sent by a mail server."))
    remedy = _("Set EMAIL_URL, such as smtp+tls://user:password@host:587, so that users can reset their passwords.")
    return advice("EMAIL_URL", _("Letters are not sent to anybody."), remedy)


def system_checks():
    """Django's checks, with those for deployments, except those in COVERED."""
    messages = [one for one in checks.run_checks(include_deployment_checks=True) if one.id not in COVERED]
    for one in messages:
        report = mend if one.level >= checks.WARNING else advice
        yield report(one.id or "check", one.msg, one.hint or _("See the documentation of this check of Django."))
    if not messages:
        yield ok("check", _("Django's checks of a deployment find nothing else."))

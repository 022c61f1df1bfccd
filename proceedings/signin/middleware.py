"""Session expiry and required second factors, for the admin, previews and account pages.

All other pages do not look at the user: they need no query for it, and caches can keep them for everybody.
"""

import time
from http import HTTPStatus
from urllib.parse import urlsplit

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, transaction
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from proceedings.serving.errors.server_error import is_unavailable

from . import audit_log
from .second_factors import lacks_second_factor

STAFF_PATHS, ACCOUNT_PATH = ("/admin/", "/preview/"), "/accounts/"
# Keys of the session.
BEGUN, SEEN = "signin.begun", "signin.seen"
# Seconds between two updates of a session's last use, so that not every page writes.
SEEN_INTERVAL = 60


@receiver(user_logged_in)
def begin_session(request, **kwargs):
    request.session[BEGUN] = request.session[SEEN] = time.time()
    request.session.clear_expired()


@receiver(authentication_step_completed)
def renew_session_key(request, *, reauthenticated=False, **kwargs):
    """Change the session key on reauthentication, so that a stolen key does not gain from it."""
    if reauthenticated:
        former = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's, which also answers while the session cannot be written: at worst, a message is shown twice.

    Django itself takes every database error for a deleted session, and answers 400.
    """

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            if is_unavailable(error.__context__.__context__):
                return response
            raise


class SignInMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith((ACCOUNT_PATH, "/admin/login/")):
            ignore_invalid_next(request)
        response = self.get_response(request)
        if request.path.startswith(ACCOUNT_PATH):
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex"
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                # All rate limits are per minute.
                response["Retry-After"] = "60"
        if response.status_code == HTTPStatus.FORBIDDEN and is_private(request) and request.user.is_authenticated:
            audit_log.log_warning("permission denied", request.user, request, page=request.path)
        return response

    def process_view(self, request, view, args, kwargs):
        if not is_private(request) or not request.user.is_authenticated:
            return None
        if is_expired(request.session):
            audit_log.log_event("session expired", request.user, request)
            logout(request)
            messages.info(request, _("Your session has expired. Please sign in again."))
            # Forms are sent to the address of their page, except the preview of a text.
            is_page = request.method == "GET" or request.path != reverse("admin:markdown")
            return redirect_to_login(request.get_full_path() if is_page else reverse("admin:index"))
        update_last_seen(request)
        if request.path.startswith(STAFF_PATHS) and lacks_second_factor(request.user):
            messages.warning(
                request, _("Your account can publish, so it needs a second factor. Set one up to continue.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def ignore_invalid_next(request):
    """Remove a `next` address that is not a valid URL, for which allauth and Django raise ValueError."""
    for name in ("GET", "POST"):
        values = getattr(request, name)
        try:
            for address in values.getlist(REDIRECT_FIELD_NAME):
                urlsplit(address)
        except ValueError:
            rest = values.copy()
            del rest[REDIRECT_FIELD_NAME]
            setattr(request, name, rest)


def is_private(request):
    return request.path.startswith((*STAFF_PATHS, ACCOUNT_PATH))


def is_expired(session):
    now = time.time()
    begun, seen = session.get(BEGUN, 0), session.get(SEEN, 0)
    return now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE


def update_last_seen(request):
    seen = request.session[SEEN]
    if time.time() - seen <= SEEN_INTERVAL:
        return
    request.session[SEEN] = time.time()
    try:
        with transaction.atomic():
            request.session.save()
            UserSession.objects.create_from_request(request)
    except (DatabaseError, UpdateError):
        # The database is locked, full or read-only, but the page can be read.
        request.session[SEEN] = seen
    request.session.modified = False

"""Session expiry and required second factors, for the admin, previews and account pages.

All other pages pass without a look at the user: they need no query for it, and caches can keep them for everybody.
"""

import time
from http import HTTPStatus

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

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


class SignInMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
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
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("admin:index"))
        update_last_seen(request)
        if request.path.startswith(STAFF_PATHS) and lacks_second_factor(request.user):
            messages.warning(
                request, _("Your account can publish, so it needs a second factor. Set one up to continue.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def is_private(request):
    return request.path.startswith((*STAFF_PATHS, ACCOUNT_PATH))


def is_expired(session):
    now = time.time()
    begun, seen = session.get(BEGUN, 0), session.get(SEEN, 0)
    return now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE


def update_last_seen(request):
    if time.time() - request.session[SEEN] > SEEN_INTERVAL:
        request.session[SEEN] = time.time()
        UserSession.objects.create_from_request(request)

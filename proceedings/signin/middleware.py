"""Before the desk and the pages of accounts: how long a session lasts, and who needs a second factor first.

Every other page passes without a look at its visitor: it asks no query for it, and caches keep it for all.
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
from .second_factors import lacks

# Where staff are at work, and what is everybody's own.
DESK, ACCOUNTS = ("/admin/", "/preview/"), "/accounts/"
BEGUN, SEEN = "signin.begun", "signin.seen"
# A visit is noted this often, in seconds: a write for each would make every page one.
NOTED = 60


@receiver(user_logged_in)
def begin(request, **kwargs):
    request.session[BEGUN] = request.session[SEEN] = time.time()
    request.session.clear_expired()


@receiver(authentication_step_completed)
def renew(request, *, reauthenticated=False, **kwargs):
    """Who confirms an account gets a new key to it: the former one, if it was stolen, does not profit."""
    if reauthenticated:
        former = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


class SignInMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ACCOUNTS):
            add_never_cache_headers(response)
            response["X-Robots-Tag"] = "noindex"
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                # Every limit of haste is of so many in a minute.
                response["Retry-After"] = "60"
        if response.status_code == HTTPStatus.FORBIDDEN and is_private(request) and request.user.is_authenticated:
            audit_log.warn("page refused", request.user, request, page=request.path)
        return response

    def process_view(self, request, view, args, kwargs):
        if not is_private(request) or not request.user.is_authenticated:
            return None
        if is_over(request.session):
            audit_log.tell("session ran out", request.user, request)
            logout(request)
            messages.info(request, _("You were signed out, because this session has run its time. Sign in again."))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("admin:index"))
        note(request)
        if request.path.startswith(DESK) and lacks(request.user):
            messages.warning(
                request, _("Whoever can publish needs a second factor. Set one up, and the desk opens to you.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def is_private(request):
    return request.path.startswith((*DESK, ACCOUNTS))


def is_over(session):
    now = time.time()
    begun, seen = session.get(BEGUN, 0), session.get(SEEN, 0)
    return now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE


def note(request):
    if time.time() - request.session[SEEN] > NOTED:
        request.session[SEEN] = time.time()
        UserSession.objects.create_from_request(request)

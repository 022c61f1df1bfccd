"""Keeps forms of the admin that are sent after their session has ended."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.shortcuts import resolve_url
from django.urls import reverse

from .kept_forms import drop_form, keep_form
from .saved_copies import name_saved_copy

# Forms of accounts, which may contain passwords, are not kept.
PATH, DESK = "/admin/proceedings/", "/admin/"
# A signed cookie with the key of the user who used the admin last in this browser, for so many seconds.
SALT, MAX_AGE = "proceedings.admin.unsaved", 14 * 24 * 3600


@receiver(user_logged_in)
def drop_form_of_others(request, user, **kwargs):
    drop_form(request, user)


def cookie_name():
    return "__Host-desk_user" if settings.SESSION_COOKIE_SECURE else "desk_user"


class UnsavedFormsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and request.path.startswith(PATH):
            self.after_form(request, response)
        if request.path.startswith(DESK) and request.user.is_authenticated:
            self.remember_user(request, response)
        elif request.method == "POST" and request.path == reverse("account_logout"):
            response.delete_cookie(cookie_name())
        return response

    def process_view(self, request, view, args, kwargs):
        """Remember the user in the request, before the session ends."""
        if request.method == "POST" and request.path.startswith(PATH):
            request.form_user = request.user.pk or last_user(request)

    def after_form(self, request, response):
        if is_sign_in(response):
            # Without a cookie, nobody has used the admin in this browser lately, and the user of the form is unknown.
            if getattr(request, "form_user", None):
                keep_form(request, request.form_user)
        elif request.user.is_authenticated:
            name_saved_copy(request, response)

    def remember_user(self, request, response):
        if last_user(request) != request.user.pk:
            response.set_signed_cookie(
                cookie_name(),
                str(request.user.pk),
                salt=SALT,
                max_age=MAX_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )


def last_user(request):
    """Return the key of the user who used the admin last in this browser, or None."""
    key = request.get_signed_cookie(cookie_name(), default="", salt=SALT, max_age=MAX_AGE)
    return int(key) if key else None


def is_sign_in(response):
    """Return whether the response asks to sign in, or to set up a second factor."""
    address = response.get("Location", "").partition("?")[0]
    return address in {resolve_url(settings.LOGIN_URL), reverse("admin:login"), reverse("mfa_index")}

"""Copies of unsaved texts in the browser (unsaved.js): which of them have been saved.

A form carries the id of its copy. Once the form is saved, a cookie names the id to the next page, which removes the
copy.
"""

import re

from django.conf import settings

# The field of the id, and the cookie.
COPY, COOKIE = "unsaved_copy", "saved_copies"
ID = re.compile(r"[0-9a-z]{1,40}")
# Ids in the cookie, and seconds until it expires.
MAX_IDS, MAX_AGE = 10, 24 * 3600


def report_saved(request):
    """Say that the form of this request was saved."""
    request.is_saved = True


def report_unsaved(request):
    """Say that the form of this request was not saved, though its response is a redirect."""
    request.is_saved = False


def name_saved_copy(request, response):
    """Set the cookie if the form of the request was saved; without a report, a redirect means that it was."""
    copy = request.POST.get(COPY, "")
    if ID.fullmatch(copy) and getattr(request, "is_saved", response.status_code == 302):  # noqa: PLR2004
        others = [other for other in request.COOKIES.get(COOKIE, "").split(".") if ID.fullmatch(other)]
        response.set_cookie(
            COOKIE,
            ".".join([*others, copy][-MAX_IDS:]),
            max_age=MAX_AGE,
            path="/admin/",
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )

"""Forms that were sent after their session had ended: kept until the same user has signed in again.

A form waits in the session of the visitor who is about to sign in. It is never saved by itself: its page shows it
again, filled in.
"""

import time
from datetime import UTC, datetime
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from proceedings.admin.revisions.display import format_datetime

from .saved_copies import COPY

KEY = "unsaved.form"
# The most characters of all fields together, and the seconds until a kept form expires.
MAX_LENGTH, MAX_AGE = 1_000_000, 12 * 3600
# Fields that Django adds to a form; the rest of those with an underscore are buttons.
HIDDEN = ("_popup", "_to_field")


class KeptForm(NamedTuple):
    data: QueryDict
    message: str


def keep_form(request, user):
    """Keep the POST data of a request for the user with this key. Files, tokens and buttons are left out."""
    data = {name: values for name, values in request.POST.lists() if is_kept(name)}
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > MAX_LENGTH:
        return False
    request.session[KEY] = {
        "user": user,
        "path": request.path,
        "time": time.time(),
        "data": data,
        "has_files": bool(request.FILES),
    }
    return True


def is_kept(name):
    return name != "csrfmiddlewaretoken" and (not name.startswith("_") or name in HIDDEN)


def texts_of(request):
    """Return [(name, text)] of the POST data, for a page to copy them from."""
    texts = ((name, value) for name, values in request.POST.lists() if is_kept(name) for value in values)
    return [(name, value) for name, value in texts if value.strip() and name != COPY]


def take_form(request):
    """Return the KeptForm of the page that is requested, and forget it; None if there is none for this user."""
    kept = request.session.get(KEY)
    if kept is None or request.method != "GET" or drop_form(request, request.user) or kept["path"] != request.path:
        return None
    del request.session[KEY]
    data = QueryDict(mutable=True)
    for name, values in kept["data"].items():
        data.setlist(name, values)
    message = _("This is what you typed until %s, before your session ended. It is not saved yet. Check it, then save.")
    message %= format_datetime(datetime.fromtimestamp(kept["time"], UTC))
    return KeptForm(data, f"{message} {_('Choose the files again.')}" if kept["has_files"] else message)


def drop_form(request, user):
    """Forget the form if it belongs to another user or is too old; return whether it was forgotten."""
    kept = request.session.get(KEY)
    if kept is None or (kept["user"] == user.pk and time.time() - kept["time"] < MAX_AGE):
        return False
    del request.session[KEY]
    return True


def turn_into_post(request, kept):
    """Make the request one that has sent the kept form, so that a view validates and shows it."""
    # Django reads the body when the files are asked for, and would replace the data then.
    request.FILES  # noqa: B018
    request.method, request.POST = "POST", kept.data

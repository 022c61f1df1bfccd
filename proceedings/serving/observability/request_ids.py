"""The id of a request, which is in its response and in its lines in the log."""

import random
import re
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,63}")
current = ContextVar("request_id", default="")


def begin_request(request) -> str:
    """Make the id of a request the current one of this thread, until its next request. Return it."""
    current.set(new_id(request.headers.get(HEADER, "")))
    return current.get()


def new_id(sent) -> str:
    """Return the id that the proxy in front of the site sent, or else a new one.

    Without a proxy, visitors could choose the ids of others.
    """
    if sent and settings.TRUSTED_PROXIES and WELL_FORMED.fullmatch(sent):
        return sent
    return f"{random.getrandbits(64):016x}"

"""Readers, and the databases that may answer them."""

import random
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.signals import request_finished
from django.db import DEFAULT_DB_ALIAS, transaction
from django.dispatch import receiver

from proceedings.serving.limits.costs import STAFF_PATHS

from .monitor import monitor
from .router import reader

# Pages of staff, and those of a person who approves a statement, read what was written a moment ago.
PRIMARY_PATHS = (*STAFF_PATHS, "/approval/")


def route_readers(get_response):
    """Middleware. Send a reader's queries to a replica, and again to another server if that one is lost meanwhile."""
    if not monitor.replicas:
        raise MiddlewareNotUsed

    def middleware(request):
        # Inside a transaction, as in `manage.py freeze`, all queries must use its connection.
        if not is_reader(request) or transaction.get_connection().in_atomic_block:
            reader.end()
            return get_response(request)
        reader.begin(databases_for(request))
        response = get_response(request)
        while response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and reader.has_lost_connection():
            reader.begin(reader.candidates)
            response = get_response(request)
        return response

    return middleware


@receiver(request_finished)
def end_reading(**kwargs):
    """End at the end of the response, because long files are read while they are sent."""
    reader.end()


def is_reader(request):
    return request.method in {"GET", "HEAD"} and not request.path.startswith(PRIMARY_PATHS)


def databases_for(request):
    """Return the servers that may answer, the preferred first.

    A session belongs to staff, who must see their own changes: they read from the primary, if it is available.
    """
    replicas = monitor.up_to_date()
    random.shuffle(replicas)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not monitor.is_away(DEFAULT_DB_ALIAS):
        return [DEFAULT_DB_ALIAS, *replicas]
    return [*replicas, DEFAULT_DB_ALIAS]

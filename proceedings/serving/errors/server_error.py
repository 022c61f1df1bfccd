"""The response to an error that no view handled: 503 while the database is not available, or else 500."""

import errno
import sys
from http import HTTPStatus

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from proceedings.serving.shared_cache import is_cache_error

# Seconds after which a client may ask again.
RETRY_AFTER = 10
# Errors of files beside the database, on a disk that is full, read-only, broken or not writable for us.
NOT_WRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES}
# PostgreSQL's error code for a write in a read-only transaction.
READ_ONLY_TRANSACTION = "25006"


def server_error(request):
    """Return the page of the error that is being handled; no page queries the database."""
    if not is_unavailable(sys.exc_info()[1]):
        return defaults.server_error(request)
    return unavailable(sent=request.method == "POST")


def unavailable(*, sent=False):
    """Return the 503 page, which needs no database. `sent` is whether the request sent a form."""
    response = HttpResponse(render_to_string("503.html", {"sent": sent}), status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response


def is_unavailable(error) -> bool:
    """Return whether the database, cache or disk is away, locked, full, read-only or too slow; not for bad queries."""
    if is_cache_error(error):
        return True
    if isinstance(error, OSError):
        return error.errno in NOT_WRITABLE
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", "") == READ_ONLY_TRANSACTION
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # SQLite reports mistakes in SQL, such as a missing table, under its general code.
    return getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_ERROR"

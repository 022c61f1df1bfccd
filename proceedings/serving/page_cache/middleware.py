"""The revision of the database that answers a request, read before anything else."""

from django.db import Error

from proceedings.models.reads.revision import revision

# The key of the environ: in a request for a page to keep.
REVISION = "proceedings.revision"


def note_revision(get_response):
    """Middleware, inside the one that chooses the database of readers.

    A page of a replica that is behind has its revision, not that of the primary, and is never taken for a new one.
    """

    def middleware(request):
        if REVISION in request.META:
            request.META[REVISION] = revision_or_none()
        return get_response(request)

    return middleware


def revision_or_none():
    """Return None without a database, which some pages do not need."""
    try:
        return revision()
    except Error:
        return None

"""The revision of the database that answers a request, read before anything else."""

from django.db import Error

from proceedings.models.reads.revision import revision

# The key in the environ; only requests for pages to keep have it.
REVISION = "proceedings.revision"


def note_revision(get_response):
    """Middleware, inside the one that chooses the database of readers.

    A page from a replica that is behind gets the replica's revision, so it is never taken for a current page.
    """

    def middleware(request):
        if REVISION in request.META:
            request.META[REVISION] = revision_or_none()
        return get_response(request)

    return middleware


def revision_or_none():
    """Return the revision, or None if there is no database, which some pages do not need."""
    try:
        return revision()
    except Error:
        return None

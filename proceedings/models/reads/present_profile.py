"""The profile of the site as the present request sees it.

A process keeps the last profile with the revision of the record at which it was read. A request that knows the present
revision needs no query if it is the same; any other request reads the row once.
"""

import threading

from django.db import Error

from proceedings.models.site_profile import SiteProfile


class Known(threading.local):
    """The `profile` of the request that this thread answers, and the `revision` that it reads, or None."""

    is_answering, revision, profile = False, None, None


known = Known()
# (revision, profile) of the last read at a known revision, and the profile of the last read of all.
at_revision, newest = (None, None), SiteProfile()


def begin(revision=None):
    """Begin a request. `revision` is that of its database, if it was read."""
    known.is_answering, known.revision, known.profile = True, revision, None


def end():
    known.is_answering, known.revision, known.profile = False, None, None


def site_profile() -> SiteProfile:
    """Return the profile, or an empty one if there is no row."""
    if known.profile is not None:
        return known.profile
    profile = kept(known.revision) or read(known.revision)
    if known.is_answering:
        known.profile = profile
    return profile


def kept(revision):
    at, profile = at_revision
    return profile if revision is not None and at == revision else None


def read(revision):
    global at_revision, newest  # noqa: PLW0603 - references that threads replace as a whole
    try:
        profile = SiteProfile.objects.first() or SiteProfile()
    except Error:
        # Pages that need nothing else from the database still work while it is not available.
        return newest
    newest = profile
    if revision is not None:
        at_revision = revision, profile
    return profile


def last_known() -> SiteProfile:
    """Return the last profile that this process has read, without a query."""
    return newest


def latest_change(time):
    """Return the later one of a time, or None, and the last change of the profile."""
    return max(filter(None, (time, site_profile().last_change)), default=None)

"""Conditional requests by the time of the record's last change."""

from django.views.decorators.http import last_modified

from proceedings.models import Statement
from proceedings.models.reads.present_profile import latest_change
from proceedings.models.reads.revision import revision

# The last revision of the record, and the time of the last change to its statements.
known = (None, None)


def last_change(request, *args, **kwargs):
    """The time of the last change to the profile of the site or any statement that is or was public, or None.

    Responses with only a part of the record use it too: the times of its remaining rows do not show that one was
    withdrawn.
    """
    return latest_change(last_change_of_statements())


def last_change_of_statements():
    """Return the time. It is kept for each revision, because PostgreSQL takes long to plan the query."""
    global known  # noqa: PLW0603 - a reference that threads replace as a whole
    now = revision()
    at, time = known
    if at != now:
        time = Statement.objects.last_change()
        # After a change in between, the time may be that of a later revision.
        if revision() == now:
            known = now, time
    return time


if_changed = last_modified(last_change)

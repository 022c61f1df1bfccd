"""Conditional requests by the time of the record's last change."""

from django.views.decorators.http import last_modified

from proceedings.models import Statement
from proceedings.models.present_profile import latest_change


def last_change(request, *args, **kwargs):
    """The time of the last change to the profile of the site or any statement that is or was public; None without one.

    Parts of the record use it too, because the times of the remaining rows do not show that one has left.
    """
    return latest_change(Statement.objects.last_change())


if_changed = last_modified(last_change)

"""Conditional requests by the time of the record's last change."""

from django.views.decorators.http import last_modified

from proceedings.models import Statement


def last_change(request, *args, **kwargs):
    """The time of the last change to any statement that is or was public; None without one.

    Parts of the record use it too, because the times of the remaining rows do not show that one has left.
    """
    return Statement.objects.last_change()


if_changed = last_modified(last_change)

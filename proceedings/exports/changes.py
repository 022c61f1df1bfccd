"""When the record last changed: for visitors who ask only for what is newer."""

from django.views.decorators.http import last_modified as conditional

from proceedings.models import Statement


def last_change(request, *args, **kwargs):
    """The time of the last change of any statement that is or was public; None when there is none.

    For a part of the record as well: what has left the part would not show in the times of what is left.
    """
    return Statement.objects.last_change()


when_changed = conditional(last_change)

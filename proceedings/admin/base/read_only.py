"""Models that the admin shows but does not write."""


class ReadOnlyMixin:
    """No adding and no changing; deleting depends on the permission."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.base.read_only import ReadOnlyMixin
from proceedings.models import FormerAddress


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnlyMixin, NounAdmin):
    """Redirects, which a change of address or a merge creates, and which are never deleted."""

    list_display = ["slug", "noun", "target"]
    list_filter = ["noun"]
    search_fields = ["slug", "target"]
    search_help_text = _("Search by a part of either address.")
    ordering = ["slug", "noun"]
    fields = ["noun", "slug", "target"]
    view_on_site = False

    def has_delete_permission(self, request, obj=None):
        return False

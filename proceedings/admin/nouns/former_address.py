from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.models import FormerAddress


@admin.register(FormerAddress)
class FormerAddressAdmin(NounAdmin):
    """To look at: they are left by a new address or a merge, and stay for ever."""

    list_display = ["slug", "noun", "target"]
    list_filter = ["noun"]
    search_fields = ["slug", "target"]
    search_help_text = _("A part of either address.")
    ordering = ["slug", "noun"]
    fields = ["noun", "slug", "target"]
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

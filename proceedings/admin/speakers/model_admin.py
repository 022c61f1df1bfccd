"""The ModelAdmin of speakers, which links to the pages that merge them."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.forms.keys import KEY
from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import PERMISSION

from .merge import merge_url


class MergeableAdmin(NounAdmin):
    actions = ["merge_selected", *NounAdmin.actions]
    change_list_template = "admin/proceedings/speaker/change_list.html"
    change_form_template = "admin/proceedings/speaker/change_form.html"

    def has_merge_permission(self, request):
        return request.user.has_perm(PERMISSION)

    @admin.action(description=_("Merge the two selected speakers"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:  # noqa: PLR2004
            self.message_user(request, _("Select exactly two speakers."), messages.ERROR)
            return None
        return HttpResponseRedirect(merge_url(*keys))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the merges into this speaker below the form."""
        merges = Merge.objects.newest_first().select_related("merged_by", "undone_by")
        merges = merges.filter(into=object_id) if KEY.fullmatch(object_id) else ()
        return super().change_view(request, object_id, form_url, {"merges": merges, **(extra_context or {})})

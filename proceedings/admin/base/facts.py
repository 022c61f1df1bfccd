"""Names and identifiers of a row. Once readers have seen the row, only users who may publish can delete them."""

from django.utils.translation import ngettext

from proceedings.models import Statement
from proceedings.models.workflow.statuses import PUBLISH
from proceedings.models.workflow.transitions import may

from .inlines import NounInline
from .model_admin import NounAdmin


def may_delete_public_facts(user):
    return may(user, Statement, [PUBLISH])


class FactInline(NounInline):
    def has_delete_permission(self, request, obj=None):
        parent_admin = self.admin_site.get_model_admin(self.parent_model)
        is_kept = obj is not None and parent_admin.was_public(obj) and not may_delete_public_facts(request.user)
        return super().has_delete_permission(request, obj) and not is_kept


class FactAdmin(NounAdmin):
    # The foreign key of the row that the fact is about.
    owner = ""
    fixed_once_public = []
    view_on_site = False

    def keeps_public_rows(self, request):
        return not may_delete_public_facts(request.user)

    def once_public(self, queryset):
        owners = self.model._meta.get_field(self.owner).related_model.objects.once_public()
        return queryset.filter(**{f"{self.owner}__in": owners.order_by().values("pk")})

    def kept_message(self, number):
        message = ngettext(
            "Nothing was deleted. Readers have seen %(number)d of the selected. Ask a publisher, or leave it out.",
            "Nothing was deleted. Readers have seen %(number)d of the selected. Ask a publisher, or leave them out.",
            number,
        )
        return message % {"number": number}

"""What belongs to a conference or a statement is published with it, and changes only where that one may."""

from django.utils.translation import gettext_lazy as _

from proceedings.admin.revisions.forms import CorrectedForm, NounForm
from proceedings.models.workflow.transitions import may_change

from .model_admin import NounAdmin


class PartForm(NounForm):
    user = whole = None

    def clean(self):
        cleaned = super().clean()
        whole = cleaned.get(self.whole)
        if whole and not may_change(self.user, whole):
            told = {"whole": whole, "status": whole.get_status_display()}
            self.add_error(self.whole, _("“%(whole)s” is %(status)s, and you may not change it.") % told)
        return cleaned


class CorrectedPartForm(CorrectedForm, PartForm):
    """Of a part that readers see on the page of a statement."""


class PartAdmin(NounAdmin):
    form = PartForm
    whole = ""  # The field that leads to what it belongs to.

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user, form.whole = request.user, self.whole
        return form

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.leaves_it(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.leaves_it(request, obj)

    def leaves_it(self, request, obj):
        return obj is None or may_change(request.user, getattr(obj, self.whole))

    def kept(self, row):
        # A part stays with its whole.
        return super().kept(row) | ({self.whole} if row else set())

    def may_restore_to(self, request, plan):
        field = self.model._meta.get_field(self.whole)
        whole = field.related_model._base_manager.filter(pk=getattr(plan.row, field.attname)).first()
        return whole is None or may_change(request.user, whole)

    def may_delete(self, request, rows):
        kept = self.model._base_manager.filter(pk__in=[row.pk for row in rows])
        wholes = self.model._meta.get_field(self.whole).related_model.objects.changeable_by(request.user)
        left = kept.exclude(**{f"{self.whole}__in": wholes.order_by().values("pk")})
        return super().may_delete(request, rows) and not left.exists()

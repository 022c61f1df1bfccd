"""The ModelAdmin of a part: a row that is published with a conference or statement, its whole.

Only a user who may change the whole may change the part.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.revisions.correction_notes import published_statements
from proceedings.admin.revisions.forms import CorrectedForm, NounForm
from proceedings.models.workflow.transitions import may_change

from .model_admin import NounAdmin


class PartForm(NounForm):
    user = whole = None

    def clean(self):
        cleaned = super().clean()
        whole = cleaned.get(self.whole)
        if whole and not may_change(self.user, whole):
            params = {"whole": whole, "status": whole.get_status_display()}
            self.add_error(self.whole, _("You may not change “%(whole)s”: it is %(status)s.") % params)
        return cleaned


class CorrectedPartForm(CorrectedForm, PartForm):
    """The form of a part that readers see on the page of a statement."""


class PartAdmin(NounAdmin):
    form = PartForm
    # The name of the field that refers to the conference or the statement.
    whole = ""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user, form.whole = request.user, self.whole
        return form

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_change_whole(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_change_whole(request, obj)

    def may_change_whole(self, request, obj):
        return obj is None or may_change(request.user, getattr(obj, self.whole))

    def may_delete(self, request, rows):
        queryset = self.model._base_manager.filter(pk__in=[row.pk for row in rows])
        wholes = self.model._meta.get_field(self.whole).related_model.objects.changeable_by(request.user)
        forbidden = queryset.exclude(**{f"{self.whole}__in": wholes.order_by().values("pk")})
        return super().may_delete(request, rows) and not forbidden.exists()

    def may_restore_to(self, request, row):
        field = self.model._meta.get_field(self.whole)
        whole = field.related_model._base_manager.filter(pk=getattr(row, field.attname)).first()
        return whole is None or may_change(request.user, whole)

    def get_unrestored_fields(self, row):
        # Restoring never moves a part to another whole.
        return super().get_unrestored_fields(row) | ({self.whole} if row else set())


class StatementPartAdmin(PartAdmin):
    """The ModelAdmin of a part that readers see on the page of a statement."""

    form = CorrectedPartForm
    whole = "statement"
    fixed_once_public = []
    view_on_site = False

    def shows_correction_note(self, obj):
        # The statement is chosen in the form, so it is not known yet whether it is published.
        return True

    def once_public(self, queryset):
        # These can only be deleted in the form of their statement, which asks for a correction note.
        return queryset.filter(statement__in=published_statements())

    def kept_message(self, number):
        message = ngettext(
            "Nothing was deleted. %(number)d of the selected is on the page of its statement. "
            "Delete it in the form of the statement, which asks for a correction note.",
            "Nothing was deleted. %(number)d of the selected are on the pages of their statements. "
            "Delete them in the forms of the statements, which ask for correction notes.",
            number,
        )
        return message % {"number": number}

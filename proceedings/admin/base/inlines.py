"""The inline of every model."""

from django.contrib import admin

from proceedings.admin.forms.fields import RowForm

from .form_fields import FormFieldsMixin
from .formsets import NounFormSet

# The rows of an inline that a form shows, and that it can grow to. All fields together stay below the number that
# Django accepts (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MAX_ROWS = 50
MAX_ROWS_WITH_NEW = 55


class NounInline(FormFieldsMixin, admin.TabularInline):
    form = RowForm
    formset = NounFormSet
    extra = 0
    max_num = MAX_ROWS_WITH_NEW
    view_on_site = False
    # The related rows that the fields and the label of a row show.
    related = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A table cell only has space for the sign that adds a row.
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    # The rows of a form that is read-only are read-only, too.

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and self.may_change_parent(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_change_parent(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_change_parent(request, obj)

    def may_change_parent(self, request, obj):
        return obj is None or self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)

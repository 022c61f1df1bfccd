"""The form fields of model fields, for the forms and inlines of every model."""

from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import TextField
from proceedings.admin.forms.widgets import ReferenceSelect, ReferenceSelectMultiple
from proceedings.models.columns.fields import MarkdownField

# Enough for any order, and small enough for the database's integers when rows are moved out of the way.
MAX_POSITION = 1_000_000


class FormFieldsMixin:
    # The height of a text field in lines, by the name of the field.
    lines = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.TextField):
            attributes = {"rows": self.lines.get(db_field.name, 6), "dir": "auto"}
            if isinstance(db_field, MarkdownField):
                # The address that markdown.js gets the preview from.
                attributes |= {"data-markdown": reverse_lazy("admin:markdown"), "data-preview": _("Preview")}
            kwargs["widget"] = AdminTextareaWidget(attributes)
            kwargs["form_class"] = TextField
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        elif db_field.name == "position":
            kwargs["max_value"] = MAX_POSITION
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A related row is deleted from its own page, not from here.
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["widget"] = ReferenceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = ReferenceSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

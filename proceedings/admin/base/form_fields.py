"""The form fields of model fields, for the forms and inlines of every model."""

from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import TextField
from proceedings.admin.forms.programme_times import ProgrammeTimeField as ProgrammeTimeFormField
from proceedings.admin.forms.suggestions import LANGUAGE_INPUT, TIME_ZONE_INPUT, NamedLanguageField
from proceedings.admin.forms.widgets import ReferenceSelect, ReferenceSelectMultiple
from proceedings.models.columns.fields import LanguageField, MarkdownField
from proceedings.models.columns.partial_dates import PartialDateField
from proceedings.models.columns.programme_times import ProgrammeTimeField

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
        elif isinstance(db_field, ProgrammeTimeField):
            # The admin's own field would show the time in the zone of the site.
            return db_field.formfield(form_class=ProgrammeTimeFormField, **kwargs)
        elif isinstance(db_field, LanguageField):
            kwargs |= {"form_class": NamedLanguageField, "widget": AdminTextInputWidget(LANGUAGE_INPUT)}
        elif db_field.name == "time_zone":
            kwargs["widget"] = AdminTextInputWidget(TIME_ZONE_INPUT)
        elif isinstance(db_field, PartialDateField):
            kwargs["widget"] = AdminTextInputWidget({"class": "vDateField"})
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        elif db_field.name == "position":
            kwargs["max_value"] = MAX_POSITION
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A related row is deleted from its own page, not from here.
            field.widget.can_delete_related = False
        return field

    def reference(self, widget_class, db_field, request):
        widget = widget_class(db_field, self.admin_site)
        widget.shows_labels = widget.related_admin.has_view_permission(request)
        return widget

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        widget = kwargs["widget"] = self.reference(ReferenceSelect, db_field, request)
        widget.may_add = widget.related_admin.has_add_permission(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = self.reference(ReferenceSelectMultiple, db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

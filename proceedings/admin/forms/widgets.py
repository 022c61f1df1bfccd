"""Widgets of references: chosen by typing, never from a list of the whole table."""

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.urls import reverse

from .keys import KEY


class Reference(AutocompleteMixin):
    # The selected row, if it is fetched already: in an inline, each row would cost a query otherwise.
    selected = None

    @property
    def related_admin(self):
        return self.admin_site.get_model_admin(self.field.remote_field.model)

    def get_url(self):
        opts = self.field.remote_field.model._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_choices")

    def optgroups(self, name, value, attr=None):
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for row in self.selected_rows(value):
            label = self.related_admin.label(row)
            options.append(self.create_option(name, row.pk, label, True, len(options)))
        return [(None, options, 0)]

    def selected_rows(self, value):
        keys = {str(key) for key in value if KEY.fullmatch(str(key))}
        if self.selected is not None and keys == {str(self.selected.pk)}:
            return [self.selected]
        rows = self.field.remote_field.model._default_manager.filter(pk__in=keys)
        return self.related_admin.labelled(rows) if keys else []


class ReferenceSelect(Reference, AutocompleteSelect):
    pass


class ReferenceSelectMultiple(Reference, AutocompleteSelectMultiple):
    pass


class ReferenceFormSetMixin:
    """A formset whose rows were fetched together with the rows that they refer to."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Reference) and widget.field.is_cached(form.instance):
                widget.selected = getattr(form.instance, name)

"""References between nouns: chosen by typing, never from a list of the whole table."""

import re

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.urls import reverse

# What a database takes as a row's key; an address or a form that was tampered with can hold anything.
KEY = re.compile(r"[0-9]{1,18}")


class Choices(AutocompleteJsonView):
    """Django's autocomplete, with labels that tell two opening sessions or two directors apart."""

    def get_queryset(self):
        return self.model_admin.narrow_choices(self.request, super().get_queryset())

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.label(obj)}


class Reference(AutocompleteMixin):
    # The row that is chosen already, where a form has it at hand: in an inline each would be a query otherwise.
    known = None

    @property
    def desk(self):
        return self.admin_site.get_model_admin(self.field.remote_field.model)

    def get_url(self):
        opts = self.field.remote_field.model._meta
        return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_choices")

    def optgroups(self, name, value, attr=None):
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for row in self.chosen(value):
            options.append(self.create_option(name, row.pk, self.desk.label(row), True, len(options)))
        return [(None, options, 0)]

    def chosen(self, value):
        keys = {str(key) for key in value if KEY.fullmatch(str(key))}
        if self.known is not None and keys == {str(self.known.pk)}:
            return [self.known]
        return self.desk.labelled(self.field.remote_field.model._default_manager.filter(pk__in=keys)) if keys else []


class ReferenceSelect(Reference, AutocompleteSelect):
    pass


class ReferenceSelectMultiple(Reference, AutocompleteSelectMultiple):
    pass


class KnownReferences:
    """An inline's formset, whose rows were fetched with what they refer to."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk:
            setattr(form.instance, self.fk.name, self.instance)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Reference) and widget.field.is_cached(form.instance):
                widget.known = getattr(form.instance, name)

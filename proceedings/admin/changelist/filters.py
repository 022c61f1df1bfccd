"""Filters of lists by a related row."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.widgets import ReferenceSelect


class ReferenceFilter(admin.SimpleListFilter):
    """Rows that refer to one row of another model, which is chosen by typing."""

    template = "admin/reference_filter.html"
    # Some filters are only useful after a link from a row's own page.
    hidden_without_choice = False
    # The model field whose choices are offered; its name may differ from the parameter's.
    field = None

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.site = model_admin.admin_site

    def lookups(self, request, model_admin):
        return ()

    def has_output(self):
        return not self.hidden_without_choice or bool(self.value())

    def narrow(self, queryset, chosen):
        """The rows of the queryset that refer to the chosen one."""
        return queryset.filter(**{self.parameter_name: chosen})

    def queryset(self, request, queryset):
        value = self.value()
        if not value:
            return queryset
        chosen = self.field.remote_field.model.objects.filter(pk=value).first() if KEY.fullmatch(value) else None
        if chosen is None:
            # Never the whole list: an action on it would reach rows that nobody selected.
            messages.error(
                request,
                _("There is no %(model)s with the number “%(value)s”. Choose another or remove this filter.")
                % {"model": self.title, "value": value},
            )
            return queryset.none()
        return self.narrow(queryset, chosen)

    def choices(self, changelist):
        field = forms.ModelChoiceField(
            self.field.remote_field.model.objects.all(),
            required=False,
            label=self.title,
            widget=ReferenceSelect(self.field, self.site),
        )
        form = forms.Form({self.parameter_name: self.value()}, auto_id="filter-%s")
        form.fields[self.parameter_name] = field
        others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter_name
            for value in values
        ]
        return [
            {
                "field": form[self.parameter_name],
                "others": others,
                "without": changelist.get_query_string(remove=[self.parameter_name]) if self.value() else None,
            }
        ]

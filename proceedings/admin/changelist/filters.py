"""Filters of lists."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY, ReferenceSelect


class ReferenceFilter(admin.SimpleListFilter):
    """Rows that refer to one row of another noun, which is found by typing."""

    template = "admin/reference_filter.html"
    # Some are of use only to those who come by a link from a row's own page.
    hidden_without_choice = False
    field = None  # The model's field whose choices are offered; its name need not be the parameter's.

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
            # Never the whole list: an action on it would reach rows that nobody meant.
            messages.error(
                request,
                _("There is no %(noun)s with the number “%(value)s”: choose another or remove this filter.")
                % {"noun": self.title, "value": value},
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

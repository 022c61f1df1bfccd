"""Widgets of references: chosen by typing, never from a list of the whole table."""

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.forms import Media
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .keys import KEY


class Reference(AutocompleteMixin):
    # The selected row, if it is fetched already: otherwise each row of an inline would cost a query.
    selected = None
    # The conference whose rows are offered first.
    conference = None
    # Whether a row can be added here if its model has a page for that.
    may_add = False
    # If not, the widget shows primary keys: the user may not view the rows.
    shows_labels = True

    @property
    def related_admin(self):
        return self.admin_site.get_model_admin(self.field.remote_field.model)

    @property
    def media(self):
        # picker.js sets defaults that Django's script uses.
        return super().media + Media(js=["admin/js/autocomplete.js", "proceedings/picker.js"])

    def get_url(self):
        query = {"conference": self.conference.pk} if self.conference else {}
        if self.may_add and self.page_url("quick_add"):
            query["add"] = 1
        url = self.page_url("choices")
        return f"{url}?{urlencode(query)}" if query else url

    def page_url(self, name):
        """Return the address of a page of the related model, or "" if the model has no such page."""
        opts = self.field.remote_field.model._meta
        try:
            return reverse(f"{self.admin_site.name}:{opts.app_label}_{opts.model_name}_{name}")
        except NoReverseMatch:
            return ""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        if self.may_add and (url := self.page_url("quick_add")):
            attrs["data-quick-add"] = url
            attrs["data-quick-add-failed"] = _("Nothing was added. Your session may have ended: reload the page.")
        return attrs

    def optgroups(self, name, value, attr=None):
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for row in self.selected_rows(value):
            label = self.related_admin.label(row) if self.shows_labels else str(row.pk)
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
    def build_attrs(self, base_attrs, extra_attrs=None):
        # The sign that removes all choices would stand in the list of them, where screen readers expect only choices.
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


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

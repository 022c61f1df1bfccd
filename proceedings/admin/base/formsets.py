"""The formsets of inlines."""

from django.db.models import F, Max
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.addresses import renew_slug
from proceedings.admin.forms.widgets import ReferenceFormSetMixin
from proceedings.admin.revisions.correction_notes import CorrectionFormSetMixin


class NounFormSet(CorrectionFormSetMixin, ReferenceFormSetMixin, BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        # In a table, only the heading of a column names its fields.
        for field in form.fields.values():
            if field.label:
                # A reference is in a wrapper with the sign that adds a row.
                widget = getattr(field.widget, "widget", field.widget)
                widget.attrs.setdefault("aria-label", capfirst(field.label))

    def save_existing(self, form, obj, commit=True):
        if "slug" not in form.changed_data:
            renew_slug(form.instance)
        return super().save_existing(form, obj, commit)


class OrderedForm(ModelForm):
    def _get_validation_exclusions(self):
        # Whether a position is free depends on the other rows of the form: the formset checks it.
        return super()._get_validation_exclusions() | {"position"}


class OrderedFormSet(NounFormSet):
    """Rows with one position each, in which two may swap positions."""

    first_position = 1

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        forms = [form for form in self.forms if form.instance.pk or form.has_changed()]
        # The rows that the form does not show keep their positions.
        shown = [form.instance.pk for form in forms if form.instance.pk]
        taken = set(self.rows().exclude(pk__in=shown).values_list("position", flat=True))
        for form in forms:
            position = form.instance.position
            if position in taken:
                form.add_error("position", _("Another row has this position. Give each its own."))
            elif position is not None:
                taken.add(position)
        for form in forms:
            if form.instance.position is None:
                form.instance.position = max(taken, default=self.first_position - 1) + 1
                taken.add(form.instance.position)

    def save(self, commit=True):
        # The database checks each row by itself, so rows that move are first moved out of the way.
        moved = [form.instance.pk for form in self.initial_forms if "position" in form.changed_data]
        self.move_behind(moved)
        return super().save(commit)

    def rows(self):
        return self.model._default_manager.filter(**{self.fk.name: self.instance.pk})

    def move_behind(self, keys):
        """Give the rows positions after all that are taken before or after the save."""
        if not keys:
            return
        last = self.rows().aggregate(last=Max("position"))["last"]
        after = max(form.instance.position or 0 for form in self.forms)
        self.rows().filter(pk__in=keys).update(position=F("position") + max(last, after) + 1)

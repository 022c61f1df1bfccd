from django.db.models import F, Max
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KnownReferences
from proceedings.admin.revisions.correction_notes import CorrectedRows


class PlacedForm(ModelForm):
    def _get_validation_exclusions(self):
        # Where a row may stand depends on where the others of the form go: the formset looks at all of them.
        return super()._get_validation_exclusions() | {"position"}


class PlacedFormSet(CorrectedRows, KnownReferences, BaseInlineFormSet):
    """Rows with one position each, in which two may change places."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        placed = [form for form in self.forms if form.instance.pk or form.has_changed()]
        # The rows that the form does not show keep their places.
        shown = [form.instance.pk for form in placed if form.instance.pk]
        taken = set(self.rows().exclude(pk__in=shown).values_list("position", flat=True))
        for form in placed:
            position = form.instance.position
            if position in taken:
                form.add_error("position", _("Another one has this position: give each its own."))
            elif position is not None:
                taken.add(position)
        for form in placed:
            if form.instance.position is None:
                form.instance.position = max(taken, default=0) + 1
                taken.add(form.instance.position)

    def save(self, commit=True):
        # The database checks row by row, so what moves first steps out of the way.
        moving = [form.instance.pk for form in self.initial_forms if "position" in form.changed_data]
        self.step_aside(moving)
        return super().save(commit)

    def rows(self):
        return self.model._default_manager.filter(**{self.fk.name: self.instance.pk})

    def step_aside(self, moving):
        """Put the rows behind every place that is taken before or after the save."""
        if not moving:
            return
        last = self.rows().aggregate(last=Max("position"))["last"]
        after = max(form.instance.position or 0 for form in self.forms)
        self.rows().filter(pk__in=moving).update(position=F("position") + max(last, after) + 1)

"""The form of every noun: why it changes, and which versions whoever fills it in has seen."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import RowForm

from .correction_notes import TellingForm, changed_by, demand

SEEN = "versions_seen"


class NounForm(RowForm):
    # Both are of one request: the versions that the form shows, and another editor's work that it met.
    state = ""
    conflict = None
    corrected = ()

    why = forms.CharField(
        label=_("Reason for this change"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"class": "vTextField", "dir": "auto"}),
        help_text=_("Kept in the history; readers do not see it."),
    )
    versions_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @cached_property
    def changed_data(self):
        """Of the row: what is said of the change is none of it."""
        own = {SEEN, "why", *TellingForm.base_fields}
        return [name for name in super().changed_data if name not in own]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.state:
            self.initial[SEEN] = self.state

    def clean(self):
        cleaned = super().clean()
        if self.conflict:
            raise ValidationError(self.conflict.sentence)
        return cleaned


class CorrectedForm(NounForm, TellingForm):
    """The form of a noun that readers of a statement see."""

    def clean(self):
        cleaned = super().clean()
        try:
            self.corrected = demand(self.data, changed_by(self))
        except ValidationError as error:
            self.add_error("correction_note", error)
        return cleaned

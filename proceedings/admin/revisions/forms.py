"""The form of every model: why it changes, and which versions of its rows the editor has seen."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import RowForm

from .correction_notes import CorrectionNoteForm, require_note, statements_changed_by

VERSIONS = "versions_seen"


class ReasonField(forms.CharField):
    """The reason for a change, which the history keeps."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Reason for this change"),
            max_length=500,
            widget=forms.TextInput({"class": "vTextField", "dir": "auto"}),
            help_text=_("Kept in the history. Readers do not see it."),
            **kwargs,
        )


class NounForm(RowForm):
    # The EditSession of the request; ModelAdmin.get_form() sets it.
    edit_session = None
    # The published statements that a correction note is about.
    corrected = ()

    why = ReasonField(required=False)
    versions_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @cached_property
    def changed_data(self):
        """The changed fields of the row, without those that describe the change."""
        own = {VERSIONS, "why", *CorrectionNoteForm.base_fields}
        return [name for name in super().changed_data if name not in own]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.edit_session and self.edit_session.versions:
            self.initial[VERSIONS] = self.edit_session.versions_text()

    def clean(self):
        cleaned = super().clean()
        if self.edit_session and (reasons := self.edit_session.reasons_to_wait()):
            raise ValidationError(reasons)
        return cleaned


class CorrectedForm(NounForm, CorrectionNoteForm):
    """The form of a model whose fields readers see on the page of a statement."""

    def clean(self):
        cleaned = super().clean()
        try:
            self.corrected = require_note(self.data, statements_changed_by(self))
        except ValidationError as error:
            self.add_error("correction_note", error)
        return cleaned

"""Correction notes: a change to a published statement needs a note for readers, unless it has no substance."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import TextField
from proceedings.editorial.published_versions import published_fields_of
from proceedings.models import Correction, CoSpeaker, Statement, Status, Translation

# The parts of a statement that its readers see.
PARTS = (CoSpeaker, Translation)
NOTE_NEEDED = _(
    "Readers have seen this. Write a correction note that says what was wrong and what it is now, "
    "or tick “No change of substance”. Your changes are not saved yet."
)
NOTE_OR_TICK = _("Write a correction note or tick “No change of substance”, not both.")


class CorrectionNoteForm(forms.Form):
    """Two fields; a change to published text needs one of them."""

    correction_note = TextField(
        label=_("Correction note"),
        required=False,
        widget=AdminTextareaWidget({"rows": 3, "dir": "auto"}),
        help_text=_(
            "Needed when the published text changes: say what was wrong and what it is now. "
            "Readers see the note with today's date."
        ),
    )
    no_change_of_substance = forms.BooleanField(
        label=_("No change of substance"),
        required=False,
        help_text=_("A misprint, a space or a heading. Readers get no note, but see the change among the versions."),
    )


def parse_note(data):
    """Return (note, whether the change has no substance); raise ValidationError if both were sent."""
    note = TextField(required=False).clean(data.get("correction_note", ""))
    no_substance = bool(data.get("no_change_of_substance"))
    if note and no_substance:
        raise ValidationError(NOTE_OR_TICK)
    return note, no_substance


def published_statements():
    """The statements that readers see, or saw before their conference was withdrawn."""
    return Statement.objects.once_public().filter(status=Status.PUBLISHED)


def require_note(data, statements):
    """Return the published ones of the changed statements; raise ValidationError if they need a note and have none.

    Statements of a conference that was never public have had no readers.
    """
    keys = {statement.pk for statement in statements if statement and statement.pk}
    published = list(published_statements().filter(pk__in=keys)) if keys else []
    if published and not any(parse_note(data)):
        raise ValidationError(NOTE_NEEDED)
    return published


def write_notes(note, statements):
    """Write the note to each statement; an empty note writes nothing."""
    for statement in statements if note else ():
        Correction.objects.tell(statement, note)


def statements_changed_by(form):
    """The statements, published or not, whose readable fields a model's form changes."""
    row = form.instance
    if not (isinstance(row, (Statement, *PARTS)) and published_fields_of(type(row)).intersection(form.changed_data)):
        return []
    if isinstance(row, Statement):
        return [row]
    stored = type(row).objects.filter(pk=row.pk).select_related("statement").first() if row.pk else None
    former = stored and stored.statement
    return [former, form.cleaned_data.get("statement")]


def statements_changed_in(formset):
    """The statements, published or not, whose readable fields an inline changes."""
    if formset.model in PARTS:
        changed = formset.deleted_forms or any(form.has_changed() for form in formset.forms)
        return [formset.instance] if changed else []
    return [row for form in formset.initial_forms for row in statements_changed_by(form)]


class CorrectionFormSetMixin:
    """The rows of an inline, some of which readers may see on the page of a statement."""

    corrected = ()

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.corrected = require_note(self.data, statements_changed_in(self))

"""Changes of what readers see of a published statement: each is told in a correction note, or is none of substance."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.fields import TextField
from proceedings.editorial.published_versions import seen_of
from proceedings.models import Correction, Statement, Status, Translation

UNTOLD = _(
    "Readers have seen this. Tell them under “Correction note” what was wrong and what it is now, "
    "or tick “No change of substance”. Nothing is saved yet, and nothing is lost."
)
TWICE = _("Either write a correction note or tick “No change of substance”, not both.")


class TellingForm(forms.Form):
    """The two fields, of which one is needed where something published changes."""

    correction_note = TextField(
        label=_("Correction note"),
        required=False,
        widget=AdminTextareaWidget({"rows": 3, "dir": "auto"}),
        help_text=_(
            "Needed when what readers see of a published statement changes: what was wrong and what it is now. "
            "Readers see it with today's date."
        ),
    )
    no_change_of_substance = forms.BooleanField(
        label=_("No change of substance"),
        required=False,
        help_text=_("A misprint, a space, a heading: readers are not told, but see the change among the versions."),
    )


def told(data):
    """The note that was sent and whether the change is none of substance; raises ValidationError for both."""
    note = TextField(required=False).clean(data.get("correction_note", ""))
    without = bool(data.get("no_change_of_substance"))
    if note and without:
        raise ValidationError(TWICE)
    return note, without


def published():
    """What readers see, or saw before its conference was withdrawn."""
    return Statement.objects.once_public().filter(status=Status.PUBLISHED)


def demand(data, statements):
    """The statements of which something seen changes and that are published; raises ValidationError if it is not told.

    Where a conference was never public, nobody has read its statements.
    """
    keys = {statement.pk for statement in statements if statement and statement.pk}
    read = list(published().filter(pk__in=keys)) if keys else []
    if read and not any(told(data)):
        raise ValidationError(UNTOLD)
    return read


def changed_by(form):
    """The statements of which a form of any noun changes what readers see, published or not."""
    row = form.instance
    if not (isinstance(row, (Statement, Translation)) and seen_of(type(row)).intersection(form.changed_data)):
        return []
    if isinstance(row, Statement):
        return [row]
    former = Statement.objects.filter(translations=row.pk).first() if row.pk else None
    return [former, form.cleaned_data.get("statement")]


def changed_in(formset):
    """The same of the rows of a form; those of an inline are their parent's."""
    if formset.model is Translation:
        touched = formset.deleted_forms or any(form.has_changed() for form in formset.forms)
        return [formset.instance] if touched else []
    return [row for form in formset.initial_forms for row in changed_by(form)]


class CorrectedRows:
    """The rows of an inline, some of which readers may see on the page of a statement."""

    corrected = ()

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.corrected = demand(self.data, changed_in(self))


class Correcting:
    """For the desks whose forms change statements."""

    def published_of(self, obj):
        """The published statements of which the form of a row can change what readers see."""
        return Statement.objects.none()

    def asks_for_a_note(self, obj):
        return self.published_of(obj).exists()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note, _without = told(request.POST)
        if note:
            corrected = [form.corrected, *(formset.corrected for formset in formsets)]
            for statement in {row.pk: row for rows in corrected for row in rows}.values():
                Correction.objects.tell(statement, note)

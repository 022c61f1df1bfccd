"""The forms of the workbench: they add a session or a statement, or fill in the checked statements."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.form_fields import MAX_POSITION
from proceedings.admin.forms.capacity import propose_capacity
from proceedings.admin.forms.inherited import defaults_from
from proceedings.admin.forms.widgets import ReferenceSelect, ReferenceSelectMultiple
from proceedings.admin.revisions.correction_notes import CorrectionNoteForm
from proceedings.models import Form, Kind, Session, Statement


def reference_field(name, site, *, conference=None, multiple=False, may_add=False, **kwargs):
    """Return a form field for the rows that the statement's field of this name refers to, the conference's first."""
    field = Statement._meta.get_field(name)
    rows = field.remote_field.model._default_manager.all()
    if multiple:
        return forms.ModelMultipleChoiceField(rows, widget=ReferenceSelectMultiple(field, site), **kwargs)
    widget = ReferenceSelect(field, site)
    widget.conference, widget.may_add = conference, may_add
    if may_add:
        widget = RelatedFieldWidgetWrapper(
            widget, field.remote_field, site, can_add_related=True, can_change_related=False, can_view_related=False
        )
    return forms.ModelChoiceField(rows, widget=widget, **kwargs)


class SessionField(forms.ModelChoiceField):
    def __init__(self, conference, **kwargs):
        super().__init__(Session.objects.at(conference).order_by("position"), **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.position}. {obj.title}"


class SessionForm(forms.ModelForm):
    """A new session at the end of the programme; its own form has the rest."""

    use_required_attribute = False

    class Meta:
        model = Session
        fields = ["title"]

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, prefix="session", **kwargs)
        self.instance.conference = conference
        self.fields["title"].label = _("New session")
        self.fields["title"].widget.attrs["dir"] = "auto"


class AddForm(forms.ModelForm):
    """A new draft, with the fields that a statement cannot do without."""

    # The fields are part of the page's form, which is also sent without them.
    use_required_attribute = False

    place = forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=1,
        max_value=MAX_POSITION,
        help_text=_("Leave it empty to add the statement at the end."),
    )

    class Meta:
        model = Statement
        fields = ["session", "speaker", "kind", "title"]

    def __init__(self, *args, conference, site, may_add_speaker, **kwargs):
        super().__init__(*args, prefix="new", **kwargs)
        self.conference = conference
        self.fields["session"] = SessionField(conference, label=_("Session"), empty_label=None)
        self.fields["speaker"] = reference_field(
            "speaker", site, conference=conference, may_add=may_add_speaker, label=_("Speaker"), required=False
        )
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.REMARKS)
        self.fields["title"].widget.attrs["dir"] = "auto"
        for name, value in defaults_from(conference).items():
            setattr(self.instance, name, value)
        self.order_fields(["session", "place", "speaker", "kind", "title"])

    @property
    def is_filled(self):
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("speaker", "title"))

    def _get_validation_exclusions(self):
        # Without it, the form would not check that a statement without a speaker has a label.
        return super()._get_validation_exclusions() - {"label"}

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            propose_capacity(self.instance)


class AssignForm(CorrectionNoteForm):
    """Values for the checked statements, with the correction note that a published one needs."""

    def __init__(self, *args, conference, site, may_add_speaker, **kwargs):
        super().__init__(*args, prefix="set", **kwargs)
        self.fields["themes"] = reference_field("themes", site, multiple=True, label=_("Themes to add"), required=False)
        self.fields["speaker"] = reference_field(
            "speaker", site, conference=conference, may_add=may_add_speaker, label=_("Speaker"), required=False
        )
        self.fields["appointment"] = reference_field("appointment", site, label=_("Capacity"), required=False)
        self.fields["propose"] = forms.BooleanField(
            label=_("If the capacity is empty, use the speaker's only post on that day"), required=False
        )
        self.fields["session"] = SessionField(conference, label=_("Move to the end of"), required=False)
        source, address = (Statement._meta.get_field(name) for name in ("source", "source_url"))
        self.fields["form"] = forms.ChoiceField(
            label=_("Form"), choices=[("", "---------"), *Form.choices], required=False
        )
        self.fields["source"] = source.formfield(help_text="")
        self.fields["source_url"] = address.formfield(assume_scheme="https")
        self.order_fields(["themes", "speaker", "appointment", "propose", "form", "source", "source_url", "session"])

    @classmethod
    def is_filled(cls, data):
        return any(value.strip() for name, value in data.items() if name.startswith("set-"))

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(
            cleaned[name] for name in cleaned.keys() - CorrectionNoteForm.base_fields.keys()
        ):
            raise ValidationError(_("Choose what to fill in."))
        speaker, appointment = cleaned.get("speaker"), cleaned.get("appointment")
        if speaker:
            # Each statement reads them to propose a capacity.
            prefetch_related_objects([speaker], "appointments")
        if speaker and appointment and appointment.speaker_id != speaker.pk:
            self.add_error("appointment", _("“%s” is not a post of this speaker.") % appointment)
        return cleaned

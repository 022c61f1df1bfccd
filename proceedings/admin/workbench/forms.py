"""What the workbench adds and fills in: a new statement in its place, the same thing for many at once."""

from copy import copy

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.form_fields import MAX_POSITION
from proceedings.admin.forms.capacity import propose_capacity
from proceedings.admin.forms.widgets import ReferenceSelect, ReferenceSelectMultiple
from proceedings.admin.revisions.correction_notes import CorrectionNoteForm, require_note
from proceedings.models import Correction, Kind, Session, Statement


def reference(name, site, *, multiple=False, may_add=False, **kwargs):
    """A field that refers to what a statement's own field of this name refers to."""
    field = Statement._meta.get_field(name)
    rows = field.remote_field.model._default_manager.all()
    if multiple:
        return forms.ModelMultipleChoiceField(rows, widget=ReferenceSelectMultiple(field, site), **kwargs)
    widget = ReferenceSelect(field, site)
    if may_add:
        widget = RelatedFieldWidgetWrapper(
            widget, field.remote_field, site, can_add_related=True, can_change_related=False, can_view_related=False
        )
    return forms.ModelChoiceField(rows, widget=widget, **kwargs)


class SessionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.position}. {obj.title}"


class AddForm(forms.ModelForm):
    """A new statement, a draft: as much as it needs to exist."""

    # It stands in the workbench's form, which is sent without it, too.
    use_required_attribute = False

    place = forms.IntegerField(
        label=_("Place"), required=False, min_value=1, max_value=MAX_POSITION, help_text=_("Empty: at the end.")
    )

    class Meta:
        model = Statement
        fields = ["session", "speaker", "kind", "title"]

    def __init__(self, *args, conference, site, may_add_speaker, **kwargs):
        super().__init__(*args, prefix="new", **kwargs)
        sessions = Session.objects.at(conference).order_by("position")
        self.fields["session"] = SessionChoice(sessions, label=_("Session"), empty_label=None)
        self.fields["speaker"] = reference("speaker", site, may_add=may_add_speaker, label=_("Speaker"), required=False)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.REMARKS)
        self.fields["title"].widget.attrs["dir"] = "auto"
        self.instance.language = conference.language
        self.order_fields(["session", "place", "speaker", "kind", "title"])

    @property
    def is_filled(self):
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("speaker", "title"))

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            propose_capacity(self.instance)


class AssignForm(CorrectionNoteForm):
    """What the checked statements get; readers are told of it like of any other change."""

    corrected = ()

    def __init__(self, *args, conference, site, **kwargs):
        super().__init__(*args, prefix="set", **kwargs)
        sessions = Session.objects.at(conference).order_by("position")
        self.fields["themes"] = reference("themes", site, multiple=True, label=_("Themes to add"), required=False)
        self.fields["speaker"] = reference("speaker", site, label=_("Speaker"), required=False)
        self.fields["appointment"] = reference("appointment", site, label=_("Capacity"), required=False)
        self.fields["propose"] = forms.BooleanField(
            label=_("Where there is no capacity, take the speaker's only post on that day"), required=False
        )
        self.fields["session"] = SessionChoice(sessions, label=_("Move to the end of"), required=False)
        self.order_fields(["themes", "speaker", "appointment", "propose", "session"])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(
            cleaned[name] for name in cleaned.keys() - CorrectionNoteForm.base_fields.keys()
        ):
            raise ValidationError(_("Choose what the checked statements shall get."))
        speaker, post = cleaned.get("speaker"), cleaned.get("appointment")
        if speaker and post and post.speaker_id != speaker.pk:
            self.add_error("appointment", _("“%s” is not a post of this speaker.") % post)
        return cleaned

    def objections(self, statements):
        """Sentences on those of the statements that cannot get it."""
        speaker, post = self.cleaned_data["speaker"], self.cleaned_data["appointment"]
        for statement in statements:
            if statement.published_at and (
                (speaker and statement.speaker_id not in {None, speaker.pk})
                or (post and statement.appointment_id not in {None, post.pk})
            ):
                yield _("“%s” has been published: change who said it in its form.") % statement.title
            elif post and not speaker and statement.speaker_id != post.speaker_id:
                yield _("“%(title)s” was not said by %(speaker)s, whose post this is.") % {
                    "title": statement.title,
                    "speaker": post.speaker,
                }

    def is_told(self, statements):
        """Whether readers are told what they will read otherwise, where that is needed."""
        try:
            self.corrected = require_note(self.cleaned_data, [row for row in statements if self.attributes(row)])
        except ValidationError as error:
            self.add_error("correction_note", error)
        return not self.errors

    def attributes(self, statement):
        after = copy(statement)
        self.attribute(after)
        return (after.speaker_id, after.appointment_id) != (statement.speaker_id, statement.appointment_id)

    def assign(self, statements):
        """Write it; returns the keys of the statements that changed."""
        changed = set()
        for statement in statements:
            before = statement.speaker_id, statement.appointment_id
            self.attribute(statement)
            if before != (statement.speaker_id, statement.appointment_id):
                changed.add(statement.pk)
        Statement.objects.bulk_update([row for row in statements if row.pk in changed], ["speaker", "appointment"])
        if note := self.cleaned_data["correction_note"]:
            for statement in self.corrected:
                Correction.objects.tell(statement, note)
        return changed | self.tag(statements)

    def attribute(self, statement):
        speaker, post = self.cleaned_data["speaker"], self.cleaned_data["appointment"]
        if speaker and statement.speaker_id != speaker.pk:
            # The capacity was the former speaker's.
            statement.speaker, statement.appointment = speaker, None
        if post:
            statement.appointment = post
        elif self.cleaned_data["propose"]:
            propose_capacity(statement)

    def tag(self, statements):
        tags = Statement.themes.through
        keys = [statement.pk for statement in statements]
        themes = [theme.pk for theme in self.cleaned_data["themes"]]
        there = set(tags.objects.filter(statement__in=keys, theme__in=themes).values_list("statement", "theme"))
        new = [(key, theme) for key in keys for theme in themes if (key, theme) not in there]
        tags.objects.bulk_create(tags(statement_id=key, theme_id=theme) for key, theme in new)
        return {key for key, _theme in new}

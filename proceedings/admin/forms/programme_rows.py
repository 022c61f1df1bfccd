"""The statements of a session as rows of the session's form."""

from proceedings.admin.base.formsets import OrderedForm, OrderedFormSet
from proceedings.models.workflow.transitions import may_change

from .capacity import propose_capacity


class StatementRowForm(OrderedForm):
    def _get_validation_exclusions(self):
        # Without it, the form would not check that a statement without a speaker has a label.
        return super()._get_validation_exclusions() - {"label"}

    def _post_clean(self):
        # A query only for the rows that need it.
        self.instance.validates_further_speakers = "speaker" in self.changed_data
        super()._post_clean()

    def clean(self):
        cleaned = super().clean()
        if "speaker" in self.changed_data:
            # The capacity belonged to the former speaker.
            self.instance.appointment = None
        return cleaned


class StatementRowFormSet(OrderedFormSet):
    # The user of the request; the inline sets it on the class that it makes.
    user = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk and not may_change(self.user, form.instance):
            for field in form.fields.values():
                # The formset still needs the hidden keys of the row.
                field.disabled = not field.widget.is_hidden

    def save_new(self, form, commit=True):
        # Most statements of a conference are in its language.
        form.instance.language = form.instance.language or self.instance.conference.language
        propose_capacity(form.instance)
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        if "speaker" in form.changed_data:
            propose_capacity(form.instance)
        return super().save_existing(form, obj, commit)

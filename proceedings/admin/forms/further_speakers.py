"""The further speakers of a statement as rows of its form."""

from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.formsets import OrderedForm, OrderedFormSet


class CoSpeakerForm(OrderedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if position := self.fields.get("position"):
            position.required = False
            message = _("The first speaker is in the statement itself: further ones start at 2.")
            position.validators.append(MinValueValidator(2, message))


class CoSpeakerFormSet(OrderedFormSet):
    first_position = 2

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # The statement with the first speaker that the form sends, which may not be stored yet.
        form.instance.statement = self.instance

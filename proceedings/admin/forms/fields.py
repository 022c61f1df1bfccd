"""Text fields of forms, whose line endings a browser changes."""

from django import forms

from proceedings.differences import normalized

from .programme_times import ProgrammeTimeField


class TextField(forms.CharField):
    """A text that counts as changed only if its words or paragraphs are."""

    def to_python(self, value):
        return normalized(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(normalized(initial or ""), data)


# A form sends these without their line endings or without fractions of seconds.
EXACT = (TextField, ProgrammeTimeField)


class RowForm(forms.ModelForm):
    """A model form that leaves unchanged texts and times exactly as they are stored."""

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name in cleaned.keys() & self.initial.keys():
            if isinstance(self.fields[name], EXACT) and name not in self.changed_data:
                cleaned[name] = self.initial[name]
        return cleaned

"""Texts in forms, where a browser changes how lines end."""

from django import forms

from proceedings.differences import even


class TextField(forms.CharField):
    """A text that counts as changed only when its words or its paragraphs did."""

    def to_python(self, value):
        return even(super().to_python(value))

    def has_changed(self, initial, data):
        return super().has_changed(even(initial or ""), data)


class RowForm(forms.ModelForm):
    """The form of a row, which leaves texts that nobody changed exactly as they are."""

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name in cleaned.keys() & self.initial.keys():
            if isinstance(self.fields[name], TextField) and name not in self.changed_data:
                cleaned[name] = self.initial[name]
        return cleaned

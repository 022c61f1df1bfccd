"""The form field of a row that is named by its slug."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext

# Rows in a drop-down list; with more, the slug is typed instead.
MOST_CHOICES = 100
MOST_SUGGESTIONS = 5
# Characters of a wrong slug that are used to find suggestions.
LONGEST_SLUG = 100
MOST_WORDS = 12


class ReferenceInput(forms.TextInput):
    """A drop-down list, or a text field for the slug if there are too many rows."""

    template_name = "forms/reference.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["empty_label"] = gettext("choose") if widget["attrs"].get("required") else gettext("any")
        rows = [(row.slug, str(row)) for row in self.rows()[: MOST_CHOICES + 1]]
        if len(rows) <= MOST_CHOICES:
            widget["rows"] = rows
        else:
            widget["attrs"]["placeholder"] = gettext("for example %s") % rows[0][0]
        return context


class ReferenceField(forms.Field):
    """`rows` is a function that returns the QuerySet to choose from; it is called only if needed."""

    widget = ReferenceInput

    def __init__(self, rows, **kwargs):
        super().__init__(**kwargs)
        self.set_rows(rows)

    def set_rows(self, rows):
        self.rows = self.widget.rows = rows

    def to_python(self, value):
        """Return the row with the slug, or raise ValidationError that suggests rows with its words in their names."""
        if value in self.empty_values:
            return None
        rows = self.rows()
        try:
            # PostgreSQL raises an error of its own for a NUL character.
            return rows.get(slug=value.replace("\0", "\ufffd"))
        except (ValueError, ObjectDoesNotExist) as error:
            words = value[:LONGEST_SLUG].replace("-", " ").replace("\0", "").split()[:MOST_WORDS]
            near = rows.matching(" ".join(words))[:MOST_SUGGESTIONS] if words else []
            message = gettext("There is nothing with the address “%(value)s”.") % {"value": value}
            if addresses := ", ".join(row.slug for row in near):
                message += " " + gettext("Did you mean: %(addresses)s?") % {"addresses": addresses}
            raise ValidationError(message, code="invalid_choice") from error

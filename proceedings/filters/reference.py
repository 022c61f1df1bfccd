"""A row that a reader names by the last part of its address."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext

# A drop-down longer than this helps nobody: the address is typed instead.
LONGEST_CHOICE = 100
SUGGESTIONS = 5
LONGEST_ADDRESS = 100
MOST_WORDS = 12


class ReferenceInput(forms.TextInput):
    """A drop-down while it is short, else a line for the address."""

    template_name = "forms/reference.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["nothing"] = gettext("choose") if widget["attrs"].get("required") else gettext("any")
        rows = [(row.slug, str(row)) for row in self.rows()[: LONGEST_CHOICE + 1]]
        if len(rows) <= LONGEST_CHOICE:
            widget["rows"] = rows
        else:
            widget["attrs"]["placeholder"] = gettext("such as %s") % rows[0][0]
        return context


class ReferenceField(forms.Field):
    """`rows` makes the queryset of what can be named: not before it is needed, because most questions name nothing."""

    widget = ReferenceInput

    def __init__(self, rows, **kwargs):
        super().__init__(**kwargs)
        self.offer(rows)

    def offer(self, rows):
        self.rows = self.widget.rows = rows

    def to_python(self, value):
        """The row with the address; the error names up to five that have the words in their names."""
        if value in self.empty_values:
            return None
        rows = self.rows()
        try:
            # In PostgreSQL's eyes a NUL character is an error of its own.
            return rows.get(slug=value.replace("\0", "\ufffd"))
        except (ValueError, ObjectDoesNotExist) as error:
            words = value[:LONGEST_ADDRESS].replace("-", " ").replace("\0", "").split()[:MOST_WORDS]
            near = rows.matching(" ".join(words))[:SUGGESTIONS] if words else []
            message = gettext("Nothing here has the address “%(value)s”.") % {"value": value}
            if addresses := ", ".join(row.slug for row in near):
                message += " " + gettext("Perhaps one of: %(addresses)s.") % {"addresses": addresses}
            raise ValidationError(message, code="invalid_choice") from error

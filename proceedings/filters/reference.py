"""The form field of a row that is named by its slug, and that readers choose by its name."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from proceedings.models.counts import kept

from .name_choices import MOST_OFFERED, distinction, name_field, rows_meant

# The most rows in a drop-down list. With more, the reader types a name.
MOST_CHOICES = 20


class ReferenceInput(forms.TextInput):
    """A drop-down list, or a text field for a name if there are too many rows, with suggestions while typing.

    The value is a slug, which the browser sends again as long as the name is not changed.
    """

    template_name = "forms/reference.html"
    # Whether a short record has a drop-down list.
    is_listed = True
    # Parameters of the address with the suggestions.
    params = {}

    def __init__(self, attrs=None):
        super().__init__(attrs)
        # {value: name}, and {value: rows to choose from}, for the values of a form that has been validated.
        self.names, self.offered = {}, {}

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.names, copied.offered = {}, {}
        return copied

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | self.shown(context["widget"], self.choices())

    def shown(self, widget, choices):
        """Return what the template needs."""
        return {"widget": self.with_choices(widget, choices)}

    def choices(self):
        """Return (slug, name, "") for each row of a short record, else None."""
        if not self.is_listed:
            return None
        rows = self.rows()
        # Finding the public rows among many would take too long.
        if not self.params and kept.has_more_rows(rows.model._meta.model_name, MOST_CHOICES):
            return None
        choices = rows.values_list("slug", name_field(rows))[: MOST_CHOICES + 1]
        return [(slug, name, "") for slug, name in choices] if len(choices) <= MOST_CHOICES else None

    def with_choices(self, widget, choices):
        """Return the context of a field: the `rows` of a drop-down list, or a text field's name and suggestions."""
        value = widget["value"]
        empty_label = gettext("choose") if widget["attrs"].get("required") else gettext("any")
        widget = {"empty_label": empty_label} | widget
        rows = self.offered.get(value, choices)
        if rows is not None:
            return widget | {"rows": rows}
        # Making a QuerySet only for its model would take a millisecond.
        model = getattr(self.rows, "model", None) or self.rows().model
        kind = model._meta.model_name
        widget["suggestions"] = f"{reverse('suggest')}?{urlencode({'kind': kind} | self.params)}"
        if value in self.names:
            widget |= {"slug": value, "value": self.names[value]}
        return widget


class ReferenceField(forms.Field):
    """`rows` is a function that returns the QuerySet to choose from; it is called only if needed."""

    widget = ReferenceInput

    def __init__(self, rows, **kwargs):
        super().__init__(**kwargs)
        self.set_rows(rows)

    def set_rows(self, rows, **params):
        """Choose from other rows; `params` are the query parameters that limit the suggestions to them."""
        self.rows = self.widget.rows = rows
        self.widget.params = params

    def to_python(self, value):
        """Return the row with the slug. Raise ValidationError, with the `slugs` that may be meant in its params."""
        if value in self.empty_values:
            return None
        rows = self.rows()
        try:
            # PostgreSQL raises an error of its own for a NUL character.
            row = rows.get(slug=value.replace("\0", "\ufffd"))
        except (ValueError, ObjectDoesNotExist) as error:
            raise self.unknown(value, rows_meant(rows, value)) from error
        if isinstance(self.widget, ReferenceInput):
            self.widget.names[value] = str(row)
        return row

    def unknown(self, value, meant):
        """Return the error for a value that is not a slug, and offer the rows that it may name."""
        message = gettext("No name fits “%(value)s”. Check the spelling, or type another part of the name.")
        if meant:
            message = gettext("“%(value)s” can be several names. Choose one of them.")
            if isinstance(self.widget, ReferenceInput):
                self.widget.offered[value] = [(row.slug, str(row), distinction(row)) for row in meant]
        if len(meant) == MOST_OFFERED:
            message = gettext("“%(value)s” is in several names. Choose one of them, or add another word.")
        return ValidationError(message, "unknown", {"value": value, "slugs": [row.slug for row in meant]})


def message_for_programs(error):
    """Return the message of a form error for programs, with slugs instead of a choice of names."""
    if error.code != "unknown":
        return " ".join(error.messages)
    message = gettext("There is nothing with the address “%(value)s”.") % error.params
    if error.params["slugs"]:
        message += " " + gettext("Did you mean: %(addresses)s?") % {"addresses": ", ".join(error.params["slugs"])}
    return message

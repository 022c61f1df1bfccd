"""Countries, which addresses name by their codes and people by their names."""

from django.core.exceptions import ValidationError
from django.forms import TextInput
from django.urls import reverse
from django.utils.translation import gettext
from django_countries import countries
from django_filters.fields import ChoiceField

from .filter_types import Choice, MethodFilter


def countries_called(text):
    """Return [(code, name)] of the countries whose names contain the text, or with this code, the nearest first."""
    text = " ".join(text.casefold().split())
    code = countries.alpha2(text)
    called = [(each, name) for each, name in countries if text in name.casefold() or each == code] if text else []
    return sorted(called, key=lambda pair: (distance(*pair, text, code), pair[1]))


def distance(code, name, text, wanted):
    """Return 0 if the text is the whole name or the code, 1 if the name begins with it, 2 if a word does, else 3."""
    name = name.casefold()
    if name == text or code == wanted:
        return 0
    return 1 if name.startswith(text) else 2 if f" {text}" in name else 3


def countries_meant(text):
    """Return [(code, name)] of the countries with this name or code, or else of all whose names contain the text."""
    called = countries_called(text)
    key, code = " ".join(text.casefold().split()), countries.alpha2(text.strip())
    return [pair for pair in called if pair[1].casefold() == key or pair[0] == code] or called


class CountryInput(TextInput):
    """A text field for the name of a country, with suggestions while typing; its value is a code."""

    template_name = "forms/reference.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget, names = context["widget"], dict(countries)
        widget["suggestions"] = f"{reverse('suggest')}?kind=country"
        if value in names:
            widget |= {"slug": value, "value": names[value]}
        elif value and len(called := countries_meant(value)) > 1:
            widget |= {"rows": [(code, name, "") for code, name in called], "empty_label": gettext("any")}
        return context


class CountryField(ChoiceField):
    widget = CountryInput

    def validate(self, value):
        """Raise ValidationError for a name. Its params have the codes that may be meant, as `slugs`."""
        if not value or self.valid_value(value):
            return
        called = countries_meant(value)
        message = gettext("No country is called “%(value)s”. Check the spelling.")
        if called:
            message = gettext("“%(value)s” can be several countries. Choose one of them.")
        raise ValidationError(message, "unknown", {"value": value, "slugs": [code for code, _name in called]})


class CountryChoice(Choice):
    field_class = CountryField

    def __init__(self, **kwargs):
        super().__init__(choices=countries, **kwargs)


class CountryMethodChoice(MethodFilter, CountryChoice):
    is_large = True

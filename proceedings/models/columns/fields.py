"""Model fields that several models share."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from proceedings.text import name_text

from .identifiers import validate_doi, validate_no_nul, validate_wikidata
from .languages import LanguageFormField, canonical_language, validate_language


class LineField(models.CharField):
    """One line of text: a name or a title."""

    default_validators = [validate_no_nul]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(verbose_name, **kwargs)


class NameField(LineField):
    """A name, without characters that nobody can see: forms and files that have them are cleaned."""

    def to_python(self, value):
        value = super().to_python(value)
        return name_text(value) if value else value


class SchemeField(NameField):
    """The name of a registry of identifiers, in lower case."""

    def to_python(self, value):
        value = super().to_python(value)
        return value.lower() if value else value


class MarkdownField(models.TextField):
    """Text in CommonMark. HTML in it is shown as text."""

    default_validators = [validate_no_nul]


class LanguageField(models.CharField):
    """A BCP 47 language tag in its canonical form, however it was written: `rus` is stored and found as `ru`.

    Forms, fixtures, rows that are written and lookups all call `to_python()`.
    """

    default_validators = [validate_language]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 35)
        kwargs.setdefault("help_text", _("A BCP 47 tag, such as en, ru or zh-Hant. Use und if unknown."))
        super().__init__(verbose_name or _("language"), **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return canonical_language(value) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LanguageFormField} | kwargs)


class WebAddressField(models.URLField):
    """An http or https address."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 2000)
        super().__init__(verbose_name, **kwargs)


def wikidata_field():
    return models.CharField(
        _("Wikidata identifier"),
        max_length=20,
        blank=True,
        validators=[validate_wikidata],
        help_text=_("For example Q42."),
    )


def doi_field():
    return models.CharField(
        _("DOI"), max_length=255, blank=True, validators=[validate_doi], help_text=_("Without https://doi.org/.")
    )

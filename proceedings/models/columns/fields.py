"""Columns that several nouns have, each declared once."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .identifiers import validate_doi, validate_language, validate_no_nul, validate_wikidata


class Line(models.CharField):
    """One line of text: a name or a title."""

    default_validators = [validate_no_nul]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 300)
        super().__init__(verbose_name, **kwargs)


class Markdown(models.TextField):
    """Text in CommonMark; HTML in it is shown, never obeyed."""

    default_validators = [validate_no_nul]


class Language(models.CharField):
    """A BCP 47 language tag."""

    default_validators = [validate_language]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 35)
        kwargs.setdefault("help_text", _("A BCP 47 tag, such as en, ru or zh-Hant; und when it is not known."))
        super().__init__(verbose_name or _("language"), **kwargs)


class WebAddress(models.URLField):
    """An http or https address."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 2000)
        super().__init__(verbose_name, **kwargs)


def wikidata():
    return models.CharField(
        _("Wikidata identifier"), max_length=20, blank=True, validators=[validate_wikidata], help_text=_("Such as Q42.")
    )


def doi():
    return models.CharField(
        _("DOI"), max_length=255, blank=True, validators=[validate_doi], help_text=_("Without https://doi.org/.")
    )

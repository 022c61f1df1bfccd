from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from proceedings.models import Conference, Organisation, Theme

from .filter_types import Choice, Reference, Tag, Words, public
from .filterset import FilterSet

ONE_LETTER = RegexValidator(r"\A[^\W\d_]\Z", _("Enter a single letter."))


class SpeakerFilter(FilterSet):
    q = Words()
    initial = Tag(
        label=_("Initial"),
        queryset_method="under_initial",
        validators=[ONE_LETTER],
        widget=forms.HiddenInput(),
    )
    conference = Reference(label=_("Conference"), queryset_method="at", rows=public(Conference))
    theme = Reference(label=_("Theme"), queryset_method="about", rows=public(Theme))
    organisation = Reference(label=_("Organisation"), queryset_method="from_organisation", rows=public(Organisation))
    country = Choice(label=_("Country"), choices=countries)

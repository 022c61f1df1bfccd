"""What may be asked of conferences, speakers, organisations and themes."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from proceedings.models import Conference, Organisation, Theme

from .kinds import BY_DATE, Choice, Day, Ordering, Reference, Tag, Words, public
from .question import Question

ONE_LETTER = RegexValidator(r"\A[^\W\d_]\Z", _("An initial is one letter."))


class ConferenceFilter(Question):
    q = Words()
    organisation = Reference(label=_("Organiser"), asks="from_organisation", rows=public(Organisation))
    theme = Reference(label=_("Theme"), asks="about", rows=public(Theme))
    after = Day(label=_("From"), asks="since")
    before = Day(label=_("Until"), asks="until")
    ordering = Ordering(BY_DATE)


class SpeakerFilter(Question):
    q = Words()
    initial = Tag(label=_("Initial"), asks="under_initial", validators=[ONE_LETTER], widget=forms.HiddenInput())
    conference = Reference(label=_("Conference"), asks="at", rows=public(Conference))
    theme = Reference(label=_("Theme"), asks="about", rows=public(Theme))
    organisation = Reference(label=_("Organisation"), asks="from_organisation", rows=public(Organisation))
    country = Choice(label=_("Country"), choices=countries)


class OrganisationFilter(Question):
    q = Words()
    country = Choice(label=_("Country"), choices=countries)


class ThemeFilter(Question):
    q = Words()

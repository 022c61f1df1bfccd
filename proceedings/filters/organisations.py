from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .filter_types import Choice, Words
from .filterset import FilterSet


class OrganisationFilter(FilterSet):
    q = Words()
    country = Choice(label=_("Country"), choices=countries)

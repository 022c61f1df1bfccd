from django.utils.translation import gettext_lazy as _

from .countries import CountryChoice
from .filter_types import Words
from .filterset import FilterSet


class OrganisationFilter(FilterSet):
    q = Words()
    country = CountryChoice(label=_("Country"))

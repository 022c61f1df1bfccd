"""Filters of public lists, shared by the pages, feeds, exports and the API."""

from .conferences import ConferenceFilter
from .countries import CountryChoice
from .filter_types import ONE_LETTER, Choice, Reference, public
from .filterset import FilterSet
from .organisations import OrganisationFilter
from .speakers import SpeakerFilter
from .statements import SearchFilter, StatementFilter
from .themes import ThemeFilter

__all__ = [
    "ONE_LETTER",
    "Choice",
    "ConferenceFilter",
    "CountryChoice",
    "FilterSet",
    "OrganisationFilter",
    "Reference",
    "SearchFilter",
    "SpeakerFilter",
    "StatementFilter",
    "ThemeFilter",
    "public",
]

from django.utils.translation import gettext_lazy as _

from proceedings.models import Conference, Organisation, Theme
from proceedings.models.counts import kept
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.models.statements.queryset import MANY

from .countries import CountryChoice
from .filter_types import Initial, Reference, Words, public
from .filterset import FilterSet

# The parameters of a query are limited.
MOST_SPEAKERS = 10_000


class OnTheme(Reference):
    """The speakers of statements on a theme. Those of many statements are found by the facts of the search index."""

    def filter(self, queryset, theme):
        if theme and kept.number("theme", theme.pk) > MANY:
            matches = AllMatches(FactConditions().public().about(theme))
            if matches.are_known and len(speakers := matches.speakers) <= MOST_SPEAKERS:
                return queryset.filter(pk__in=speakers)
        return super().filter(queryset, theme)


class SpeakerFilter(FilterSet):
    q = Words()
    initial = Initial()
    conference = Reference(label=_("Conference"), queryset_method="at", rows=public(Conference))
    theme = OnTheme(label=_("Theme"), queryset_method="about", rows=public(Theme))
    organisation = Reference(label=_("Organisation"), queryset_method="from_organisation", rows=public(Organisation))
    country = CountryChoice(label=_("Country"))

from django.utils.translation import gettext_lazy as _

from proceedings.models import Organisation, Theme

from .filter_types import BY_DATE, Day, Ordering, Reference, Words, public
from .filterset import FilterSet
from .on_theme import ConferencesOnTheme


class ConferenceFilter(FilterSet):
    q = Words()
    organisation = Reference(label=_("Organiser"), queryset_method="from_organisation", rows=public(Organisation))
    theme = ConferencesOnTheme(label=_("Theme"), queryset_method="about", rows=public(Theme))
    after = Day(label=_("From"), queryset_method="since")
    before = Day(label=_("Until"), queryset_method="until", end="last")
    ordering = Ordering(BY_DATE)

from django.utils.translation import gettext_lazy as _

from proceedings.models import Conference, Organisation, Speaker, Theme

from .countries import CountryChoice
from .filter_types import Initial, Reference, Words, public
from .filterset import FilterSet
from .on_theme import SpeakersOnTheme


class SpeakerFilter(FilterSet):
    q = Words()
    initial = Initial()
    conference = Reference(label=_("Conference"), queryset_method="at", rows=public(Conference))
    theme = SpeakersOnTheme(label=_("Theme"), queryset_method="about", rows=public(Theme))
    organisation = Reference(label=_("Organisation"), queryset_method="from_organisation", rows=public(Organisation))
    country = CountryChoice(label=_("Country"))

    def numbered(self):
        """Find and count speakers by the counts that the database keeps; their statements are many."""
        if not (self.chosen and self.form.is_valid()):
            return super().numbered()
        return self.filter_queryset(Speaker.objects.with_public_statements()), None

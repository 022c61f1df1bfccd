"""Filter the rows that have statements on a theme."""

from proceedings.models.counts import kept
from proceedings.models.reads.key_lists import Among
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.models.statements.queryset import MANY

from .filter_types import Reference


class OnTheme(Reference):
    """The rows with statements on a theme. Those of many statements are found by the facts of the search index."""

    def keys_of(self, matches):
        """Return the primary keys of the rows with the statements of AllMatches."""
        raise NotImplementedError

    def filter(self, queryset, theme):
        if theme and kept.number("theme", theme.pk) > MANY:
            matches = AllMatches(FactConditions().public().about(theme))
            if matches.are_known:
                return queryset.filter(Among("pk", self.keys_of(matches)))
        return super().filter(queryset, theme)


class SpeakersOnTheme(OnTheme):
    def keys_of(self, matches):
        return matches.speakers


class ConferencesOnTheme(OnTheme):
    def keys_of(self, matches):
        return matches.numbers_by_conference

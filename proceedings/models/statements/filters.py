"""Filters of statements by their own columns, for those of the record and those of the search index."""

from django.db.models import F

from proceedings.models.search.field_lookups import in_language, since, until
from proceedings.models.search.search_results import search_results

from .credits import spoken_by

WITHIN_CONFERENCES = ("session__conference__slug", "session__position", "position")
NEWEST_FIRST = (F("session__conference__starts_on").desc(nulls_last=True), *WITHIN_CONFERENCES)
OLDEST_FIRST = (F("session__conference__starts_on").asc(nulls_last=True), *WITHIN_CONFERENCES)


class StatementFilters:
    def by(self, speaker):
        """Return the statements of a speaker, alone or with others."""
        return self.by_any([speaker])

    def by_any(self, speakers):
        return self.filter(spoken_by(speakers))

    def in_session(self, session):
        return self.filter(session=session)

    def in_language(self, tag):
        """Return the statements in the language or a variety of it: `zh` also finds `zh-Hant`."""
        return self.filter(in_language(tag))

    def matching(self, query):
        """Return the statements that match a query (see search/query.py) in their text, translations or speaker names.

        A field lookup without an answer, such as an unknown theme, matches nothing.
        """
        return self.filter(search_results(query).condition)

    def since(self, date):
        """Return the statements made on the day or later (see field_lookups.since)."""
        return self.filter(since(date))

    def until(self, date):
        """Return the statements made on the day or earlier."""
        return self.filter(until(date))

    def newest_first(self):
        """Order by conference, the latest first, and then by programme."""
        return self.order_by(*NEWEST_FIRST)

    def oldest_first(self):
        return self.order_by(*OLDEST_FIRST)

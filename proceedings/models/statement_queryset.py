"""The QuerySet of statements."""

from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import Lower, RowNumber

from .columns.term_fields import SearchedQuerySet
from .search.field_lookups import in_language, since, until
from .search.search_results import WordMatches, search_results
from .theme import Theme
from .workflow.publishable import Status
from .workflow.transitions import WorkflowQuerySet

RELATED = ("speaker", "appointment__organisation", "session__conference")
WITHIN_CONFERENCES = ("session__conference__slug", "session__position", "position")
NEWEST_FIRST = (F("session__conference__starts_on").desc(nulls_last=True), *WITHIN_CONFERENCES)


class StatementQuerySet(WorkflowQuerySet, SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(status=Status.PUBLISHED, session__conference__status=Status.PUBLISHED)

    def tombstones(self):
        """Return the statements that were public and were withdrawn, alone or with their conference.

        A statement that was withdrawn before its conference was published, or the reverse, was never public.
        """
        conference = "session__conference__"
        gone = Q(status=Status.WITHDRAWN, **{f"{conference}status__in": [Status.PUBLISHED, Status.WITHDRAWN]})
        gone_with_conference = Q(status=Status.PUBLISHED, **{f"{conference}status": Status.WITHDRAWN})
        once_public = Q(published_at__isnull=False, **{f"{conference}published_at__isnull": False})
        by_itself = Q(withdrawn_at=None) | Q(withdrawn_at__gte=F(f"{conference}published_at"))
        by_conference = Q(**{f"{conference}withdrawn_at": None})
        by_conference |= Q(**{f"{conference}withdrawn_at__gte": F("published_at")})
        return self.filter(once_public & (gone | gone_with_conference) & by_itself & by_conference)

    def ever_public(self):
        """Return the public statements and the tombstones."""
        return self.public() | self.tombstones()

    def once_public(self):
        """Return the statements that readers may have seen, whatever their status now."""
        return self.filter(published_at__isnull=False, session__conference__published_at__isnull=False)

    def last_change(self):
        """Return the time of the last change of a public or withdrawn statement, or None."""
        return self.ever_public().order_by("-modified_at").values_list("modified_at", flat=True).first()

    def changed_after(self, moment, pk):
        """Return the statements after a row in the order of changes; within a second, by primary key."""
        return self.filter(modified_at__gte=moment).filter(Q(modified_at__gt=moment) | Q(pk__gt=pk))

    def by(self, speaker):
        return self.filter(speaker=speaker)

    def by_any(self, speakers):
        return self.filter(speaker__in=speakers)

    def about(self, theme):
        """Return the statements on the theme or a theme below it."""
        return self.tagged(Theme.objects.subtree(theme).order_by().values("pk"))

    def sharing_a_theme_with(self, statement):
        """Return the statements with one of the same themes. Reads the prefetched themes."""
        return self.tagged([theme.pk for theme in statement.themes.all()])

    def tagged(self, themes):
        """Return the statements with at least one of the themes, without duplicates."""
        tags = self.model.themes.through.objects.filter(theme__in=themes)
        return self.filter(pk__in=tags.values("statement"))

    def at(self, conference):
        return self.filter(session__conference=conference)

    def in_session(self, session):
        return self.filter(session=session)

    def in_language(self, tag):
        """Return the statements in the language or a variety of it: `zh` also finds `zh-Hant`."""
        return self.filter(in_language(tag))

    def from_organisation(self, organisation):
        """Return the statements made in a capacity at the organisation."""
        return self.filter(appointment__organisation=organisation)

    def matching(self, query):
        """Return the statements that match a query (see search/query.py) in their text, translations or speaker names.

        A field lookup without an answer, such as an unknown theme, matches nothing.
        """
        return self.filter(search_results(query).condition)

    def saying(self, words):
        """Return the statements with the words (a tree of search/query.py) in their text or in a translation."""
        return self.filter(pk__in=WordMatches(words).keys_in_texts())

    def ranked(self, query):
        """Return the matching statements with `score`, the best first; only the newest MAX_RANKED are ranked."""
        return search_results(query).ranked(self)

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
        return self.order_by(F("session__conference__starts_on").asc(nulls_last=True), *WITHIN_CONFERENCES)

    def newest_of_each_speaker(self, most):
        """Return (primary key, key of the speaker, number of the speaker's statements) of each speaker's newest few."""
        ranked = self.order_by().annotate(
            place=Window(RowNumber(), partition_by="speaker", order_by=NEWEST_FIRST),
            made=Window(Count("pk"), partition_by="speaker"),
        )
        return ranked.filter(place__lte=most).order_by("speaker", "place").values_list("pk", "speaker", "made")

    def in_order(self):
        """Order as in the programme."""
        return self.order_by("session__position", "position")

    def participants(self):
        """Return a dictionary for each pair of speaker and capacity, by name, with `statement_count`."""
        return (
            self.exclude(speaker=None)
            .order_by(Lower("speaker__sort_name"), "speaker__slug", "appointment__title")
            .values(
                "speaker__slug",
                "speaker__name",
                "appointment__title",
                "appointment__organisation__slug",
                "appointment__organisation__name",
            )
            .annotate(statement_count=Count("pk"))
        )

    def for_citing(self):
        """Fetch everything that a citation needs, in six queries for any number of rows."""
        return self.with_context().prefetch_related(
            "speaker__other_names", "session__conference__organisers__organisation"
        )

    def with_context(self):
        """Fetch everything that a list item shows, in two queries for any number of rows."""
        return (
            self.select_related(*RELATED)
            .defer(*(f"{name}__name_terms" for name in RELATED))
            .prefetch_related(Prefetch("themes", Theme.objects.order_by("name")))
        )

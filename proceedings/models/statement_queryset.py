"""The words to ask for statements."""

from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import Lower, RowNumber

from .columns.term_fields import SearchedQuerySet
from .search.field_lookups import made_since, made_until, spoken_in
from .search.search_results import Having, finding
from .theme import Theme
from .workflow.publishable import Status
from .workflow.transitions import WorkflowQuerySet

NAMED = ("speaker", "appointment__organisation", "session__conference")
WITHIN_CONFERENCES = ("session__conference__slug", "session__position", "position")
NEWEST_FIRST = (F("session__conference__starts_on").desc(nulls_last=True), *WITHIN_CONFERENCES)


class StatementQuerySet(WorkflowQuerySet, SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(status=Status.PUBLISHED, session__conference__status=Status.PUBLISHED)

    def tombstones(self):
        """Those that were public once and were withdrawn, by themselves or with their conference.

        What was withdrawn before the other of the two was published was never public.
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
        """Those that are public, and the tombstones."""
        return self.public() | self.tombstones()

    def once_public(self):
        """Those that readers may have seen, whatever became of them."""
        return self.filter(published_at__isnull=False, session__conference__published_at__isnull=False)

    def last_change(self):
        """When one of them, or of what they were, last changed; None when there is none."""
        return self.ever_public().order_by("-modified_at").values_list("modified_at", flat=True).first()

    def changed_after(self, moment, pk):
        """Those behind a row in the order of changes: of the same second, those with a higher primary key."""
        return self.filter(modified_at__gte=moment).filter(Q(modified_at__gt=moment) | Q(pk__gt=pk))

    def by(self, speaker):
        return self.filter(speaker=speaker)

    def by_any(self, speakers):
        return self.filter(speaker__in=speakers)

    def about(self, theme):
        """Those on the theme or on any below it."""
        return self.tagged(Theme.objects.subtree(theme).order_by().values("pk"))

    def sharing_a_theme_with(self, statement):
        """Those with one of its very themes; reads its prefetched themes."""
        return self.tagged([theme.pk for theme in statement.themes.all()])

    def tagged(self, themes):
        """Those with at least one of the themes, each once."""
        tags = self.model.themes.through.objects.filter(theme__in=themes)
        return self.filter(pk__in=tags.values("statement"))

    def at(self, conference):
        return self.filter(session__conference=conference)

    def in_session(self, session):
        return self.filter(session=session)

    def in_language(self, tag):
        """Those in the language or in a variety of it: `zh` finds `zh-Hant`."""
        return self.filter(spoken_in(tag))

    def from_organisation(self, organisation):
        """Those made by somebody speaking for the organisation."""
        return self.filter(appointment__organisation=organisation)

    def matching(self, query):
        """Those that a query (see search/query.py) finds, by their own words, a translation's or the speaker's names.

        What the query asks in vain, such as a theme that there is not, nothing matches.
        """
        return self.filter(finding(query).condition)

    def saying(self, words):
        """Those with the words (a tree of search/query.py) in their own text or in a translation."""
        return self.filter(pk__in=Having(words).keys_of_texts())

    def ranked(self, query):
        """The same, the best first, with `score`: the newest `finding.CAP` of them, so that no word costs too much."""
        return finding(query).ranked(self)

    def since(self, date):
        """Those made on the day or after it; an unknown time counts as its session's, else its conference's."""
        return self.filter(made_since(date))

    def until(self, date):
        """Those made on the day or before it."""
        return self.filter(made_until(date))

    def newest_first(self):
        """The latest conference first, each in the order of its programme."""
        return self.order_by(*NEWEST_FIRST)

    def oldest_first(self):
        return self.order_by(F("session__conference__starts_on").asc(nulls_last=True), *WITHIN_CONFERENCES)

    def newest_of_each_speaker(self, most):
        """Of each speaker the newest, at most so many: (primary key, the speaker's, how many the speaker made)."""
        ranked = self.order_by().annotate(
            place=Window(RowNumber(), partition_by="speaker", order_by=NEWEST_FIRST),
            made=Window(Count("pk"), partition_by="speaker"),
        )
        return ranked.filter(place__lte=most).order_by("speaker", "place").values_list("pk", "speaker", "made")

    def in_order(self):
        """As in the programme."""
        return self.order_by("session__position", "position")

    def participants(self):
        """Who spoke in which capacity, by name: one dictionary of columns for each pair, with `statement_count`."""
        return (
            self.exclude(speaker=None)
            .order_by(Lower("speaker__sort_name"), "speaker__slug", "appointment__title")
            .values(
                *("speaker__slug", "speaker__name", "appointment__title"),
                *("appointment__organisation__slug", "appointment__organisation__name"),
            )
            .annotate(statement_count=Count("pk"))
        )

    def for_citing(self):
        """Everything that a reference tells, in six queries whatever the number of rows."""
        return self.with_context().prefetch_related(
            "speaker__other_names", "session__conference__organisers__organisation"
        )

    def with_context(self):
        """Everything that an item of a list shows, in two queries whatever the number of rows."""
        return (
            self.select_related(*NAMED)
            .defer(*(f"{name}__name_terms" for name in NAMED))
            .prefetch_related(Prefetch("themes", Theme.objects.order_by("name")))
        )

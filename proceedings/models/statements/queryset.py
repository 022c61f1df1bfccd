"""The QuerySet of statements."""

from collections import Counter, defaultdict

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Window
from django.db.models.functions import Coalesce, Lower, RowNumber

from proceedings.models.columns.term_fields import SearchedQuerySet
from proceedings.models.counts import kept
from proceedings.models.search.search_results import search_results
from proceedings.models.theme import Theme
from proceedings.models.workflow.publishable import Status
from proceedings.models.workflow.transitions import WorkflowQuerySet

from .credits import co_speakers, credited, further_speakers
from .filters import NEWEST_FIRST, StatementFilters

RELATED = ("speaker", "appointment__organisation", "session__conference")
# Statements that are hidden even if their conference is public. An index has the same condition.
IS_HIDDEN = ~Q(status=Status.PUBLISHED)
# It is faster to read more statements conference by conference until a page is full than to sort them all.
MANY = 3_000

PARTICIPANT = (
    "sort_key",
    "speaker__slug",
    "speaker__name",
    "appointment__title",
    "appointment__organisation__slug",
    "appointment__organisation__name",
)


class StatementQuerySet(StatementFilters, WorkflowQuerySet, SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(status=Status.PUBLISHED, session__conference__status=Status.PUBLISHED)

    def number_public(self):
        """Return the number of public statements, which the database keeps."""
        return kept.number("statement")

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

    def about(self, theme, *, number=0):
        """Return the statements on the theme or a theme below it; see `tagged` for their `number`."""
        themes = Theme.objects.subtree(theme).order_by().values_list("pk", flat=True)
        # PostgreSQL would go through the tree for each statement that it looks up.
        return self.tagged(list(themes) if number > MANY else themes, number=number)

    def tagged(self, themes, *, number=0):
        """Return the statements with at least one of the themes, without duplicates.

        If their `number` is large, the tags of each statement are looked up in turn: callers need only the first few,
        so the others are not read.
        """
        tags = self.model.themes.through.objects.filter(theme__in=themes)
        if number > MANY:
            return self.filter(Exists(tags.filter(statement=OuterRef("pk"))))
        return self.filter(pk__in=tags.values("statement"))

    def at(self, conference):
        return self.filter(session__conference=conference)

    def from_organisation(self, organisation, *, number=0):
        """Return the statements made in a capacity at the organisation; see `tagged` for their `number`."""
        if number > MANY:
            posts = organisation.appointments.order_by().values("pk")
            further = co_speakers().filter(appointment__in=posts, statement=OuterRef("pk"))
            return self.filter(Q(appointment__in=posts) | Exists(further))
        return self.filter(pk__in=credited(appointment__organisation=organisation))

    def in_capacity(self, appointment):
        """Return the statements one of whose speakers spoke in this capacity."""
        return self.filter(pk__in=credited(appointment=appointment))

    def from_country(self, code, *, number=0):
        """Return the statements with a speaker from the country; see `tagged` for their `number`."""
        if number > MANY:
            further = co_speakers().filter(speaker__country=code, statement=OuterRef("pk"))
            return self.filter(Q(speaker__country=code) | Exists(further))
        return self.filter(pk__in=credited(speaker__country=code))

    def ranked(self, query):
        """Return the matching statements with `score`, the best first; only the newest MAX_RANKED are ranked."""
        return search_results(query).ranked(self)

    def newest_of_each_speaker(self, most):
        """Return {key of a speaker: (keys of statements, number of all their statements)}, by two queries.

        The keys include those of the newest `most` statements. There can be twice as many, because statements as the
        first speaker and as a further one are ranked separately.
        """
        by_speaker = defaultdict(lambda: ([], Counter()))
        for path in ("speaker", "co_speakers__speaker"):
            ranked = (
                self.order_by()
                .filter(**{f"{path}__isnull": False})
                .annotate(
                    by=F(path),
                    place=Window(RowNumber(), partition_by=path, order_by=NEWEST_FIRST),
                    made=Window(Count("pk"), partition_by=path),
                )
            )
            for pk, speaker, made in ranked.filter(place__lte=most).values_list("pk", "by", "made"):
                keys, totals = by_speaker[speaker]
                keys.append(pk)
                totals[path] = made
        return {speaker: (keys, totals.total()) for speaker, (keys, totals) in by_speaker.items()}

    def in_order(self):
        """Order as in the programme."""
        return self.order_by("session__position", "position")

    def with_public_positions(self):
        """Annotate `public_position`: the position less the hidden statements before it in the session.

        The stored positions would tell readers how many statements they do not see.
        """
        same_session = self.model.objects.order_by().filter(session=OuterRef("session"))
        hidden = same_session.filter(IS_HIDDEN, position__lt=OuterRef("position"))
        number = hidden.values("session").annotate(number=Count("pk")).values("number")
        return self.annotate(public_position=F("position") - Coalesce(Subquery(number), 0))

    def participants(self):
        """Return a dictionary for each pair of speaker and capacity, by name."""
        further = apps.get_model("proceedings", "CoSpeaker").objects.filter(statement__in=self.order_by().values("pk"))
        first, further = (
            rows.exclude(speaker=None).order_by().annotate(sort_key=Lower("speaker__sort_name")).values(*PARTICIPANT)
            for rows in (self, further)
        )
        return first.union(further).order_by("sort_key", "speaker__slug", "appointment__title")

    def for_citing(self):
        """Fetch everything that a citation needs, in eight queries for any number of rows."""
        return self.with_context().prefetch_related(
            "speaker__other_names", "co_speakers__speaker__other_names", "session__conference__organisers__organisation"
        )

    def with_speakers(self):
        """Fetch the names of all speakers, in two queries for any number of rows."""
        return self.select_related("speaker").defer("speaker__name_terms").prefetch_related(further_speakers())

    def with_context(self, *, related=RELATED):
        """Fetch everything that a list item shows, in three queries for any number of rows."""
        return (
            self.select_related(*related)
            .defer(*(f"{name}__name_terms" for name in related))
            .prefetch_related(further_speakers(), Prefetch("themes", Theme.objects.order_by("name")))
        )

    def with_context_but_speakers(self):
        """The same without first speakers, for `credits.credit_speaker`, which sets them."""
        return self.with_context(related=("session__conference",))


def numbers_by_year(statements):
    """Return {year in which the conference started: number of statements}. Reads the conferences of the statements."""
    days = (statement.conference.starts_on for statement in statements)
    return Counter(day.year for day in days if day)

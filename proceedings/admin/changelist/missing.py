"""Conditions for incomplete rows, shared by the lists, the desk's numbers and the workbench."""

from django.contrib import admin, messages
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proceedings.models import CoSpeaker, Session, Statement
from proceedings.models.reads.key_lists import Among
from proceedings.models.statements.credits import WITHOUT_CAPACITY

from . import pagination, scripts

# A long list looks for statements without a theme only among so many of the newest: no index finds them.
MOST_EXAMINED = 200_000
# The newest sessions of which a long list shows those with gaps: all of their statements are read.
MOST_SESSIONS = 10_000
TAGS = Statement.themes.through.objects.filter(statement=OuterRef("pk"))
# A statement without a source of its own has that of its conference.
NO_SOURCE = Q(source="", source_url="", session__conference__source="", session__conference__source_url="")

# {value of the filter: (name, condition)}
MISSING_IN_STATEMENTS = {
    "text": (_("no text"), Q(text="")),
    "source": (_("no source"), NO_SOURCE),
    "theme": (_("no theme"), ~Exists(TAGS)),
    "capacity": (
        _("no capacity"),
        Q(WITHOUT_CAPACITY) | Q(Exists(CoSpeaker.objects.filter(WITHOUT_CAPACITY, statement=OuterRef("pk")))),
    ),
}
MISSING_IN_SPEAKERS = {
    "names": (_("speakers without a name in another script"), scripts.lacks_other_name()),
}


def sessions_with_gaps(statements):
    """Sessions, by primary key, whose statements are not numbered 1, 2, 3 … without a gap."""
    numbered = (
        statements.order_by().values("session").annotate(n=Count("pk"), first=Min("position"), last=Max("position"))
    )
    return numbered.filter(Q(first__gt=1) | ~Q(last=F("first") + F("n") - 1))


MISSING_IN_SESSIONS = {
    "places": (
        _("sessions with gaps in the order"),
        Exists(sessions_with_gaps(Statement.objects.filter(session=OuterRef("pk")))),
    ),
}


class MissingFilter(admin.SimpleListFilter):
    title = _("missing")
    parameter_name = "lacking"
    conditions = {}

    def lookups(self, request, model_admin):
        return [(value, name) for value, (name, _condition) in self.conditions.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.conditions:
            # Never the whole list: an action on it would reach rows that nobody selected.
            return queryset.none()
        return queryset.filter(self.conditions[self.value()][1])


# QuerySets of the keys of all such statements; each reads an index of the rows that lack something.
KEYS = {
    "source": [
        Statement.objects.filter(
            source="",
            source_url="",
            session__in=Session.objects.filter(conference__source="", conference__source_url="").order_by(),
        ).values_list("pk", flat=True)
    ],
    "capacity": [
        Statement.objects.filter(WITHOUT_CAPACITY).values_list("pk", flat=True),
        CoSpeaker.objects.filter(WITHOUT_CAPACITY).values_list("statement", flat=True),
    ],
}


class StatementMissingFilter(MissingFilter):
    """A long list looks up incomplete statements in indexes if they are few; a scan finds many of them soon enough."""

    conditions = MISSING_IN_STATEMENTS

    def queryset(self, request, queryset):
        kind = self.value()
        if kind not in {"theme", *KEYS} or not pagination.is_long(queryset):
            return super().queryset(request, queryset)
        if kind == "theme":
            message = gettext(
                "Only the newest %(number)d statements were examined. Filter the list first to examine others."
            )
            return super().queryset(request, newest(request, queryset, MOST_EXAMINED, message))
        most = pagination.MOST_COUNTED
        keys = {key for rows in KEYS[kind] for key in rows.order_by()[: most + 1]}
        return queryset.filter(pk__in=keys) if len(keys) <= most else super().queryset(request, queryset)


def newest(request, rows, number, message):
    """Return the newest `number` rows of their table, and tell the user if there are more."""
    older = older_than_newest(rows.model, number)
    if older is None:
        return rows
    messages.info(request, message % {"number": number})
    return rows.filter(pk__gt=older)


def older_than_newest(model, number):
    """Return the largest key that a row older than the newest `number` can have, or None if there is none."""
    older = (model.objects.aggregate(last=Max("pk"))["last"] or 0) - number
    return older if model.objects.filter(pk__lte=older).order_by().exists() else None


class SpeakerMissingFilter(MissingFilter):
    conditions = MISSING_IN_SPEAKERS

    def queryset(self, request, queryset):
        if self.value() == "names" and older_than_newest(Statement, scripts.MOST_EXAMINED) is not None:
            message = gettext("Only the languages of the newest %(number)d statements were examined.")
            messages.info(request, message % {"number": scripts.MOST_EXAMINED})
        return super().queryset(request, queryset)


class SessionMissingFilter(MissingFilter):
    conditions = MISSING_IN_SESSIONS

    def queryset(self, request, queryset):
        if self.value() == "places" and pagination.is_long(queryset):
            message = gettext(
                "Only the newest %(number)d sessions were examined. Filter the list first to examine others."
            )
            queryset = newest(request, queryset, MOST_SESSIONS, message)
            # Once, because a list that is sorted is counted before.
            keys = list(super().queryset(request, queryset).order_by().values_list("pk", flat=True))
            return queryset.filter(Among("pk", keys))
        return super().queryset(request, queryset)

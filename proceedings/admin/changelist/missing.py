"""Conditions for incomplete rows, shared by the lists, the desk's numbers and the workbench."""

from django.contrib import admin
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from proceedings.models import CoSpeaker, Statement

from .scripts import lacks_other_name

TAGS = Statement.themes.through.objects.filter(statement=OuterRef("pk"))
# Of a statement or a further speaker.
WITHOUT_CAPACITY = Q(speaker__isnull=False, appointment__isnull=True)
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
    "names": (_("speakers without a name in another script"), lacks_other_name()),
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


class StatementMissingFilter(MissingFilter):
    conditions = MISSING_IN_STATEMENTS


class SpeakerMissingFilter(MissingFilter):
    conditions = MISSING_IN_SPEAKERS


class SessionMissingFilter(MissingFilter):
    conditions = MISSING_IN_SESSIONS

"""What rows of the record lack: the same conditions for the lists, the desk's numbers and the workbench."""

from django.contrib import admin
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from proceedings.models import OtherName, Statement

TAGS = Statement.themes.through.objects.filter(statement=OuterRef("pk"))

# Of a statement: what is lacking, as the value of a filter, with its name and its condition.
OF_STATEMENTS = {
    "text": (_("no text"), Q(text="")),
    "source": (_("no source"), Q(source="", source_url="")),
    "theme": (_("no theme"), ~Exists(TAGS)),
    "capacity": (_("no capacity"), Q(speaker__isnull=False, appointment__isnull=True)),
}
OF_SPEAKERS = {
    "names": (_("speakers without other names"), ~Exists(OtherName.objects.filter(speaker=OuterRef("pk")))),
}


def out_of_count(statements):
    """Sessions, by key, whose statements are not numbered 1, 2, 3 … without a gap."""
    numbered = (
        statements.order_by().values("session").annotate(n=Count("pk"), first=Min("position"), last=Max("position"))
    )
    return numbered.filter(Q(first__gt=1) | ~Q(last=F("first") + F("n") - 1))


OF_SESSIONS = {
    "places": (
        _("sessions with gaps in the order"),
        Exists(out_of_count(Statement.objects.filter(session=OuterRef("pk")))),
    ),
}


class LackingFilter(admin.SimpleListFilter):
    title = _("what is lacking")
    parameter_name = "lacking"
    conditions = {}

    def lookups(self, request, model_admin):
        return [(value, name) for value, (name, _condition) in self.conditions.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.conditions:
            # Never the whole list: an action on it would reach rows that nobody meant.
            return queryset.none()
        return queryset.filter(self.conditions[self.value()][1])


class StatementLacking(LackingFilter):
    conditions = OF_STATEMENTS


class SpeakerLacking(LackingFilter):
    conditions = OF_SPEAKERS


class SessionLacking(LackingFilter):
    conditions = OF_SESSIONS

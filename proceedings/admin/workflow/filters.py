"""Filters of the lists by scheduled publication and by the speaker's answer."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.editorial.approvals import Approval


class ScheduleFilter(admin.SimpleListFilter):
    title = _("scheduled publication")
    parameter_name = "scheduled"

    def lookups(self, request, model_admin):
        return [("yes", _("scheduled")), ("due", _("overdue, still in review")), ("no", _("not scheduled"))]

    def queryset(self, request, queryset):
        if self.value() == "due":
            return queryset.due()
        if self.value() == "no":
            return queryset.filter(publish_at=None)
        return queryset.scheduled() if self.value() == "yes" else queryset


class AnswerFilter(admin.SimpleListFilter):
    title = _("speaker's answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("waiting", _("answered, not published yet"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return answered(queryset) if self.value() == "waiting" else queryset.none()


def answered(statements):
    """Return the unpublished statements that a speaker has answered by a link that was not revoked."""
    # Otherwise SQLite would look up the approvals of every statement.
    return statements.filter(pk__in=Approval.objects.waiting().order_by().values("statement"))

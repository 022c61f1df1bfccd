"""The rows that a user created or changed last."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from proceedings.models.history import CREATED


def my_work(rows, user):
    """The rows of a QuerySet that the user created or changed last."""
    versions = rows.model.history.filter(id=OuterRef("pk")).order_by()
    touched = rows.model.history.filter(history_user=user).order_by().values("id")
    last = versions.order_by("-history_date", "-history_id").values("history_user")[:1]
    created = Exists(versions.filter(history_user=user, history_type=CREATED))
    # The first condition is cheap and leaves few rows for the other one.
    return rows.filter(pk__in=touched).alias(last_by=Subquery(last)).filter(Q(last_by=user.pk) | created)


class MyWorkFilter(admin.SimpleListFilter):
    title = _("my work")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return [("me", _("Created or last changed by me"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return my_work(queryset, request.user) if self.value() == "me" else queryset.none()

"""“Save and next”: editing the statements of a conference one after another."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.models import Statement


def next_statement(statement):
    """Return the key of the next statement of the conference, or None after the last one."""
    rows = Statement.objects.at(statement.conference).in_order().values_list("pk", flat=True)
    in_session = rows.filter(session=statement.session_id, position__gt=statement.position)
    return in_session.first() or rows.filter(session__position__gt=statement.session.position).first()


class SaveAndNext:
    """Mixin for the ModelAdmin of statements."""

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self.response_next(request, obj) if "_next" in request.POST else response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return self.response_next(request, obj) if "_next" in request.POST else response

    def response_next(self, request, statement):
        """Redirect to the form of the next statement, or from the last one to the workbench."""
        if key := next_statement(statement):
            return HttpResponseRedirect(reverse("admin:proceedings_statement_change", args=[key]))
        self.message_user(request, _("This was the last statement of the conference."))
        return HttpResponseRedirect(reverse("admin:proceedings_conference_workbench", args=[statement.conference.pk]))

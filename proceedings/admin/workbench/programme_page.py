"""The base of the pages about the programme of one conference, with what the user may do there."""

from functools import cached_property

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404

from proceedings.admin.base.pages import AdminPage
from proceedings.models import Conference, Session, Statement
from proceedings.models.workflow.transitions import may_change


class ProgrammePage(AdminPage):
    @cached_property
    def conference(self):
        return get_object_or_404(Conference, pk=self.kwargs["pk"])

    @cached_property
    def statement_admin(self):
        return self.model_admin.admin_site.get_model_admin(Statement)

    @cached_property
    def session_admin(self):
        return self.model_admin.admin_site.get_model_admin(Session)

    def has_permission(self):
        may_view_conference = self.model_admin.has_view_permission(self.request, self.conference)
        return may_view_conference and self.statement_admin.has_view_permission(self.request)

    @cached_property
    def may_change(self):
        return self.statement_admin.has_change_permission(self.request)

    @cached_property
    def may_add(self):
        return self.may_change and self.statement_admin.has_add_permission(self.request)

    @cached_property
    def may_add_session(self):
        may_add = self.may_change and self.session_admin.has_add_permission(self.request)
        return may_add and may_change(self.request.user, self.conference)

    def may_delete(self, row):
        """Return whether the user may delete a statement or a session."""
        model_admin = self.session_admin if isinstance(row, Session) else self.statement_admin
        return model_admin.has_delete_permission(self.request, row)

    def is_fixed(self, statement):
        """Return whether the user may not change the statement."""
        return not self.statement_admin.has_change_permission(self.request, statement)

    def to_workbench(self):
        return HttpResponseRedirect(self.reverse("workbench", self.conference.pk))

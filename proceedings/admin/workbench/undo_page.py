"""The button that undoes the last step on the workbench."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.models import Conference

from .programme_page import ProgrammePage
from .undo import UndoError, forget_step, last_step, undo_step


class UndoPage(ProgrammePage):
    route = "<key:pk>/workbench/undo/"
    name = "workbench_undo"
    http_method_names = ["post"]

    def post(self, request, pk):
        """Undo the last step of this user, unless one of its rows has changed since."""
        if not self.may_change:
            raise PermissionDenied
        step = last_step(request, self.conference)
        forget_step(request)
        try:
            with transaction.atomic():
                Conference.objects.select_for_update().get(pk=self.conference.pk)
                undo_step(
                    step, by=request.user, may_change=lambda row: not self.is_fixed(row), may_delete=self.may_delete
                )
        except UndoError as error:
            report_unsaved(request)
            messages.error(request, str(error))
        else:
            sentence = _("Undone: %s") % step["sentence"]
            self.model_admin.log_change(request, self.conference, sentence)
            messages.success(request, sentence)
        return self.to_workbench()

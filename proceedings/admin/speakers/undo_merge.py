"""The page that undoes a merge of two speakers."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import MergeError
from proceedings.editorial.undo_merge import obstacle, undo


class UndoMergePage(AdminPage):
    route = "merges/<key:pk>/undo/"
    name = "unmerge"
    template_name = "admin/proceedings/speaker/undo_merge.html"
    title = _("Undo this merge?")

    def has_permission(self):
        return self.model_admin.has_merge_permission(self.request)

    def get(self, request, pk):
        merge = Merge.objects.filter(pk=pk).first()
        reason = obstacle(merge) if merge else _("This merge does not exist.")
        if reason:
            return self.refuse(reason)
        return self.render(merge=merge, into=merge.into)

    def post(self, request, pk):
        merge = Merge.objects.filter(pk=pk).first()
        if merge is None:
            return self.refuse(_("This merge does not exist."))
        try:
            speaker, left = undo(merge, by=request.user)
        except MergeError as error:
            return self.refuse(str(error))
        params = {"name": speaker, "into": merge.into}
        self.model_admin.log_change(request, speaker, str(_("Undid the merge into %(into)s.") % params))
        message = _("Undid the merge of %(name)s into %(into)s.") % params
        self.model_admin.message_user(request, message, messages.SUCCESS)
        if left:
            sentence = ngettext(
                "%(number)d statement was changed after the merge and stays where it is.",
                "%(number)d statements were changed after the merge and stay where they are.",
                left,
            )
            self.model_admin.message_user(request, sentence % {"number": left}, messages.WARNING)
        return HttpResponseRedirect(self.reverse("change", speaker.pk))

    def refuse(self, reason):
        report_unsaved(self.request)
        self.model_admin.message_user(self.request, reason, messages.ERROR)
        return HttpResponseRedirect(self.reverse("changelist"))

"""Links by which speakers see a statement before it is published, and what they answered."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY
from proceedings.editorial.approvals import Approval
from proceedings.models import Statement
from proceedings.responses import site_url

DAYS = [(3, _("3 days")), (7, _("a week")), (14, _("two weeks")), (30, _("a month"))]


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(label=_("Good for"), choices=DAYS, coerce=int, initial=14)


class AnswerFilter(admin.SimpleListFilter):
    title = _("the speaker's answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("waiting", _("answered, not published yet"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return answered(queryset) if self.value() == "waiting" else queryset.none()


def answered(statements):
    """Those that are not published yet, and whose speakers have answered by a link that was not taken back."""
    return statements.filter(Exists(Approval.objects.waiting().filter(statement=OuterRef("pk"))))


class Approvals:
    """Adds the page to the admin of statements."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.approvals)
        return [path("<int:pk>/approvals/", view, name="proceedings_statement_approvals"), *super().get_urls()]

    def approvals(self, request, pk):
        statement = Statement.objects.select_related("speaker", "session__conference").filter(pk=pk).first()
        if statement is None:
            raise Http404
        if not self.has_change_permission(request, statement):
            raise PermissionDenied
        form = LinkForm(request.POST if "days" in request.POST else None)
        if request.method == "POST" and self.did(request, statement, form):
            return HttpResponseRedirect(request.path)
        context = {
            "title": _("The speaker's approval"),
            "subtitle": str(statement),
            "opts": self.opts,
            "media": self.media,
            "statement": statement,
            "approvals": list(statement.approvals.select_related("made_by")[:50]),
            "form": form,
            "site": site_url(request),
        }
        for approval in context["approvals"]:
            # With its translations, which the answer is about, too.
            approval.statement = statement
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, "admin/proceedings/statement/approvals.html", context)

    def did(self, request, statement, form):
        """Make a link, or take one back; whether something was done."""
        key = request.POST.get("revoke", "")
        if KEY.fullmatch(key):
            if approval := statement.approvals.filter(pk=key, revoked_at=None).first():
                approval.revoke()
                self.log_change(request, statement, str(_("Took back a link for the speaker's approval.")))
                self.message_user(request, _("The link shows nothing any more."), messages.SUCCESS)
            return True
        if statement.published_at:
            self.message_user(request, _("It is published: there is nothing to approve."), messages.WARNING)
            return True
        if not form.is_valid():
            return False
        Approval.ask(statement, form.cleaned_data["days"], by=request.user)
        self.log_change(request, statement, str(_("Made a link for the speaker's approval.")))
        self.message_user(request, _("Here is the link: send it to the speaker."), messages.SUCCESS)
        return True

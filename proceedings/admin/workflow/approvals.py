"""Links that show speakers a statement before it is published, and the speakers' answers."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.forms.keys import KEY
from proceedings.editorial.approvals import Approval
from proceedings.models import Speaker, Statement
from proceedings.responses import site_url

DAYS = [(3, _("3 days")), (7, _("a week")), (14, _("two weeks")), (30, _("a month"))]
LINKS_SHOWN = 50


class LinkForm(forms.Form):
    speaker = forms.ModelChoiceField(Speaker.objects.none(), label=_("For"))
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=14)

    def __init__(self, data=None, *, statement):
        super().__init__(data)
        speakers = Speaker.objects.of_statements(Statement.objects.filter(pk=statement.pk))
        if speakers.count() > 1:
            self.fields["speaker"].queryset = speakers
        else:
            del self.fields["speaker"]


class ApprovalsPage(AdminPage):
    """Create and revoke a statement's links, and read the answers."""

    route = "<key:pk>/approvals/"
    name = "approvals"
    template_name = "admin/proceedings/statement/approvals.html"
    title = _("Speaker's approval")

    @cached_property
    def statement(self):
        statements = Statement.objects.with_context()
        return statements.filter(pk=self.kwargs["pk"]).first()

    def has_permission(self):
        if self.statement is None:
            raise Http404
        return self.model_admin.has_change_permission(self.request, self.statement)

    def get(self, request, pk):
        return self.show(LinkForm(statement=self.statement))

    def post(self, request, pk):
        key = request.POST.get("revoke", "")
        if KEY.fullmatch(key):
            self.revoke_link(key)
        elif self.statement.published_at:
            message = _("This statement is already published, so there is nothing to approve.")
            self.model_admin.message_user(request, message, messages.WARNING)
        else:
            form = LinkForm(request.POST if "days" in request.POST else None, statement=self.statement)
            if not form.is_valid():
                return self.show(form)
            self.create_link(**form.cleaned_data)
        return HttpResponseRedirect(request.path)

    def show(self, form):
        approvals = list(self.statement.approvals.select_related("made_by", "speaker")[:LINKS_SHOWN])
        for approval in approvals:
            # The statement caches its translations, which the answer's fingerprint covers.
            approval.statement = self.statement
        return self.render(
            subtitle=str(self.statement),
            statement=self.statement,
            approvals=approvals,
            form=form,
            site=site_url(self.request),
        )

    def create_link(self, days, speaker=None):
        Approval.ask(self.statement, days, by=self.request.user, speaker=speaker)
        self.log(_("Created a link for the speaker's approval."))
        self.model_admin.message_user(self.request, _("The link is ready. Send it to the speaker."), messages.SUCCESS)

    def revoke_link(self, key):
        if approval := self.statement.approvals.filter(pk=key, revoked_at=None).first():
            approval.revoke()
            self.log(_("Revoked a link for the speaker's approval."))
            self.model_admin.message_user(self.request, _("The link no longer works."), messages.SUCCESS)

    def log(self, message):
        self.model_admin.log_change(self.request, self.statement, str(message))

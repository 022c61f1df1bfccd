"""The workbench of a conference: its statements in order, to move, add and fill in many at a time."""

from functools import cached_property

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.forms.capacity import report_capacity
from proceedings.admin.forms.keys import KEY
from proceedings.admin.unsaved.kept_forms import take_form, turn_into_post
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.models import Conference, Speaker, Statement

from .forms import AddForm, AssignForm
from .order import fetch_order, sign_order
from .pages import fetch_parts, last_page_with, page_number, paginate, with_missing
from .post_data import parse_submission
from .save import plan_save, save_plan


@admin.display(description=_("workbench"))
def workbench_link(conference):
    address = reverse("admin:proceedings_conference_workbench", args=[conference.pk])
    return format_html('<a href="{}">{}</a>', address, _("Open workbench"))


class WorkbenchPage(AdminPage):
    route = "<key:pk>/workbench/"
    name = "workbench"
    template_name = "admin/proceedings/conference/workbench.html"
    title = _("Workbench")
    # The KeptForm that the page shows again, or None.
    kept = None

    @cached_property
    def conference(self):
        return get_object_or_404(Conference, pk=self.kwargs["pk"])

    @cached_property
    def statement_admin(self):
        return self.model_admin.admin_site.get_model_admin(Statement)

    # Permissions

    def has_permission(self):
        may_view_conference = self.model_admin.has_view_permission(self.request, self.conference)
        return may_view_conference and self.statement_admin.has_view_permission(self.request)

    @cached_property
    def may_change(self):
        return self.statement_admin.has_change_permission(self.request)

    @cached_property
    def may_add(self):
        return self.may_change and self.statement_admin.has_add_permission(self.request)

    def is_fixed(self, statement):
        """Return whether the user may not change the statement."""
        return not self.statement_admin.has_change_permission(self.request, statement)

    # Forms

    def get_add_form(self, submission=None):
        """Return the form, bound if it was sent with a new statement."""
        if submission and self.may_add:
            form = self.make_form(AddForm, self.request.POST)
            if submission.adds or form.is_filled:
                return form
        return self.make_form(AddForm, initial=self.initial)

    def get_assign_form(self, submission=None):
        is_sent = submission and (submission.assigns or (self.kept and AssignForm.is_filled(self.request.POST)))
        return self.make_form(AssignForm, self.request.POST if is_sent else None)

    def make_form(self, form_class, data=None, **options):
        options |= {"site": self.model_admin.admin_site, "may_add_speaker": self.may_add_speaker}
        return form_class(data, conference=self.conference, **options)

    @cached_property
    def may_add_speaker(self):
        return self.model_admin.admin_site.get_model_admin(Speaker).has_add_permission(self.request)

    @property
    def initial(self):
        """The place of the next statement, from the query string."""
        values = {name: self.request.GET.get(name, "") for name in ("session", "place", "kind")}
        return {name: value for name, value in values.items() if KEY.fullmatch(value) or (name == "kind" and value)}

    # The page

    def get(self, request, pk):
        self.kept = take_form(request) if self.may_change else None
        return self.show_kept() if self.kept else self.show(self.get_add_form(), self.get_assign_form())

    def show_kept(self):
        """Show the form that was sent after its session had ended, without saving it."""
        turn_into_post(self.request, self.kept)
        submission = parse_submission(self.request.POST)
        add_form, assign_form = self.get_add_form(submission), self.get_assign_form(submission)
        try:
            plan = plan_save(submission, self.conference, assign_form, self.is_fixed)
        except signing.BadSignature:
            plan = None
        if plan:
            plan = plan._replace(errors=[self.kept.message, *plan.errors])
        return self.show(add_form, assign_form, plan=plan)

    def show(self, add_form, assign_form, *, plan=None):
        """Return the page: as the record is, or as an editor wants it in a plan that was not saved."""
        order = fetch_order(self.conference)
        sessions = plan.sessions if plan else order.sessions
        missing = self.request.GET.get("lacking", "")
        is_filtered = missing in MISSING_IN_STATEMENTS
        if is_filtered:
            sessions = with_missing(sessions, self.conference, missing)
        pages = paginate(sessions)
        number = page_number(self.request.GET.get("page", "1"), pages)
        page = pages[number - 1]
        may_order = self.may_change and not is_filtered
        errors = plan.errors if plan else []
        return self.render(
            subtitle=self.conference.title,
            conference=self.conference,
            parts=fetch_parts(page, sessions, order, self.is_fixed, is_moving=plan is not None),
            pages=range(1, len(pages) + 1) if len(pages) > 1 else [],
            page_number=number,
            may_change=self.may_change,
            may_add=self.may_add,
            may_order=may_order,
            shown=sign_order(order, [session for session, _start, _end in page]) if may_order else "",
            is_unsaved=bool(errors or add_form.errors or assign_form.errors),
            errors=errors,
            add_form=add_form,
            assign_form=assign_form,
            checked=self.request.POST.getlist("chosen"),
            missing=missing,
            filters=[(key, name) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()],
            list_url=f"{reverse('admin:proceedings_statement_changelist')}?conference={self.conference.pk}",
            media=self.model_admin.media + add_form.media + assign_form.media,
        )

    # Saving

    def post(self, request, pk):
        if not self.may_change:
            raise PermissionDenied
        submission = parse_submission(request.POST)
        add_form, assign_form = self.get_add_form(submission), self.get_assign_form(submission)
        with transaction.atomic():
            # Of two users who save at the same time, the second waits and is compared with what the first saved.
            Conference.objects.select_for_update().get(pk=self.conference.pk)
            try:
                plan = plan_save(submission, self.conference, assign_form, self.is_fixed)
            except signing.BadSignature:
                report_unsaved(request)
                messages.error(request, _("Nothing was saved. The page has been reloaded."))
                return HttpResponseRedirect(request.get_full_path())
            if not (plan.errors or add_form.errors or assign_form.errors):
                result = save_plan(plan, add_form, assign_form, by=request.user)
                self.report(result, submission)
                return HttpResponseRedirect(self.next_address(result.added, plan, add_form))
        return self.show(add_form, assign_form, plan=plan)

    def report(self, result, submission):
        """Write what was saved to the admin's log and to messages."""
        sentences = []
        if number := len(result.moved):
            sentences.append(ngettext("Moved %(n)d statement.", "Moved %(n)d statements.", number) % {"n": number})
        if number := len(result.assigned):
            sentences.append(
                ngettext("Filled in %(n)d statement.", "Filled in %(n)d statements.", number) % {"n": number}
            )
        for sentence in sentences:
            messages.success(self.request, sentence)
        if sentences:
            LogEntry.objects.log_actions(
                self.request.user.pk, [self.conference], CHANGE, change_message=" ".join(sentences), single_object=True
            )
        if result.added:
            self.statement_admin.log_addition(self.request, result.added, [{"added": {}}])
            messages.success(self.request, format_html(_("Added “{}” as a draft."), result.added))
            report_capacity(self.statement_admin, self.request, result.added)
        elif not (sentences or submission.adds):
            messages.info(self.request, _("Nothing has changed."))

    def next_address(self, added, plan, add_form):
        """Return the page to go on with: after the statement that was added, or else the same page."""
        if added is None:
            return self.request.get_full_path()
        query = {
            "page": last_page_with(added.session_id, paginate(plan.sessions)),
            "session": added.session_id,
            "kind": added.kind,
        }
        if add_form.cleaned_data["place"]:
            query["place"] = added.position + 1
        return f"{self.request.path}?{urlencode(query)}#add"

"""The workbench of a conference: its statements in order, to move, add and fill in many at a time."""

from functools import cached_property

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.forms.capacity import report_capacity
from proceedings.admin.forms.keys import KEY
from proceedings.admin.unsaved.kept_forms import take_form, turn_into_post
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.admin.uploads.forms import OutlineForm
from proceedings.admin.uploads.sheets import PERMISSIONS
from proceedings.models import Conference, Speaker

from .forms import AddForm, AssignForm, SessionForm
from .order import fetch_order, sign_order
from .pages import fetch_parts, last_page_with, page_number, paginate, with_missing
from .post_data import parse_submission
from .programme_page import ProgrammePage
from .progress import fetch_progress
from .save import plan_save, save_plan
from .undo import forget_step, keep_step, last_step


@admin.display(description=_("workbench"))
def workbench_link(conference):
    address = reverse("admin:proceedings_conference_workbench", args=[conference.pk])
    return format_html('<a href="{}">{}</a>', address, _("Open workbench"))


class WorkbenchPage(ProgrammePage):
    route = "<key:pk>/workbench/"
    name = "workbench"
    template_name = "admin/proceedings/conference/workbench.html"
    title = _("Workbench")
    # The KeptForm that the page shows again, or None.
    kept = None

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

    def get_session_form(self, submission=None):
        is_sent = submission and submission.adds_session and self.may_add_session
        return SessionForm(self.request.POST if is_sent else None, conference=self.conference)

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
        return self.show_kept() if self.kept else self.show(*self.get_forms())

    def show_kept(self):
        """Show the form that was sent after its session had ended, without saving it."""
        turn_into_post(self.request, self.kept)
        submission = parse_submission(self.request.POST)
        forms = self.get_forms(submission)
        try:
            plan = plan_save(submission, self.conference, forms[1], self.is_fixed)
        except signing.BadSignature:
            plan = None
        if plan:
            plan = plan._replace(errors=[self.kept.message, *plan.errors])
        return self.show(*forms, plan=plan)

    def get_forms(self, submission=None):
        return [self.get_add_form(submission), self.get_assign_form(submission), self.get_session_form(submission)]

    def show(self, add_form, assign_form, session_form, *, plan=None):
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
        progress = fetch_progress(self.conference)
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
            is_unsaved=bool(errors or add_form.errors or assign_form.errors or session_form.errors),
            errors=errors,
            add_form=add_form,
            assign_form=assign_form,
            session_form=session_form if self.may_add_session else None,
            outline_form=self.outline_form,
            may_submit=self.statement_admin.has_submit_permission(self.request),
            may_publish=self.statement_admin.has_publish_permission(self.request),
            step=last_step(self.request, self.conference),
            progress=progress,
            checked=self.request.POST.getlist("chosen"),
            missing=missing,
            filters=[(key, name, progress.missing[key]) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()],
            list_url=f"{reverse('admin:proceedings_statement_changelist')}?conference={self.conference.pk}",
            media=self.model_admin.media + add_form.media + assign_form.media,
        )

    @property
    def outline_form(self):
        """The form for several statements as one text, or None."""
        may_import = self.request.user.has_perms(PERMISSIONS)
        return OutlineForm(initial={"conference": self.conference.pk}) if may_import else None

    # Saving

    def post(self, request, pk):
        if not self.may_change:
            raise PermissionDenied
        submission = parse_submission(request.POST)
        add_form, assign_form, session_form = forms = self.get_forms(submission)
        with transaction.atomic():
            # Of two users who save at the same time, the second waits and is compared with what the first saved.
            Conference.objects.select_for_update().get(pk=self.conference.pk)
            try:
                plan = plan_save(submission, self.conference, assign_form, self.is_fixed)
            except signing.BadSignature:
                report_unsaved(request)
                messages.error(request, _("Nothing was saved. The page has been reloaded."))
                return HttpResponseRedirect(request.get_full_path())
            if not (plan.errors or any(form.errors for form in forms)):
                result = save_plan(plan, add_form, assign_form, by=request.user)
                session = session_form.save() if session_form.is_bound else None
                sentences = self.report(result, session, submission)
                self.keep_step(plan, result, session, sentences)
                return HttpResponseRedirect(self.next_address(result.added, plan, add_form))
        return self.show(*forms, plan=plan)

    def keep_step(self, plan, result, session, sentences):
        """Remember what was saved for an undo; a correction note, which readers see, is not undone."""
        if plan.corrected:
            forget_step(self.request)
        elif sentences:
            keep_step(
                self.request,
                self.conference,
                " ".join(sentences),
                statements={*result.moved, *result.assigned, *result.shifted},
                added=result.added.pk if result.added else None,
                session=session.pk if session else None,
            )

    def report(self, result, session, submission):
        """Write what was saved to the admin's log and to messages. Return the sentences."""
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
        if session:
            self.session_admin.log_addition(self.request, session, [{"added": {}}])
            sentences.append(_("Added the session “%s”.") % session)
            messages.success(self.request, sentences[-1])
        if result.added:
            self.statement_admin.log_addition(self.request, result.added, [{"added": {}}])
            sentences.append(_("Added “%s” as a draft.") % result.added)
            messages.success(self.request, sentences[-1])
            report_capacity(self.statement_admin, self.request, result.added)
        elif not (sentences or submission.adds):
            messages.info(self.request, _("Nothing has changed."))
        return sentences

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

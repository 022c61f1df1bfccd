"""Drafts from a document: the form, the page of the proposal, its preview, and discarding it.

The proposal waits on the server. Sending the form of its page saves all its fields and takes one step. The form carries
the version of the proposal that it showed, so that two windows do not overwrite each other.
"""

import json

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.suggestions import languages
from proceedings.admin.unsaved.kept_forms import take_form, texts_of
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.admin.uploads.folders import SUMMARY
from proceedings.admin.uploads.permissions import permission_error
from proceedings.admin.uploads.waiting_page import WaitingPage
from proceedings.importing.drafts import FixtureError, propose_themes
from proceedings.importing.drafts.matching import Matcher
from proceedings.importing.drafts.programme import keep_stated
from proceedings.importing.proposals.editing import EditError
from proceedings.models import Statement

from . import operations
from .drafting import ChangedMeanwhileError, create_drafts, plan_drafts
from .edited_proposal import EditedProposal
from .forms import DocumentForm
from .page_context import page_context
from .people import compare_with_record, new_speakers
from .post_data import apply_fields, typed_texts
from .source import page_of, windows
from .storage import WaitingProposal
from .theme_names import ThemeNames
from .waiting import may_draft, waiting_proposals

NOT_FOUND, CONFLICT = 404, 409
# The steps that a button names as "<step>:<number>:…", with their functions and how many numbers they take.
STEPS = {
    "drop": (operations.drop, 1),
    "restore": (operations.restore, 1),
    "split": (operations.split, 2),
    "join": (operations.join, 1),
    "take": (operations.take, 2),
    "words": (operations.set_words, 3),
}


class DraftingPage(AdminPage):
    def has_permission(self):
        return may_draft(self.request.user)


class DocumentPage(DraftingPage):
    """The form for a document: a file or a text."""

    route = "draft/"
    name = "draft"
    template_name = "admin/proceedings/conference/draft/document.html"
    title = _("Draft from a document")

    def get(self, request):
        key = request.GET.get("conference", "")
        initial = {"conference": key if KEY.fullmatch(key) else None}
        if kept := take_form(request):
            messages.warning(request, kept.message)
            initial |= kept.data.dict()
        return self.show(DocumentForm(initial=initial))

    def post(self, request):
        if not WaitingProposal.has_room(request.user):
            messages.error(request, _("Too many of your documents are waiting. Finish or discard one of them first."))
            return self.show(DocumentForm(request.POST, request.FILES))
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        conference = form.cleaned_data["conference"]
        document = form.cleaned_data["document"]
        propose_themes(document.proposal)
        keep_stated(document.proposal)
        edited = EditedProposal.of(document, conference.slug if conference else "")
        matcher = Matcher()
        if not edited.conference:
            edited.conference = stated_conference(edited, matcher)
        compare_with_record(edited, matcher)
        waiting = WaitingProposal.store(request.user, edited)
        return HttpResponseRedirect(self.reverse("proposal", waiting.token))

    def show(self, form):
        waiting = waiting_proposals(self.request.user)
        return self.render(form=form, waiting=waiting, languages=languages())


def stated_conference(edited, matcher):
    """Return the slug of the conference on the record that has the title that the document states, or ""."""
    title = edited.proposal.conference.get("title", "")
    slugs = matcher.conferences.matches(title) if title else ()
    return next(iter(slugs)) if len(slugs) == 1 else ""


class WaitingProposalPage(WaitingPage, DraftingPage):
    kind = WaitingProposal

    def show_gone(self):
        """Answer that the proposal was drafted or discarded, or is not the user's; show the texts that were sent."""
        report_unsaved(self.request)
        self.template_name = "admin/proceedings/conference/draft/gone.html"
        texts = texts_of(self.request) if self.request.method == "POST" else []
        return self.render(title=_("No document is waiting here"), texts=texts, status=NOT_FOUND)

    def redirect(self, name, query=""):
        return HttpResponseRedirect(self.reverse(name, self.waiting.token) + query)


class ProposalPage(WaitingProposalPage):
    route = "draft/<str:token>/"
    name = "proposal"
    template_name = "admin/proceedings/conference/draft/proposal.html"

    def get(self, request, token):
        edited, kept = self.waiting.edited(), take_form(request)
        if kept is None:
            return self.show(edited)
        # The form was sent after the session had ended: it is shown again, and not saved yet.
        if kept.data.get("version") != str(edited.version):
            return self.show_conflict(edited, kept.data)
        apply_fields(edited, kept.data, ThemeNames())
        compare_with_record(edited)
        return self.show(edited, kept=kept)

    def show(self, edited, **context):
        status = context.pop("status", None)
        context = page_context(edited, self.request.GET) | context
        context |= {"token": self.waiting.token, "can_undo": self.waiting.can_undo}
        return self.render(title=edited.proposal.source, status=status, **context)

    def post(self, request, token):
        """Save the fields, take the step of the button, and return to its row."""
        with self.waiting.locked():
            edited = self.waiting.edited()
            if request.POST.get("version") != str(edited.version):
                return self.show_conflict(edited, request.POST)
            step, *numbers = request.POST.get("do", "save").split(":")
            numbers = [int(number) for number in numbers if KEY.fullmatch(number)]
            errors = self.apply(edited)
            if step == "undo":
                return self.undo(edited)
            key = self.take_step(edited, step, numbers, errors)
        for error in errors:
            messages.error(request, error)
        if step == "preview":
            return self.redirect("proposal_preview")
        if step == "page":
            return self.redirect("proposal", f"?page={numbers[0] if numbers else 1}")
        query = {"splitting": key} if step == "splitting" and key else {}
        return self.redirect_to_row(edited, key, query)

    def apply(self, edited):
        """Apply the fields and save them; return sentences about those that could not be applied."""
        before = json.dumps(edited.to_json())
        errors = apply_fields(edited, self.request.POST, ThemeNames())
        compare_with_record(edited)
        if json.dumps(edited.to_json()) != before:
            self.waiting.save(edited)
        return errors

    def undo(self, edited):
        """Undo the last step. If typed text was saved just now, that is a step of its own, and nothing is undone."""
        if self.request.POST["version"] == str(edited.version):
            self.waiting.undo(edited.version)
        else:
            messages.info(
                self.request, _("What you typed is saved, and nothing is undone. Undo it now, and then the step.")
            )
        return self.redirect_to_row(self.waiting.edited(), None)

    def take_step(self, edited, step, numbers, errors):
        """Take the step of a button; return the key of the row to go on with, or None."""
        key = numbers[0] if numbers and step != "take" else None
        if step == "accept":
            operations.accept(edited, set(numbers))
            self.waiting.save(edited)
        elif step in STEPS and len(numbers) == STEPS[step][1]:
            try:
                key = STEPS[step][0](edited, *numbers)
            except EditError as error:
                errors.append(str(error))
            else:
                self.waiting.save(edited)
        elif step in STEPS:
            errors.append(_("Nothing was done. Please try again."))
        return key

    def redirect_to_row(self, edited, key, query=None):
        pages = windows(edited)
        number = page_of(pages, edited, key) if key else self.request.GET.get("page", "1")
        query = {"page": number, **(query or {})} if len(pages) > 1 else query
        address = self.request.path + (f"?{urlencode(query)}" if query else "")
        return HttpResponseRedirect(f"{address}#row-{key}" if key else address)

    def show_conflict(self, edited, data):
        """Show the proposal as it is now, and above it what was typed in a window that had an earlier version."""
        report_unsaved(self.request)
        return self.show(edited, unsaved=typed_texts(edited, data), status=CONFLICT)


class ProposalPreviewPage(WaitingProposalPage):
    """Preview the drafts that would be written, or the problems that prevent it; then write them."""

    route = "draft/<str:token>/preview/"
    name = "proposal_preview"
    template_name = "admin/proceedings/conference/draft/preview.html"

    def get(self, request, token):
        return self.show(self.waiting.edited())

    def show(self, edited):
        plan = plan_drafts(edited, self.request.user)
        pages = windows(edited)
        return self.render(
            title=_("Preview of the drafts"),
            edited=edited,
            plan=plan,
            problems=[(each, page_of(pages, edited, each.key)) for each in plan.problems],
            permission_error=permission_error(self.request.user, plan.tally) if plan.tally else "",
            new_speakers=new_speakers(edited),
            unchecked=sum(not row.is_accepted for row in edited.rows),
            token=self.waiting.token,
        )

    def post(self, request, token):
        with self.waiting.locked():
            edited = self.waiting.edited()
            try:
                tally, conference = create_drafts(edited, request.user, request.POST.get("seen", ""))
            except (ChangedMeanwhileError, FixtureError):
                message = _("The proposal or the record has changed since the preview. Nothing was written.")
                messages.warning(request, f"{message} {_('Please check again.')}")
                return self.redirect("proposal_preview")
            self.waiting.delete()
        created = {name: number for name, number, *_rest in tally.by_noun}
        number = created.get(str(Statement._meta.verbose_name), 0)
        message = ngettext(
            "Created %(number)d draft from %(name)s.", "Created %(number)d drafts from %(name)s.", number
        )
        messages.success(request, message % {"number": number, "name": edited.proposal.source})
        return HttpResponseRedirect(reverse("admin:proceedings_conference_workbench", args=[conference.pk]))


class DiscardPage(WaitingProposalPage):
    """Delete a proposal after a confirmation. Nothing of it is in the record."""

    route = "draft/<str:token>/discard/"
    name = "proposal_discard"
    template_name = "admin/proceedings/conference/draft/discard.html"
    title = _("Discard a document")

    def get(self, request, token):
        return self.render(token=token, **self.waiting.read(SUMMARY))

    def post(self, request, token):
        name = self.waiting.read(SUMMARY)["name"]
        self.waiting.delete()
        messages.success(request, _("Discarded the proposal from %s. Nothing of it was written.") % name)
        return HttpResponseRedirect(reverse("admin:index"))


PROPOSAL_PAGES = [DocumentPage, ProposalPage, ProposalPreviewPage, DiscardPage]

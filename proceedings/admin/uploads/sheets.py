"""Uploading a sheet of statements: the form, the preview with its questions, and the confirmation."""

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.changelist.downloads import as_attachment, workbook_response
from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.suggestions import languages, time_zones
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.importing import sheets
from proceedings.importing.sheets import template
from proceedings.importing.sheets.files import writer
from proceedings.importing.sheets.parsing.columns import BY_NAME
from proceedings.models import Conference

from . import answers
from .forms import OutlineForm, SheetForm
from .new_conferences import TitleQuestion, answer_for_all, parse_answers, whole_sheet_form
from .permissions import permission_error
from .storage import Upload, save_columns, save_upload, saved_columns
from .waiting_page import WaitingPage

# The most that the preview shows of mistakes and changes, of questions, and of the names of new rows.
MAX_ROWS, MAX_QUESTIONS, MAX_NAMES = 200, 100, 100
# The preview and its questions show rows of these models, hidden ones included.
SHOWN = ("appointment", "conference", "organisation", "session", "speaker", "statement", "theme")
PERMISSIONS = ["proceedings.add_statement", *(f"proceedings.view_{name}" for name in SHOWN)]
MODELS = {model._meta.model_name: model for model in apps.get_app_config("proceedings").get_models()}


class SheetPage(AdminPage):
    def has_permission(self):
        return self.request.user.has_perms(PERMISSIONS)

    def get_context(self, **context):
        return super().get_context(languages=languages(), time_zones=time_zones(), **context)

    def redirect(self, name, *args):
        return HttpResponseRedirect(self.reverse(name, *args))


class UploadSheetPage(SheetPage):
    route = "import/"
    name = "import"
    template_name = "admin/proceedings/statement/upload_sheet.html"
    title = _("Upload a sheet of statements")

    def get(self, request):
        conference = request.GET.get("conference", "")
        initial = {"conference": conference if KEY.fullmatch(conference) else None}
        waiting = Upload.listed(request.user)
        return self.render(form=SheetForm(initial=initial), new_form=whole_sheet_form(request.user), waiting=waiting)

    def post(self, request):
        form, new_form = SheetForm(request.POST, request.FILES), whole_sheet_form(request.user, request.POST)
        is_valid = form.is_valid() and (new_form is None or new_form.is_valid())
        description = new_form and new_form.description
        if description and form.cleaned_data.get("conference"):
            new_form.add_error(None, _("Choose a conference above, or describe a new one, not both."))
            is_valid = False
        if not is_valid:
            return self.render(form=form, new_form=new_form)
        conference = form.cleaned_data["conference"]
        # A corrected sheet keeps the answers that were given for the one that it replaces.
        replaced = Upload.find(request.user, request.POST.get("before", ""))
        kept = replaced.answers | {"rows": {}} if replaced else {"columns": saved_columns(request.user)}
        upload = save_upload(
            request.user,
            form.cleaned_data["sheet"],
            conference=conference,
            answers=kept | answer_for_all(description, kept),
        )
        if replaced:
            replaced.delete()
        return self.redirect("look", upload.token)


class OutlinePage(SheetPage):
    """Several statements as one text, which is then previewed and imported as a sheet."""

    route = "import/text/"
    name = "import_text"
    template_name = "admin/proceedings/statement/outline.html"
    title = _("Add several statements")

    def get(self, request):
        """Show the text of an upload again, or an empty form for a conference."""
        upload = Upload.find(request.user, request.GET.get("before", ""))
        key = request.GET.get("conference", "")
        wanted = {"slug": upload.conference} if upload else {"pk": key if KEY.fullmatch(key) else 0}
        conference = Conference.objects.filter(**wanted).first()
        if conference is None:
            return self.redirect_without_conference()
        text = upload.text if upload else ""
        return self.show(OutlineForm(initial={"conference": conference.pk, "text": text}), conference, upload)

    def post(self, request):
        form, replaced = OutlineForm(request.POST), Upload.find(request.user, request.POST.get("before", ""))
        if not form.is_valid():
            conference = form.cleaned_data.get("conference")
            if conference is None:
                return self.redirect_without_conference()
            return self.show(form, conference, replaced)
        upload = save_upload(
            request.user,
            form.cleaned_data["sheet"],
            conference=form.cleaned_data["conference"],
            answers=replaced.answers if replaced else {},
            text=form.cleaned_data["text"],
        )
        if replaced:
            replaced.delete()
        return self.redirect("look", upload.token)

    def redirect_without_conference(self):
        report_unsaved(self.request)
        messages.warning(self.request, _("Choose a conference, and add the statements on its workbench."))
        return HttpResponseRedirect(reverse("admin:proceedings_conference_changelist"))

    def show(self, form, conference, upload=None):
        return self.render(form=form, conference=conference, upload=upload)


class ExcelTemplatePage(SheetPage):
    """The template of a sheet as an Excel workbook."""

    route = "import/template.xlsx"
    name = "template_xlsx"

    def get(self, request):
        return workbook_response(template.book(), "statements.xlsx")


class CSVTemplatePage(SheetPage):
    """The template of a sheet as a CSV file."""

    route = "import/template.csv"
    name = "template_csv"

    def get(self, request):
        text = "".join(writer.csv_lines(template.headings(), ()))
        return as_attachment(HttpResponse(text, content_type="text/csv; charset=utf-8"), "statements.csv")


class WaitingSheetPage(WaitingPage, SheetPage):
    kind = Upload

    def show_gone(self):
        message = _("This sheet has been imported, or it was uploaded more than a day ago. Please upload it again.")
        messages.warning(self.request, message)
        report_unsaved(self.request)
        return self.redirect("import")


class SheetPreviewPage(WaitingSheetPage):
    """The changes that an uploaded sheet would make; or its mistakes and the questions about its names."""

    route = "import/<str:token>/"
    name = "look"
    template_name = "admin/proceedings/statement/preview_sheet.html"

    def get(self, request, token):
        upload, sheet = self.waiting, self.waiting.sheet
        return self.render(title=sheet.name, upload=upload, **self.preview_context(self.preview(upload, sheet), upload))

    def post(self, request, token):
        """Store the answers to the questions."""
        upload = self.waiting
        if "again" in request.POST:
            upload.forget_answers("columns", "dates", "rows")
            return HttpResponseRedirect(request.path)
        outcome = self.preview(upload, upload.sheet)
        if outcome.conference_questions:
            return self.post_conferences(upload, outcome)
        given, errors = answers.parse_answers(request.POST, outcome)
        upload.add_answers(given)
        save_columns(request.user, given["columns"])
        errors += answers.missing_answers(outcome, given)
        for error in errors:
            report_unsaved(request)
            messages.error(request, error)
        return HttpResponseRedirect(request.path)

    def post_conferences(self, upload, outcome):
        """Store the answers to questions about conferences; show the page again if one of them is not complete."""
        questions = self.title_questions(outcome, self.request.POST)
        upload.add_answers(parse_answers(questions))
        if all(question.answer for question in questions):
            return HttpResponseRedirect(self.request.path)
        messages.error(self.request, _("Choose a conference for each title, or describe a new one."))
        report_unsaved(self.request)
        context = self.preview_context(outcome, upload) | {"title_questions": questions}
        return self.render(title=upload.sheet.name, upload=upload, **context)

    def title_questions(self, outcome, data=None):
        return [TitleQuestion(question, data) for question in outcome.conference_questions[:MAX_QUESTIONS]]

    def preview(self, upload, sheet):
        return sheets.preview_sheet(sheet, conference=upload.conference, answers=upload.answers, by=self.request.user)

    def preview_context(self, outcome, upload):
        similar = [question for question in outcome.questions if question.candidates or question.parts]
        unknown = [question for question in outcome.questions if not (question.candidates or question.parts)]
        by_model = {name: [question for question in unknown if question.noun == name] for name in answers.MODELS}
        conference = Conference.objects.filter(slug=upload.conference).first()
        new_form = whole_sheet_form(self.request.user, answers=upload.answers)
        return {
            "outcome": outcome,
            "is_answered": any(upload.answers.get(kind) for kind in ("columns", "dates", "rows")),
            "title_questions": self.title_questions(outcome),
            "more_titles": max(0, len(outcome.conference_questions) - MAX_QUESTIONS),
            "new_form": new_form,
            "sheet": upload.sheet,
            "columns": BY_NAME.values(),
            "mistakes": outcome.mistakes[:MAX_ROWS],
            "more_mistakes": max(0, len(outcome.mistakes) - MAX_ROWS),
            "similar": similar[:MAX_QUESTIONS],
            "more_similar": max(0, len(similar) - MAX_QUESTIONS),
            "unknown": [
                (name, questions[:MAX_QUESTIONS], questions[MAX_QUESTIONS:])
                for name, questions in by_model.items()
                if questions
            ],
            "changes": outcome.changes[:MAX_ROWS],
            "more_changes": max(0, len(outcome.changes) - MAX_ROWS),
            "notes": outcome.notes[:MAX_ROWS],
            "more_notes": max(0, len(outcome.notes) - MAX_ROWS),
            "added": outcome.added[:MAX_ROWS],
            "more_added": max(0, len(outcome.added) - MAX_ROWS),
            "new": [(MODELS[name]._meta.verbose_name_plural, names) for name, names in outcome.new.items()],
            "max_names": MAX_NAMES,
            "permission_error": permission_error(self.request.user, outcome.tally) if outcome.tally else "",
            "conference": conference,
            "form": SheetForm(initial={"conference": conference and conference.pk}),
        }


class ConfirmSheetPage(WaitingSheetPage):
    """Imports a sheet as its preview showed it."""

    route = "import/<str:token>/confirm/"
    name = "confirm"

    def post(self, request, token):
        upload, sheet = self.waiting, self.waiting.sheet
        try:
            outcome = sheets.load_sheet(
                sheet,
                seen=request.POST.get("seen", ""),
                check=self.check_permissions,
                by=request.user,
                conference=upload.conference,
                answers=upload.answers,
            )
        except sheets.ChangedMeanwhileError:
            messages.warning(
                request, _("The record has changed since the preview. Nothing was imported. Please check again.")
            )
            return self.redirect("look", token)
        upload.delete()
        conferences = Conference.objects.filter(slug__in=outcome.conferences)
        message = str(_("Imported %s.") % sheet.name)
        LogEntry.objects.log_actions(request.user.pk, conferences, CHANGE, change_message=message)
        messages.success(request, _("Imported %(name)s: %(tally)s.") % {"name": sheet.name, "tally": outcome.tally})
        keys = [conference.pk for conference in conferences[:2]]
        if len(keys) != 1:
            return self.redirect("changelist")
        return HttpResponseRedirect(reverse("admin:proceedings_conference_workbench", args=keys))

    def check_permissions(self, outcome):
        if permission_error(self.request.user, outcome.tally):
            raise PermissionDenied


SHEET_PAGES = [UploadSheetPage, OutlinePage, ExcelTemplatePage, CSVTemplatePage, SheetPreviewPage, ConfirmSheetPage]

"""Sheets of statements from the desk: uploaded, looked at, asked about, and written on a yes."""

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from proceedings.admin.changelist.downloads import attached, book_file
from proceedings.admin.forms.widgets import KEY
from proceedings.importing import sheets
from proceedings.importing.sheets import template, writer
from proceedings.importing.sheets.csv_file import ENCODINGS
from proceedings.models import Conference

from . import storage
from .answers import MODELS as NAMES
from .answers import answers_in
from .permissions import lacking

LARGEST = 30 * 2**20
# More than anybody reads at once: mistakes and changes, names to say something about, names of what is new.
SHOWN, ASKED, NAMED = 200, 100, 100


MODELS = {model._meta.model_name: model for model in apps.get_app_config("proceedings").get_models()}


class Chosen(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        year = str(obj.starts_on.year) if obj.starts_on else ""
        return str(obj) if year in str(obj) else f"{obj} ({year})"


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("Excel (.xlsx) or CSV, at most 30 MB and 20,000 rows; one row is one statement."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    # A plain list, the newest first: it needs no script, and conferences are few beside what is said at them.
    conference = Chosen(
        Conference.objects.newest_first().defer("summary", "name_terms"),
        label=_("Conference"),
        required=False,
        help_text=_("Of all rows. Leave it empty if the sheet has a column Conference."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=ENCODINGS,
        help_text=_("Only for a CSV file that is not in UTF-8. Excel files need nothing here."),
    )

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", _("This file has more than 30 MB: divide it into several."))
        elif file:
            try:
                cleaned["sheet"] = sheets.read_sheet(file.name, file.read(), encoding=cleaned.get("encoding", ""))
            except sheets.UnreadableSheetError as error:
                self.add_error("file", str(error))
        return cleaned


class SheetImporting:
    """Adds the pages to the admin of statements."""

    change_list_template = "admin/proceedings/statement/change_list.html"

    def get_urls(self):
        names = {
            "import/": ("import", self.upload_sheet),
            "import/template.xlsx": ("template_xlsx", require_safe(self.template_xlsx)),
            "import/template.csv": ("template_csv", require_safe(self.template_csv)),
            "import/<str:token>/": ("look", self.look),
            "import/<str:token>/confirm/": ("confirm", require_POST(self.confirm_sheet)),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"proceedings_statement_{name}")
            for address, (name, view) in names.items()
        ]
        return [*own, *super().get_urls()]

    def may_import(self, user):
        return user.has_perm("proceedings.add_statement")

    def changelist_view(self, request, extra_context=None):
        more = {"may_import": self.may_import(request.user)}
        return super().changelist_view(request, more | (extra_context or {}))

    # The form, and what to fill in

    def upload_sheet(self, request):
        self.admit(request)
        chosen = request.GET.get("conference", "")
        initial = {"conference": chosen if KEY.fullmatch(chosen) else None}
        form = SheetForm(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            conference = form.cleaned_data["conference"]
            # The mended sheet of one that was looked at: what was said of its names still holds.
            before = storage.kept(request.user, request.POST.get("before", ""))
            upload = storage.keep(
                request.user,
                form.cleaned_data["sheet"],
                conference=conference.slug if conference else "",
                answers=before.answers if before else {},
            )
            if before:
                before.remove()
            return HttpResponseRedirect(reverse("admin:proceedings_statement_look", args=[upload.token]))
        return self.page(request, "admin/upload_sheet.html", {"title": _("Upload a sheet of statements"), "form": form})

    def template_xlsx(self, request):
        self.admit(request)
        return book_file(template.book(), "statements.xlsx")

    def template_csv(self, request):
        self.admit(request)
        text = "".join(writer.csv_lines(template.headings(), ()))
        return attached(HttpResponse(text, content_type="text/csv; charset=utf-8"), "statements.csv")

    # What it would do

    def look(self, request, token):
        self.admit(request)
        upload = storage.kept(request.user, token)
        if upload is None:
            return self.gone(request)
        sheet = upload.sheet
        outcome = sheets.preview_sheet(sheet, conference=upload.conference, answers=upload.answers, by=request.user)
        if request.method == "POST":
            answers, complaints = answers_in(request.POST, outcome.questions)
            upload.answer(answers)
            for complaint in complaints:
                self.message_user(request, complaint, messages.ERROR)
            return HttpResponseRedirect(request.path)
        alike = [question for question in outcome.questions if question.candidates]
        strange = [
            (noun, found[:ASKED], found[ASKED:])
            for noun in NAMES
            if (found := [one for one in outcome.questions if one.noun == noun and not one.candidates])
        ]
        conference = Conference.objects.filter(slug=upload.conference).first()
        context = {
            "title": sheet.name,
            "upload": upload,
            "outcome": outcome,
            "mistakes": outcome.mistakes[:SHOWN],
            "more_mistakes": max(0, len(outcome.mistakes) - SHOWN),
            "alike": alike[:ASKED],
            "more_alike": max(0, len(alike) - ASKED),
            "strange": strange,
            "changes": outcome.changes[:SHOWN],
            "more_changes": max(0, len(outcome.changes) - SHOWN),
            "added": outcome.added[:SHOWN],
            "more_added": max(0, len(outcome.added) - SHOWN),
            "new": [(MODELS[noun]._meta.verbose_name_plural, names) for noun, names in outcome.new.items()],
            "unchanged": outcome.unchanged,
            "lacking": lacking(request.user, outcome.tally) if outcome.tally else "",
            "conference": conference,
            "form": SheetForm(initial={"conference": conference and conference.pk}),
        }
        return self.page(request, "admin/look_at_sheet.html", context)

    def confirm_sheet(self, request, token):
        self.admit(request)
        upload = storage.kept(request.user, token)
        if upload is None:
            return self.gone(request)
        here = HttpResponseRedirect(reverse("admin:proceedings_statement_look", args=[token]))
        sheet, options = upload.sheet, {"conference": upload.conference, "answers": upload.answers}

        def check(outcome):
            if lacking(request.user, outcome.tally):
                raise PermissionDenied

        try:
            outcome = sheets.load_sheet(
                sheet, seen=request.POST.get("seen", ""), check=check, by=request.user, **options
            )
        except sheets.ChangedMeanwhileError:
            message = _("The record has changed meanwhile. Nothing was imported: please look again.")
            self.message_user(request, message, messages.WARNING)
            return here
        upload.remove()
        rows = Conference.objects.filter(slug__in=outcome.conferences)
        LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, change_message=str(_("Imported %s.") % sheet.name))
        message = _("Imported %(name)s: %(tally)s.") % {"name": sheet.name, "tally": outcome.tally}
        self.message_user(request, message, messages.SUCCESS)
        keys = [row.pk for row in rows[:2]]
        question = f"?conference={keys[0]}" if len(keys) == 1 else ""
        return HttpResponseRedirect(reverse("admin:proceedings_statement_changelist") + question)

    # Shared

    def admit(self, request):
        if not self.may_import(request.user):
            raise PermissionDenied

    def gone(self, request):
        message = _("This sheet is not waiting any more: it was imported, or a day has passed. Upload it again.")
        self.message_user(request, message, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:proceedings_statement_import"))

    def page(self, request, template_name, context):
        common = {"opts": self.opts, "media": self.media, "limit": NAMED}
        return TemplateResponse(request, template_name, self.admin_site.each_context(request) | common | context)

"""Debates from a file: shown first, and written when somebody says yes to what was shown."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from proceedings.importing.akomantoso import FixtureError, load_debates
from proceedings.models import Conference, Form, Statement, Status
from proceedings.models.columns.identifiers import validate_language, validate_time_zone
from proceedings.models.workflow.statuses import TRANSITIONS
from proceedings.models.workflow.transitions import may

from .permissions import lacking

# What is shown travels in the page, signed, until it is confirmed; nothing is kept here, and no process must know it.
LARGEST = 5 * 1024 * 1024
MOST_PACKED = 2 * 1024 * 1024
HOUR = 3600
SALT = "proceedings.admin.uploads.debates"
# More than anybody reads at once.
SHOWN = 200
AT_ONCE = TRANSITIONS["publish"].takes[Status.DRAFT]


class DebateForm(forms.Form):
    file = forms.FileField(label=_("Akoma Ntoso file"), help_text=_("The debate of one conference, at most 5 MB."))
    language = forms.CharField(
        label=_("Language"), required=False, validators=[validate_language], help_text=_("If the file tells none.")
    )
    time_zone = forms.CharField(
        label=_("Time zone"), initial="UTC", validators=[validate_time_zone], help_text=_("If the file tells none.")
    )
    form = forms.ChoiceField(label=_("Form"), required=False, choices=[("", "---------"), *Form.choices])
    publish = forms.BooleanField(label=_("Publish what is new"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish_at_once(user):
            del self.fields["publish"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file has more than 5 MB: import it with manage.py import_akomantoso."))
        return file


def may_publish_at_once(user):
    """Whoever imports writes, so that where it takes other eyes nobody may."""
    return not settings.SECOND_PAIR_OF_EYES and all(may(user, model, AT_ONCE) for model in (Conference, Statement))


class DebateImporting:
    """Adds the page to the admin of conferences."""

    change_list_template = "admin/proceedings/conference/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_debate)
        return [path("import/", view, name="proceedings_conference_import"), *super().get_urls()]

    def may_import(self, user):
        return user.has_perms(["proceedings.add_conference", "proceedings.add_statement"])

    def changelist_view(self, request, extra_context=None):
        more = {"may_import": self.may_import(request.user)}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def import_debate(self, request):
        if not self.may_import(request.user):
            raise PermissionDenied
        if request.method == "POST" and "packed" in request.POST:
            return self.confirmed(request)
        form = DebateForm(request.POST or None, request.FILES or None, user=request.user)
        context = {"form": form}
        if request.method == "POST" and form.is_valid():
            context |= self.preview(request, form)
        return self.page(request, context)

    def preview(self, request, form):
        """What the import would do, and the import packed up to be sent again; or what is wrong."""
        options = dict(form.cleaned_data)
        file = options.pop("file")
        data = file.read()
        try:
            imported = load_debates([(file.name, data)], **options, by=request.user, dry_run=True)
        except FixtureError as error:
            return {"problems": error.problems[:SHOWN], "more": max(0, len(error.problems) - SHOWN)}
        if missing := lacking(request.user, imported.tally):
            return {"problems": [missing], "more": 0}
        packed = signing.dumps([file.name, data.decode("latin-1"), options], salt=SALT, compress=True)
        if len(packed) > MOST_PACKED:
            form.add_error("file", _("This file is too long for a page: import it with manage.py import_akomantoso."))
            return {}
        return {"imported": imported, "packed": packed, "name": file.name, "changes": imported.tally.changes[:SHOWN]}

    def confirmed(self, request):
        try:
            name, text, options = signing.loads(request.POST["packed"], salt=SALT, max_age=HOUR)
        except signing.BadSignature:
            self.message_user(request, _("Nothing was imported: choose the file again."), messages.ERROR)
            return HttpResponseRedirect(request.path)
        data = text.encode("latin-1")
        try:
            tally = load_debates([(name, data)], **options, by=request.user, dry_run=True).tally
            if missing := lacking(request.user, tally):
                return self.page(request, {"form": DebateForm(user=request.user), "problems": [missing]})
            imported = load_debates([(name, data)], **options, by=request.user)
        except FixtureError as error:
            return self.page(
                request, {"form": DebateForm(initial=options, user=request.user), "problems": error.problems[:SHOWN]}
            )
        self.log_import(request, imported, name)
        self.message_user(
            request, _("Imported %(name)s: %(tally)s.") % {"name": name, "tally": imported.tally}, messages.SUCCESS
        )
        return HttpResponseRedirect(reverse("admin:proceedings_conference_changelist"))

    def page(self, request, context):
        common = {"title": _("Import a debate"), "opts": self.opts, "media": self.media}
        return TemplateResponse(
            request, "admin/import_debate.html", self.admin_site.each_context(request) | common | context
        )

    def log_import(self, request, imported, name):
        """Who did it, for the history of the conference."""
        rows = Conference.objects.filter(slug__in=imported.conferences)
        message = str(_("Imported %s.") % name)
        LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, change_message=message)

"""Importing a debate in Akoma Ntoso: previewed first, and written after confirmation."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.importing.akomantoso import FixtureError, load_debates
from proceedings.models import Conference

from .forms import DebateForm
from .permissions import permission_error

# The file travels in the page, signed, until it is confirmed. Nothing is stored on the server.
MAX_PACKED = 2 * 1024 * 1024  # Characters.
MAX_AGE = 3600  # Seconds.
SALT = "proceedings.admin.uploads.debates"
# The most problems and changes that the page shows.
MAX_LINES = 200


class ImportDebatePage(AdminPage):
    route = "import/"
    name = "import"
    template_name = "admin/proceedings/conference/import_debate.html"
    title = _("Import a debate")

    def has_permission(self):
        return self.request.user.has_perms(["proceedings.add_conference", "proceedings.add_statement"])

    def get(self, request):
        return self.render(form=DebateForm(user=request.user))

    def post(self, request):
        if "packed" in request.POST:
            return self.confirm(request.POST["packed"])
        form = DebateForm(request.POST, request.FILES, user=request.user)
        context = self.preview_context(form) if form.is_valid() else {}
        return self.render(form=form, **context)

    def preview_context(self, form):
        """Return the changes that the import would make, with the packed import to confirm; or its problems."""
        options = dict(form.cleaned_data)
        file = options.pop("file")
        data = file.read()
        try:
            imported = load_debates([(file.name, data)], **options, by=self.request.user, dry_run=True)
        except FixtureError as error:
            return {"problems": error.problems[:MAX_LINES], "more": max(0, len(error.problems) - MAX_LINES)}
        if error := permission_error(self.request.user, imported.tally):
            return {"problems": [error], "more": 0}
        packed = pack(file.name, data, options)
        if len(packed) > MAX_PACKED:
            form.add_error(
                "file", _("This file is too large for this page. Import it with manage.py import_akomantoso.")
            )
            return {}
        changes = imported.tally.changes[:MAX_LINES]
        (sample,) = imported.samples
        return {"imported": imported, "packed": packed, "name": file.name, "changes": changes, "sample": sample}

    def confirm(self, packed):
        user = self.request.user
        try:
            name, data, options = unpack(packed)
        except signing.BadSignature:
            messages.error(self.request, _("Nothing was imported. Please choose the file again."))
            return HttpResponseRedirect(self.request.path)
        try:
            tally = load_debates([(name, data)], **options, by=user, dry_run=True).tally
            if error := permission_error(user, tally):
                return self.render(form=DebateForm(user=user), problems=[error])
            imported = load_debates([(name, data)], **options, by=user)
        except FixtureError as error:
            return self.render(form=DebateForm(initial=options, user=user), problems=error.problems[:MAX_LINES])
        conferences = Conference.objects.filter(slug__in=imported.conferences)
        message = str(_("Imported %s.") % name)
        LogEntry.objects.log_actions(user.pk, conferences, CHANGE, change_message=message)
        messages.success(self.request, _("Imported %(name)s: %(tally)s.") % {"name": name, "tally": imported.tally})
        return HttpResponseRedirect(self.reverse("changelist"))


def pack(name, data, options):
    """Return a token with a file and the options of its import."""
    return signing.dumps([name, data.decode("latin-1"), options], salt=SALT, compress=True)


def unpack(packed):
    """Return (name, data, options) of a token. Raise signing.BadSignature if it is forged or too old."""
    name, text, options = signing.loads(packed, salt=SALT, max_age=MAX_AGE)
    return name, text.encode("latin-1"), options

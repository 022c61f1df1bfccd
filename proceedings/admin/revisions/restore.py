"""Restore a row to one of its versions, or a deleted row: first show it, then write it with a reason."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.models.history import set_change_reason

from .correction_notes import CorrectionNoteForm, parse_note, require_note, write_notes
from .diff import tracked_fields
from .display import format_datetime, own_label
from .forms import ReasonField
from .restored_row import RestoredRow


class RestoreForm(CorrectionNoteForm):
    why = ReasonField()
    # The number of the latest version that the editor has seen.
    now = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, statements, **kwargs):
        super().__init__(*args, **kwargs)
        self.statements, self.corrected = statements, []
        if not statements:
            for name in CorrectionNoteForm.base_fields:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        try:
            self.corrected = require_note(self.data, self.statements)
        except ValidationError as error:
            self.add_error("correction_note", error)
        return cleaned


@method_decorator(transaction.atomic, name="dispatch")
class RestorePage(AdminPage):
    """The page that asks before a row is restored."""

    route = "<key:pk>/history/<key:number>/restore/"
    name = "restore"
    template_name = "admin/restore.html"

    @cached_property
    def version(self):
        version = self.model.history.filter(id=self.kwargs["pk"], history_id=self.kwargs["number"]).first()
        if version is None:
            raise Http404
        return version

    @cached_property
    def row(self):
        """The row as it is, locked until it is written; None if it is deleted."""
        rows = self.model._base_manager.filter(pk=self.version.id)
        return (rows.select_for_update(of=("self",)) if self.request.method == "POST" else rows).first()

    @cached_property
    def restored(self):
        return RestoredRow(self.model_admin, self.row, self.version)

    @cached_property
    def latest(self):
        """The number of the latest version, as a text."""
        versions = self.model.history.filter(id=self.version.id).order_by("-history_id")
        return str(versions.values_list("history_id", flat=True).first())

    def has_permission(self):
        # The row is asked about before it takes the values of the version.
        return self.model_admin.has_restore_permission(self.request, self.row) and self.model_admin.may_restore_to(
            self.request, self.restored.row
        )

    def form(self, data=None):
        return RestoreForm(data, initial={"now": self.latest}, statements=self.restored.statements())

    def get(self, request, pk, number):
        return self.render_form(self.form())

    def post(self, request, pk, number):
        form = self.form(request.POST or None)
        if form.is_valid():
            if form.cleaned_data["now"] != self.latest:
                form.add_error(None, _("Somebody saved this in the meantime. Check the changes, then try again."))
                form.data = form.data.copy()
                form.data["now"] = self.latest
            elif self.restore(form):
                return HttpResponseRedirect(self.reverse("history", pk))
        return self.render_form(form)

    def render_form(self, form):
        title = _("Restore “%(name)s” as it was on %(time)s?") % {
            "name": own_label(self.version),
            "time": format_datetime(self.version.history_date),
        }
        return self.render(
            title=title,
            form=form,
            is_deleted=self.row is None,
            changes=self.restored.changes(),
            left_out=self.restored.left_out,
            back=self.reverse("history", self.version.id),
        )

    def restore(self, form):
        """Write the row and return True; or add the errors to the form and return False."""
        why = _("Restored as it was on %(time)s: %(why)s") % {
            "time": format_datetime(self.version.history_date),
            "why": form.cleaned_data["why"],
        }
        # The history reads the reason from the request, for the correction that is written too.
        self.request.change_reason = str(why)
        try:
            with transaction.atomic():
                row = set_change_reason(self.restored.row, str(why))
                # Rows that it refers to may be deleted: the other checks need them.
                row.clean_fields()
                row.full_clean()
                row.save()
                for field, keys in self.restored.tags.items():
                    getattr(row, field.name).set(keys)
                note, _no_substance = parse_note(self.request.POST)
                write_notes(note, form.corrected)
        except ValidationError as error:
            form.add_error(None, self.messages_of(error))
            return False
        log = self.model_admin.log_addition if self.row is None else self.model_admin.log_change
        log(self.request, row, str(why))
        messages.success(self.request, _("Restored “%s”.") % own_label(self.version))
        return True

    def messages_of(self, error):
        """The messages of a ValidationError, each with the name of its field."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        names = {field.name: f"{field.verbose_name}: " for field in tracked_fields(self.model)}
        return [f"{names.get(name, '')}{text}" for name, texts in by_field.items() for text in texts]

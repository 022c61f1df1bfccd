"""The part of a ModelAdmin that guards a form against other editors and asks for notes and reasons."""

from contextlib import nullcontext

from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import page_url
from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.suggestions import languages, time_zones
from proceedings.admin.unsaved.kept_forms import take_form, texts_of, turn_into_post
from proceedings.admin.unsaved.saved_copies import report_saved, report_unsaved
from proceedings.models import Statement

from .correction_notes import parse_note, write_notes
from .edit_session import EditSession
from .forms import VERSIONS


class RevisionMixin:
    """No save overwrites what its editor has not seen; the history keeps the reason of each change."""

    # The title of the fieldset that the correction note is about; without one it is beside the reason of the change.
    note_fieldset = None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        pk = int(object_id) if object_id and KEY.fullmatch(object_id) else None
        session = request.edit_session = EditSession(self, request, pk)
        if kept := take_form(request):
            session.kept = kept
            turn_into_post(request, kept)
            if not self.may_send_form(request, pk):
                message = _("You may not save this any more. You can copy your text from here:")
                return self.texts_response(request, message, title=_("Not permitted"), status=403)
        with transaction.atomic() if request.method == "POST" else nullcontext():
            if pk is not None and request.method == "POST":
                if "_saveasnew" not in request.POST and session.is_deleted():
                    return self.deleted_row_response(request, session)
                session.check_versions()
            elif pk is not None:
                # Before the row is read: a save between the two then counts as unseen.
                session.load_versions()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def deleted_row_response(self, request, session):
        """Offer the sent text as a new row to an editor who may add one, and as texts to copy to any other."""
        deletion = session.deletion()
        if deletion is None:
            report_unsaved(request)
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(session.pk))
        if not self.has_add_permission(request):
            message = _(
                "“%(name)s” was deleted by %(user)s on %(time)s, after you opened the form. Nothing was saved. "
                "You can copy your text from here:"
            )
            return self.texts_response(request, message % deletion, title=_("Deleted"), status=409)
        session.turn_into_new_row(deletion)
        return super().changeform_view(request, None, page_url(self.opts, "add"))

    def may_send_form(self, request, pk):
        row = self.get_queryset(request).filter(pk=pk).first() if pk else None
        return self.has_change_permission(request, row) if row else self.has_add_permission(request)

    def texts_response(self, request, message, *, title, status):
        """Return a page with the texts that were sent, to copy them."""
        report_unsaved(request)
        context = {"title": title, "opts": self.opts, "texts": texts_of(request), "message": message}
        context = self.admin_site.each_context(request) | context
        return TemplateResponse(request, "admin/unsaved_texts.html", context, status=status)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if change and not self.has_change_permission(request, obj):
            form.base_fields.clear()
        form.edit_session = request.edit_session
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return fieldsets
        note = ["correction_note", "no_change_of_substance"] if self.shows_correction_note(obj) else []
        if note and self.note_fieldset:
            fieldsets = [
                (name, options | {"fields": [*options["fields"], *note]} if name == self.note_fieldset else options)
                for name, options in fieldsets
            ]
            note = []
        return [*fieldsets, (_("This change"), {"fields": [*note, "why", VERSIONS]})]

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"conflict": request.edit_session.conflict, "languages": languages(), "time_zones": time_zones()}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request, form, change):
        # The history reads the reason from the request, for each row that this form writes.
        request.change_reason = form.cleaned_data["why"]
        return super().save_form(request, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        # A popup answers with a page.
        report_saved(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        report_saved(request)
        return super().response_change(request, obj)

    # Correction notes

    def published_statements(self, obj):
        """The published statements that the form of a row can change."""
        return Statement.objects.none()

    def shows_correction_note(self, obj):
        return self.published_statements(obj).exists()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note, _no_substance = parse_note(request.POST)
        corrected = [form.corrected, *(formset.corrected for formset in formsets)]
        write_notes(note, {row.pk: row for rows in corrected for row in rows}.values())

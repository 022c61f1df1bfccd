"""Two editors of one row: the second, whose form was opened before the first one saved, is told and shown both.

A form holds the version that it shows of its row and of each row of its inlines. When it is sent, the rows are locked
and their versions compared. What only the other editor changed is taken over into the form; what both changed stays as
the second wrote it, beside what is stored. The form is then asked for again, against the versions of now.
"""

from contextlib import nullcontext

from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY

from .display import called, moment, who
from .forms import SEEN
from .post_data import renumber
from .three_way import Conflict, Meeting, read, shown, versions, written


class Conflicts:
    """For every desk: no save goes over what its editor has not seen."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.conflict = request.versions = None
        key = object_id if object_id and KEY.fullmatch(object_id) else None
        with transaction.atomic() if request.method == "POST" else nullcontext():
            if key and request.method == "POST":
                if self.is_gone(request, int(key)):
                    return self.tell_gone(request, int(key))
                self.meet(request, int(key))
            elif key:
                # Before the row is read: a save between the two is then met, not gone over.
                request.versions = {
                    prefix: versions(model, condition)
                    for prefix, model, condition in self.rows_shown(request, int(key))
                }
            return super().changeform_view(request, object_id, form_url, extra_context)

    def rows_shown(self, request, pk):
        """What the form shows, or has sent. An inline of a thousand rows is no part of it."""
        for prefix, model, condition in shown(self, pk):
            sent = not prefix or f"{prefix}-TOTAL_FORMS" in request.POST
            if sent if request.method == "POST" else not prefix or self.has_room(model, condition):
                yield prefix, model, condition

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if change and not self.has_change_permission(request, obj):
            form.base_fields.clear()
        form.conflict = getattr(request, "conflict", None)
        if found := getattr(request, "versions", None):
            form.state = written(found)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, context | {"conflict": request.conflict}, *args, **kwargs)

    # A row that was deleted meanwhile

    def is_gone(self, request, pk):
        return "_saveasnew" not in request.POST and not self.model._base_manager.filter(pk=pk).exists()

    def tell_gone(self, request, pk):
        """What was typed becomes a new row's form, for whoever may add one; anybody else can copy it."""
        last = self.model.history.filter(id=pk).select_related("history_user").order_by("-history_id").first()
        if last is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        words = {"name": called(last), "who": who(last), "when": moment(last.history_date)}
        if not self.has_add_permission(request):
            texts = [(name, value) for name, value in request.POST.items() if value and not name.startswith("csrf")]
            context = {"title": _("Deleted meanwhile"), "opts": self.opts, "texts": texts, "words": words}
            context = self.admin_site.each_context(request) | context
            return TemplateResponse(request, "admin/gone.html", context, status=409)
        told = _(
            "“%(name)s” was deleted by %(who)s on %(when)s, after you opened this form. What you wrote is below, "
            "and not saved: save it to make it anew, or restore what was deleted from the list “Deleted” first."
        )
        request.conflict = Conflict(told % words)
        request.conflict.rows = [request.conflict.sentence]
        data = request.POST.copy()
        data[SEEN] = ""
        for prefix, _model, _condition in self.rows_shown(request, pk):
            if prefix:
                renumber(data, prefix, known=set())
        request.POST = data
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, address)

    # A row that was changed meanwhile

    def meet(self, request, pk):
        """Compare what the form has seen with what is there; on a difference, rewrite what was sent, and refuse it."""
        found = list(self.rows_shown(request, pk))
        for _prefix, model, condition in found if connection.features.has_select_for_update else ():
            list(model._base_manager.filter(**condition).order_by("pk").select_for_update().values_list("pk"))
        request.versions = {prefix: versions(model, condition) for prefix, model, condition in found}
        seen = read(request.POST.get(SEEN, ""))
        if all(seen.get(prefix, {}) == rows for prefix, rows in request.versions.items()):
            return
        meeting = Meeting(self, request, seen, pk)
        for prefix, model, _condition in found:
            meeting.compare(prefix, model)
        meeting.data[SEEN] = written(request.versions)
        request.POST = meeting.data
        request.conflict = meeting.met()

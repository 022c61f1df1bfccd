"""A row as it was in one of its versions, or a deleted row anew: shown first, told why, written like any other save."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY
from proceedings.editorial.published_versions import seen_of
from proceedings.models import Correction, Statement, Translation
from proceedings.models.history import because

from .correction_notes import TellingForm, demand, published, told
from .diff import changes, fields_of, state_of, value_of
from .display import Names, called, moment

# What a move writes, and no other way.
MOVED = {
    *("status", "published_at", "publish_at", "scheduled_by"),
    *("withdrawn_at", "withdrawal_reason", "sent_back_because"),
}


class RestoreForm(TellingForm):
    why = forms.CharField(
        label=_("Reason for this change"),
        max_length=500,
        widget=forms.TextInput({"class": "vTextField", "dir": "auto"}),
        help_text=_("Kept in the history; readers do not see it."),
    )
    now = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, statements, **kwargs):
        super().__init__(*args, **kwargs)
        self.statements, self.corrected = statements, []
        if not statements:
            for name in TellingForm.base_fields:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        try:
            self.corrected = demand(self.data, self.statements)
        except ValidationError as error:
            self.add_error("correction_note", error)
        return cleaned


class Restoring:
    """For every desk: the page that asks before a row is restored."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<int:pk>/history/<int:number>/restore/", view, name=name), *super().get_urls()]

    def may_restore(self, request, row):
        return self.has_change_permission(request, row) if row else self.has_add_permission(request)

    def kept(self, row):
        """The fields that stay as they are: no version moves a row, gives it another address or another place."""
        names = MOVED | {"position"} | {field.name for field in fields_of(self.model) if is_file(field)}
        if row and self.was_public(row):
            names |= {*self.fixed_once_public, "slug"}
        return names

    @transaction.atomic
    def restore_view(self, request, pk, number):
        if not (KEY.fullmatch(str(pk)) and KEY.fullmatch(str(number))):
            raise Http404
        version = self.model.history.filter(id=pk, history_id=number).first()
        if version is None:
            raise Http404
        row = self.held(request, pk)
        if not self.may_restore(request, row):
            raise PermissionDenied
        plan = Plan(self, row, version)
        if not self.may_restore_to(request, plan):
            raise PermissionDenied
        latest = self.model.history.filter(id=pk).order_by("-history_id").values_list("history_id", flat=True).first()
        form = RestoreForm(request.POST or None, initial={"now": latest}, statements=plan.statements())
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["now"] != str(latest):
                form.add_error(None, _("It was saved meanwhile: look at what would change now, and answer again."))
                form.data = form.data.copy()
                form.data["now"] = str(latest)
            elif self.restore(request, plan, form):
                return HttpResponseRedirect(reverse(self.address("history"), args=[pk]))
        context = {
            "title": _("Restore “%(name)s” as it was on %(when)s?")
            % {"name": called(version), "when": moment(version.history_date)},
            "form": form,
            "is_deleted": row is None,
            "changes": plan.changes(),
            "left_out": plan.left_out,
            "back": reverse(self.address("history"), args=[pk]),
        }
        return self.answer(request, "admin/restore.html", context)

    def address(self, view):
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}"

    def held(self, request, pk):
        rows = self.model._base_manager.filter(pk=pk)
        return (rows.select_for_update(of=("self",)) if request.method == "POST" else rows).first()

    def may_restore_to(self, request, plan):
        """Whether the user may have a row with what the version says."""
        return True

    def restore(self, request, plan, form):
        """Write it; False when something stands in the way, which the form then tells."""
        why = _("Restored as it was on %(when)s: %(why)s") % {
            "when": moment(plan.version.history_date),
            "why": form.cleaned_data["why"],
        }
        request.change_reason = str(why)
        try:
            with transaction.atomic():
                row = because(plan.row, str(why))
                # What it refers to may be gone: nothing else is looked at before that.
                row.clean_fields()
                row.full_clean()
                row.save()
                for field, keys in plan.tags.items():
                    getattr(row, field.name).set(keys)
                note, _without = told(request.POST)
                for statement in form.corrected if note else ():
                    Correction.objects.tell(statement, note)
        except ValidationError as error:
            form.add_error(None, [f"{self.name_of(name)}{text}" for name, texts in by_field(error) for text in texts])
            return False
        message = _("Restored “%s”.") % called(plan.version)
        (self.log_addition if plan.was is None else self.log_change)(request, row, str(why))
        self.message_user(request, message, messages.SUCCESS)
        return True

    def name_of(self, name):
        names = {field.name: field.verbose_name for field in fields_of(self.model)}
        return f"{names[name]}: " if name in names else ""


class Plan:
    """A row as restoring would leave it; `was` is its state before, None where it is deleted."""

    def __init__(self, desk, row, version):
        self.desk, self.version = desk, version
        self.names = Names(desk.admin_site)
        self.was = state_of(row) if row else None
        # A version of a row that is there no more makes a new row of the same key.
        self.row = row or desk.model(pk=version.id)
        self.tags, self.left_out = {}, []
        kept = desk.kept(row)
        for field in fields_of(desk.model):
            if field.name not in kept:
                self.take(field)
        self.place()

    def take(self, field):
        value = value_of(self.version, field)
        if not field.many_to_many:
            setattr(self.row, field.attname, value)
            return
        there = set(field.related_model._base_manager.filter(pk__in=value).values_list("pk", flat=True))
        self.tags[field] = there
        self.left_out += [self.names.of(field.related_model, key) for key in sorted(value - there)]

    def place(self):
        """Where the row comes back to something that has an order, it comes last."""
        field = next((field for field in fields_of(self.desk.model) if field.name == "position"), None)
        if field is None:
            return
        whole = next((own for own in fields_of(self.desk.model) if own.name in {"session", "conference"}), None)
        has_moved = self.was is None or (whole and self.was[whole] != getattr(self.row, whole.attname))
        if has_moved:
            self.row.position = None if field.blank else self.version.position

    def after(self):
        return {
            field: frozenset(self.tags[field]) if field in self.tags else getattr(self.row, field.attname)
            for field in self.was or fields_of(self.desk.model)
            if field in self.tags or not field.many_to_many
        }

    def changes(self):
        states = [self.was, {field: value for field, value in self.after().items() if field.name != "position"}]
        self.names.learn_all(state for state in states if state)
        return changes(states[0], states[1], self.names)

    def statements(self):
        """The published statements of which it would change what readers see."""
        seen, after = seen_of(self.desk.model), self.after()
        if not any(field.name in seen and (self.was is None or self.was[field] != after[field]) for field in after):
            return []
        keys = {self.version.id} if self.desk.model is Statement else set()
        if self.desk.model is Translation:
            keys = {self.row.statement_id}
        return list(published().filter(pk__in=keys))


def is_file(field):
    # The file of a former version may be gone.
    return isinstance(field, models.FileField)


def by_field(error):
    return error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]

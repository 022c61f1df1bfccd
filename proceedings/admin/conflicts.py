"""Two editors of one row: the second, whose form was opened before the first one saved, is told and shown both.

A form holds the version that it shows of its row and of each row of its inlines. When it is sent, the rows are locked
and their versions compared. What only the other editor changed is taken over into the form; what both changed stays as
the second wrote it, beside what is stored. The form is then asked for again, against the versions of now.
"""

import json
from contextlib import nullcontext
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .changes import Change, difference, same, state_of
from .noun_form import SEEN
from .references import KEY
from .sending import put, renumber
from .telling import Names, called, moment


class Met(NamedTuple):
    """A field that another editor changed: whether this one did too, how the stored one differs, and what is stored."""

    label: str
    both: bool
    change: Change
    stored: str


class Conflict:
    """What another editor did meanwhile, for the form that met it."""

    def __init__(self, sentence=""):
        self.sentence = sentence
        self.met = []
        # In sentences: rows that are gone and were written here too; what else happened, which nobody goes over.
        self.rows = []
        self.news = []

    def __bool__(self):
        return bool(self.met or self.rows)


def shown(desk, pk):
    """The rows that a form can show: (prefix, model, condition); its own row has no prefix."""
    yield "", desk.model, {"pk": pk}
    for inline in desk.inlines:
        key = next(field for field in inline.model._meta.fields if field.related_model is desk.model)
        yield key.remote_field.get_accessor_name(), inline.model, {key.name: pk}


def versions(model, condition):
    """{key: number of its last version} of rows; 0 for one without a history."""
    last = model.history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_id")[:1]
    rows = model._base_manager.filter(**condition).order_by("pk")
    return {pk: version or 0 for pk, version in rows.values_list("pk", Subquery(last))}


def written(found):
    return json.dumps(found, separators=(",", ":"))


def read(text):
    """{prefix: {key: version}} of what a form sent; nothing of what is no such thing."""
    try:
        sent = json.loads(text)
        return {prefix: {int(pk): int(version) for pk, version in rows.items()} for prefix, rows in sent.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


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
        request.conflict = meeting.conflict or None


def who(version):
    return str(version.history_user or _("the site's operator"))


class Meeting:
    """Compares, for one form, the rows as they were seen, as they are, and as they were sent."""

    def __init__(self, desk, request, seen, pk):
        self.desk, self.request, self.seen = desk, request, seen
        self.row = desk.model._base_manager.get(pk=pk)
        self.data = request.POST.copy()
        self.names = Names(desk.admin_site)
        last = desk.model.history.filter(id=pk).select_related("history_user").order_by("-history_id").first()
        words = {"who": who(last), "when": moment(last.history_date)} if last else {"who": "", "when": ""}
        told = _(
            "Saved by %(who)s on %(when)s, after you opened this form. Nothing of yours is saved yet and nothing is "
            "lost: look at what changed above the fields, take over what you like, and save again."
        )
        self.conflict = Conflict(told % words)

    def compare(self, prefix, model):
        seen, now = self.seen.get(prefix, {}), self.request.versions[prefix]
        if seen == now:
            return
        stored = model._base_manager.in_bulk([pk for pk in now if now[pk] != seen.get(pk)])
        bases = model.history.in_bulk([seen[pk] for pk in seen if pk not in now or pk in stored])
        base = {pk: bases.get(seen[pk]) for pk in seen}
        if not prefix:
            for pk, row in stored.items():
                form = self.desk.get_form(self.request, row, change=True)
                self.fields("", form, base.get(pk), row, str(self.desk.opts.verbose_name))
            return
        if (form := self.form_of(prefix)) is None:
            return
        sent, dropped = rows_of(self.data, prefix), set()
        for pk, row in stored.items():
            label = f"{capfirst(model._meta.verbose_name)} {called(row)}"
            if pk in sent:
                self.fields(f"{prefix}-{sent[pk]}", form, base.get(pk), row, label)
            elif pk not in seen:
                self.conflict.rows.append(
                    _("New: %(row)s. It is not among the rows below, and stays.") % {"row": label}
                )
        for pk in sent.keys() - now.keys():
            at = f"{prefix}-{sent[pk]}"
            touched = f"{at}-DELETE" not in self.data and (
                base.get(pk) is None or form(self.data, instance=base[pk].instance, prefix=at).has_changed()
            )
            name = f"{model._meta.verbose_name} {called(base[pk]) if base.get(pk) else pk}"
            if touched:
                told = _("Deleted: %(row)s. You changed it, so it is below as a new row.")
                self.conflict.rows.append(told % {"row": name})
            else:
                self.conflict.news.append(_("Deleted: %(row)s.") % {"row": name})
                dropped.add(sent[pk])
        renumber(self.data, prefix, known=set(now), dropped=dropped)

    def form_of(self, prefix):
        """The class of an inline's forms; None where this editor has none."""
        formsets = self.desk.get_formsets_with_inlines(self.request, self.row)
        return next((formset.form for formset, _inline in formsets if formset.get_default_prefix() == prefix), None)

    def fields(self, prefix, form_class, base, row, label):
        """Compare field by field; `prefix` is empty for the form's own row."""
        prefix = prefix or None
        before, now = base and state_of(base), state_of(row)
        mine = form_class(self.data, instance=row, prefix=prefix)
        stored = form_class(instance=row, prefix=prefix)
        tags = {field.name: list(before[field]) for field in before or () if field.many_to_many}
        since = form_class(self.data, instance=base.instance, prefix=prefix, initial=tags) if base else mine
        for field, value in now.items():
            if before and same(before[field], value):
                continue
            name = field.name
            is_here = name in mine.fields and not mine.fields[name].disabled
            if is_here and name not in mine.changed_data:
                continue
            told = f"{capfirst(label)}: {field.verbose_name}" if prefix else capfirst(field.verbose_name)
            both = is_here and name in since.changed_data
            if is_here and not both:
                put(self.data, stored[name])
            was = sent_value(mine, name, field) if both else before and before[field]
            one, other = (value, was) if both else (was, value)
            change = difference(field, one if one is not None else empty(field), other, self.names)
            self.conflict.met.append(Met(told, both, change, text_of(field, value)))


def sent_value(form, name, field):
    """What a field was sent, as a value or, where it is none, as it was written."""
    data = form[name].data
    try:
        value = form.fields[name].clean(data)
    except ValidationError:
        return () if field.many_to_many else str(data)
    return value


def empty(field):
    return () if field.many_to_many else None


def text_of(field, value):
    """A text to copy from; anything else is short enough to be typed."""
    return value if field.get_internal_type() == "TextField" else ""


def rows_of(data, prefix):
    """{key: index} of the rows that a form sent."""
    try:
        total = int(data.get(f"{prefix}-TOTAL_FORMS", 0))
    except ValueError:
        return {}
    keys = {index: data.get(f"{prefix}-{index}-id", "") for index in range(min(total, 1000))}
    return {int(key): index for index, key in keys.items() if KEY.fullmatch(key)}

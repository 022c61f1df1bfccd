"""The rows of a form as they were seen, as they are, and as they were sent."""

import json
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY

from .diff import difference, same, state_of
from .display import Names, called, moment, who
from .post_data import put, renumber


class Met(NamedTuple):
    """A field that another editor changed: whether this one did too, how the stored one differs, and what is stored."""

    label: str
    both: bool
    change: list
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
    except (ArithmeticError, AttributeError, RecursionError, TypeError, ValueError):
        return {}


class Meeting:
    """Compares, for one form, the rows as they were seen, as they are, and as they were sent."""

    def __init__(self, desk, request, seen, pk):
        self.desk, self.request, self.seen = desk, request, seen
        self.row = desk.model._base_manager.get(pk=pk)
        self.data = request.POST.copy()
        self.names = Names(desk.admin_site)
        self.last = None
        self.conflict = Conflict()

    def met(self):
        """What there is to tell, and of whom; None where the other editor's work leaves this one's alone."""
        if not self.conflict:
            return None
        told = _(
            "Saved by %(who)s on %(when)s, after you opened this form. Nothing of yours is saved yet and nothing is "
            "lost: look at what changed above the fields, take over what you like, and save again."
        )
        unknown = _("Something was saved after you opened this form: look at it above the fields, and save again.")
        words = self.last and {"who": who(self.last), "when": moment(self.last.history_date)}
        self.conflict.sentence = told % words if words else unknown
        return self.conflict

    def remember(self, model, keys):
        """The latest of the versions that this form has not seen."""
        versions = model.history.filter(id__in=keys).select_related("history_user").order_by("-history_id")
        last = versions.first()
        if last and (self.last is None or last.history_date > self.last.history_date):
            self.last = last

    def compare(self, prefix, model):
        seen, now = self.seen.get(prefix, {}), self.request.versions[prefix]
        if seen == now:
            return
        stored = model._base_manager.in_bulk([pk for pk in now if now[pk] != seen.get(pk)])
        bases = model.history.in_bulk([seen[pk] for pk in seen if pk not in now or pk in stored])
        base = {pk: bases.get(seen[pk]) for pk in seen}
        self.remember(model, [pk for pk in {*seen, *now} if seen.get(pk) != now.get(pk)])
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

"""A three-way comparison: the rows of a form as they were opened, as they are stored, and as they were sent."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.sent_rows import row_indexes
from proceedings.admin.forms.time_zones import TIMES_IN, known_zone

from .conflicts import ChangedField, Conflict
from .diff import diff_lines, empty_value, is_same, state_of
from .display import RelatedLabels, author_of, format_datetime, own_label
from .post_data import renumber_rows, set_value


class Comparison:
    """The comparison of one form that was sent.

    `data` becomes the POST data in which the fields that only another editor changed have their stored values;
    `conflict` collects what this editor has not seen.
    """

    def __init__(self, model_admin, request, pk, *, opened, stored):
        """Compare the versions of the rows when the form was opened with those that are stored (see row_versions)."""
        self.model_admin, self.request, self.opened, self.stored = model_admin, request, opened, stored
        self.row = model_admin.model._base_manager.get(pk=pk)
        self.data = request.POST.copy()
        self.labels = RelatedLabels(model_admin.admin_site)
        self.last_version = None
        self.conflict = Conflict()

    def result(self):
        """The conflict, or None if the editor has nothing to look at."""
        if not self.conflict:
            return None
        if self.last_version:
            message = _(
                "Saved by %(user)s on %(time)s, after you opened this form. Your changes are not saved yet. "
                "Check the differences above the fields, then save again."
            )
            self.conflict.message = message % {
                "user": author_of(self.last_version),
                "time": format_datetime(self.last_version.history_date),
            }
        else:
            self.conflict.message = _(
                "Something was saved after you opened this form. Your changes are not saved yet. "
                "Check the differences above the fields, then save again."
            )
        return self.conflict

    def compare(self, prefix, model):
        """Compare the rows of one prefix."""
        opened, stored = self.opened.get(prefix, {}), self.stored[prefix]
        if opened == stored:
            return
        rows = model._base_manager.in_bulk([pk for pk in stored if stored[pk] != opened.get(pk)])
        versions = model.history.in_bulk([opened[pk] for pk in opened if pk not in stored or pk in rows])
        bases = {pk: versions.get(opened[pk]) for pk in opened}
        self.set_last_version(model, [pk for pk in {*opened, *stored} if opened.get(pk) != stored.get(pk)])
        if not prefix:
            for pk, row in rows.items():
                form = self.model_admin.get_form(self.request, row, change=True)
                self.compare_fields("", form, bases.get(pk), row, str(self.model_admin.opts.verbose_name))
        elif form := self.inline_form(prefix):
            self.compare_inline(prefix, form, rows, bases)

    def set_last_version(self, model, keys):
        """Keep the latest of the versions that this form has not seen."""
        versions = model.history.filter(id__in=keys).select_related("history_user").order_by("-history_id")
        last = versions.first()
        if last and (self.last_version is None or last.history_date > self.last_version.history_date):
            self.last_version = last

    def inline_form(self, prefix):
        """The form class of an inline, or None if this editor does not have the inline."""
        formsets = self.model_admin.get_formsets_with_inlines(self.request, self.row)
        return next((formset.form for formset, _inline in formsets if formset.get_default_prefix() == prefix), None)

    def compare_inline(self, prefix, form, rows, bases):
        """Compare the changed rows of an inline; `bases` are the versions that the form was opened with."""
        sent, stored = row_indexes(self.data, prefix), self.stored[prefix]
        for pk, row in rows.items():
            label = f"{capfirst(row._meta.verbose_name)} {own_label(row)}"
            if pk in sent:
                self.compare_fields(f"{prefix}-{sent[pk]}", form, bases.get(pk), row, label)
            elif pk not in self.opened.get(prefix, {}):
                message = _("New: %(row)s. It is not among the rows below, and stays.")
                self.conflict.rows.append(message % {"row": label})
        dropped = set()
        for pk in sent.keys() - stored.keys():
            if not self.keep_deleted_row(f"{prefix}-{sent[pk]}", form, pk, bases.get(pk)):
                dropped.add(sent[pk])
        renumber_rows(self.data, prefix, existing=set(stored), dropped=dropped)

    def keep_deleted_row(self, prefix, form, pk, base):
        """Report a row that the other editor deleted; return whether this editor changed it, so that it stays."""
        changed = f"{prefix}-DELETE" not in self.data and (
            base is None or form(self.data, instance=base.instance, prefix=prefix).has_changed()
        )
        label = f"{form._meta.model._meta.verbose_name} {own_label(base) if base else pk}"
        if changed:
            message = _("Deleted: %(row)s. You changed it, so it is below as a new row.")
            self.conflict.rows.append(message % {"row": label})
        else:
            self.conflict.notes.append(_("Deleted: %(row)s.") % {"row": label})
        return changed

    def compare_fields(self, prefix, form_class, base, row, label):
        """Compare one row field by field; `base` is its version when the form was opened, None if unknown."""
        prefix = prefix or None
        before, stored = base and state_of(base), state_of(row)
        against_stored = form_class(self.data, instance=row, prefix=prefix)
        # The texts of its times are in the zone of the form that was sent.
        stored_form = form_class(instance=row, prefix=prefix, initial={TIMES_IN: self.data.get(TIMES_IN)})
        tags = {field.name: list(before[field]) for field in before or () if field.many_to_many}
        against_base = (
            form_class(self.data, instance=base.instance, prefix=prefix, initial=tags) if base else against_stored
        )
        for field, value in stored.items():
            if before and is_same(before[field], value):
                continue
            name = field.name
            editable = name in against_stored.fields and not against_stored.fields[name].disabled
            if editable and name not in against_stored.changed_data:
                continue
            both = editable and name in against_base.changed_data
            if editable and not both:
                set_value(self.data, stored_form[name])
                if name == "slug" and row.has_automatic_slug():
                    # An automatic slug follows another field, which is compared by itself.
                    continue
            other = sent_value(against_stored, name, field) if both else before and before[field]
            old, new = (value, other) if both else (other, value)
            zone = known_zone(self.data.get(TIMES_IN)) or self.labels.zone(stored)
            lines = diff_lines(field, old if old is not None else empty_value(field), new, self.labels, (zone, zone))
            field_label = f"{capfirst(label)}: {field.verbose_name}" if prefix else capfirst(field.verbose_name)
            self.conflict.fields.append(ChangedField(field_label, both, lines, text_to_copy(field, value)))


def sent_value(form, name, field):
    """The value that was sent for a field, or its text if it is not valid."""
    data = form[name].data
    try:
        return form.fields[name].clean(data)
    except ValidationError:
        return () if field.many_to_many else str(data or "")


def text_to_copy(field, value):
    """The stored value of a long text; anything else is short enough to be typed."""
    return value if field.get_internal_type() == "TextField" else ""

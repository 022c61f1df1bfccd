"""The history of a row: who changed what, when and why, as it reads; the log itself nobody edits."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.widgets import KEY
from proceedings.models.history import CHANGED, CREATED, DELETED

from .diff import changes, state_of, with_tags
from .display import Names, called, moment, who
from .restore import Restoring

ON_A_PAGE = 25
# A save writes a version of a row, and one more of what it is tagged with.
ONE_SAVE = timedelta(seconds=1)
KINDS = {CREATED: _("Created"), CHANGED: _("Changed"), DELETED: _("Deleted")}


class Entry(NamedTuple):
    """What one save did. `restore` is the address that brings the row back to it, or empty."""

    when: str
    who: str
    why: str
    kind: str
    changes: list
    is_first: bool
    restore: str


class Histories(Restoring):
    """For every desk: the history of its rows, those included that were deleted."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        if not KEY.fullmatch(object_id):
            raise Http404
        row = self.labelled(self.model._base_manager.filter(pk=object_id)).first()
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        versions = self.model.history.filter(id=object_id).order_by("-history_id")
        page = Paginator(versions.select_related("history_user"), ON_A_PAGE).get_page(request.GET.get(PAGE_VAR))
        last = page.object_list[0] if page.object_list else None
        if row is None and last is None:
            raise Http404
        label = self.label(row) if row else called(last)
        context = {
            "title": _("History: %s") % label,
            "label": label,
            "row": row,
            "entries": list(self.entries(request, row, page, versions)),
            "page_obj": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "parts": self.parts(request, row) if row else [],
        }
        return self.answer(request, "admin/history.html", context)

    def answer(self, request, template, context, status=None):
        shared = self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, shared | context, status=status)

    def entries(self, request, row, page, versions):
        """The saves of a page, the latest first; each is compared with the one before, which may be on the next."""
        shown = list(page.object_list)
        before = list(versions.filter(history_id__lt=shown[-1].history_id)[:1]) if shown else []
        with_tags(self.model, [*shown, *before])
        states = {version: state_of(version) for version in [*shown, *before]}
        saves = grouped(shown, states)
        bases = [*(group[0] for group in saves[1:]), *before, None][: len(saves)]
        names = Names(self.admin_site)
        names.learn_all(states.values())
        may_restore = self.may_restore(request, row)
        for group, base in zip(saves, bases, strict=True):
            last, first = group[0], group[-1]
            is_new = first.history_type == CREATED
            gone = last.history_type == DELETED
            # A row that was there before its history began is told as it was then.
            told = [] if gone else changes(base and not is_new and states[base], states[last], names)
            is_now = row is not None and page.number == 1 and group is saves[0]
            address = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore"
            yield Entry(
                moment(last.history_date),
                who(last),
                last.history_change_reason,
                KINDS[DELETED if gone else CREATED if is_new else CHANGED],
                told,
                base is None and not is_new,
                reverse(address, args=[last.id, last.history_id]) if may_restore and not is_now else "",
            )

    def parts(self, request, row):
        """[(name, [(label, address)])]: the histories of what belongs to the row."""
        found = []
        for inline in self.inlines:
            key = next(field for field in inline.model._meta.fields if field.related_model is self.model)
            desk = self.admin_site.get_model_admin(inline.model)
            if not desk.has_view_or_change_permission(request):
                continue
            address = f"admin:{desk.opts.app_label}_{desk.opts.model_name}_history"
            rows = desk.labelled(inline.model._base_manager.filter(**{key.name: row.pk}).order_by("pk"))
            links = [(desk.label(part), reverse(address, args=[part.pk])) for part in rows[:ON_A_PAGE]]
            every = reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_deleted")
            found.append((capfirst(desk.opts.verbose_name_plural), links, every))
        return found

    def deleted_view(self, request):
        """The rows that are no more, the last one first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        there = self.model._base_manager.values("pk")
        # A row that was restored and deleted anew has several.
        later = self.model.history.filter(
            id=OuterRef("id"), history_type=DELETED, history_id__gt=OuterRef("history_id")
        ).order_by()
        gone = self.model.history.filter(~Exists(later), history_type=DELETED).exclude(id__in=there)
        versions = gone.select_related("history_user")
        page = Paginator(versions.order_by("-history_id"), ON_A_PAGE).get_page(request.GET.get(PAGE_VAR))
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        told = [
            {
                "label": called(version),
                "address": reverse(address, args=[version.id]),
                "when": moment(version.history_date),
                "who": who(version),
                "why": version.history_change_reason,
            }
            for version in page.object_list
        ]
        context = {
            "title": _("Deleted %s") % self.opts.verbose_name_plural,
            "gone": told,
            "page_obj": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
        }
        return self.answer(request, "admin/deleted.html", context)


def grouped(versions, states):
    """Versions, the latest first, in groups of those that one save wrote."""
    groups = []
    for version in versions:
        if groups and is_same_save(version, groups[-1][-1], states):
            groups[-1].append(version)
        else:
            groups.append([version])
    return groups


def is_same_save(earlier, later, states):
    """Whether the later one only tells what the row was tagged with, a moment after it was saved."""
    return (
        later.history_type == CHANGED
        and earlier.history_type != DELETED
        and earlier.history_user_id == later.history_user_id
        and later.history_date - earlier.history_date < ONE_SAVE
        and all(value == states[earlier][field] for field, value in states[later].items() if not field.many_to_many)
    )

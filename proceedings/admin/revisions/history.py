"""The history of a row: who changed what, when and why; and the list of deleted rows."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.admin.views.main import PAGE_VAR
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage, page_url
from proceedings.models.history import CHANGED, CREATED, DELETED

from .diff import FieldDiff, field_diffs, load_tags, state_of
from .display import RelatedLabels, author_of, format_datetime, own_label

PER_PAGE = 25
# A save writes a version of a row, and one more of its many-to-many fields.
ONE_SAVE = timedelta(seconds=1)
KINDS = {CREATED: _("Created"), CHANGED: _("Changed"), DELETED: _("Deleted")}


class Entry(NamedTuple):
    """One save. `restore` is the address of the page that restores the row as it was then, or empty."""

    time: str
    user: str
    why: str
    kind: str
    changes: list[FieldDiff]
    is_first: bool
    restore: str


class PaginatedPage(AdminPage):
    """A page of the admin with a list of versions in pages."""

    def paginate(self, versions):
        versions = versions.select_related("history_user").order_by("-history_id")
        return Paginator(versions, PER_PAGE).get_page(self.request.GET.get(PAGE_VAR))

    def render_list(self, page, **context):
        page_range = page.paginator.get_elided_page_range(page.number)
        return self.render(page_obj=page, page_range=page_range, page_var=PAGE_VAR, **context)


class HistoryPage(PaginatedPage):
    """The history of a row, which may be deleted."""

    route = "<key:pk>/history/"
    name = "history"
    template_name = "admin/history.html"

    def get(self, request, pk):
        row = self.model_admin.labelled(self.model._base_manager.filter(pk=pk)).first()
        versions = self.model.history.filter(id=pk)
        page = self.paginate(versions)
        if row is None and not page.object_list:
            raise Http404
        label = self.model_admin.label(row) if row else own_label(page.object_list[0])
        return self.render_list(
            page,
            title=_("History: %s") % label,
            label=label,
            row=row,
            entries=self.entries(row, page, versions),
            parts=self.parts(row) if row else [],
        )

    def entries(self, row, page, versions):
        """The saves on a page, the latest first, each compared with the one before, which may be on the next page."""
        shown = list(page.object_list)
        earlier = versions.filter(history_id__lt=shown[-1].history_id).order_by("-history_id") if shown else ()
        before = list(earlier[:1])
        load_tags(self.model, [*shown, *before])
        states = {version: state_of(version) for version in [*shown, *before]}
        saves = group_saves(shown, states)
        bases = [*(group[0] for group in saves[1:]), *before, None][: len(saves)]
        labels = RelatedLabels(self.model_admin.admin_site)
        labels.fetch_for(states.values())
        may_restore = self.model_admin.has_restore_permission(self.request, row)
        entries = []
        for group, base in zip(saves, bases, strict=True):
            last = group[0]
            is_new = group[-1].history_type == CREATED
            is_deleted = last.history_type == DELETED
            # Where the history begins later than the row, the first version shows the whole row.
            changes = [] if is_deleted else field_diffs(base and not is_new and states[base], states[last], labels)
            is_current = row is not None and page.number == 1 and group is saves[0]
            restore = self.reverse("restore", last.id, last.history_id) if may_restore and not is_current else ""
            entries.append(
                Entry(
                    time=format_datetime(last.history_date),
                    user=author_of(last),
                    why=last.history_change_reason,
                    kind=KINDS[DELETED if is_deleted else CREATED if is_new else CHANGED],
                    changes=changes,
                    is_first=base is None and not is_new,
                    restore=restore,
                )
            )
        return entries

    def parts(self, row):
        """[(name, [(label, address)], address of the deleted ones)]: the histories of the rows of each inline."""
        parts = []
        for inline in self.model_admin.inlines:
            key = next(field for field in inline.model._meta.fields if field.related_model is self.model)
            model_admin = self.model_admin.admin_site.get_model_admin(inline.model)
            if not model_admin.has_view_or_change_permission(self.request):
                continue
            rows = model_admin.labelled(inline.model._base_manager.filter(**{key.name: row.pk}).order_by("pk"))
            opts = model_admin.opts
            links = [(model_admin.label(part), page_url(opts, "history", part.pk)) for part in rows[:PER_PAGE]]
            parts.append((capfirst(opts.verbose_name_plural), links, page_url(opts, "deleted")))
        return parts


class DeletedPage(PaginatedPage):
    """The deleted rows, the last deleted one first."""

    route = "deleted/"
    name = "deleted"
    template_name = "admin/deleted.html"

    def get(self, request):
        # A row that was restored and deleted again has several versions of this kind.
        later = self.model.history.filter(
            id=OuterRef("id"), history_type=DELETED, history_id__gt=OuterRef("history_id")
        ).order_by()
        deleted = self.model.history.filter(~Exists(later), history_type=DELETED)
        page = self.paginate(deleted.exclude(id__in=self.model._base_manager.values("pk")))
        versions = [
            {
                "label": own_label(version),
                "address": self.reverse("history", version.id),
                "time": format_datetime(version.history_date),
                "user": author_of(version),
                "why": version.history_change_reason,
            }
            for version in page.object_list
        ]
        return self.render_list(page, title=_("Deleted %s") % self.opts.verbose_name_plural, versions=versions)


def group_saves(versions, states):
    """Versions, the latest first, in groups that one save wrote."""
    groups = []
    for version in versions:
        if groups and is_same_save(version, groups[-1][-1], states):
            groups[-1].append(version)
        else:
            groups.append([version])
    return groups


def is_same_save(earlier, later, states):
    """Whether the later version adds only the many-to-many fields, a moment after the row was saved."""
    return (
        later.history_type == CHANGED
        and earlier.history_type != DELETED
        and earlier.history_user_id == later.history_user_id
        and later.history_date - earlier.history_date < ONE_SAVE
        and all(value == states[earlier][field] for field, value in states[later].items() if not field.many_to_many)
    )

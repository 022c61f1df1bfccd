"""The admin's first page: my work, recent publications and corrections, and the completeness of each conference."""

from typing import NamedTuple

from django.contrib.admin.utils import model_ngettext
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.my_work import my_work
from proceedings.admin.proposals.waiting import may_draft, waiting_proposals
from proceedings.admin.workflow.filters import answered
from proceedings.models import Conference, Correction, Session, Speaker, Statement, Status, Theme
from proceedings.models.statements.queryset import IS_HIDDEN
from proceedings.models.workflow.statuses import PUBLISH, REVIEW
from proceedings.models.workflow.transitions import may_any

from .completeness import COLUMNS, changelist_url, completeness

# Rows of a panel, which links to its whole list.
PANEL_ROWS = 5
CONFERENCES_PER_PAGE = 20
NEWEST_FIRST = (F("starts_on").desc(nulls_last=True), "-pk")


class Panel(NamedTuple):
    """The first rows of a list, and a link to the whole list."""

    title: str
    link_text: str
    url: str
    entries: list


def desk_context(request):
    """Return the context of the first page for the user, in a fixed number of queries."""
    models = (Conference, Session, Speaker, Statement, Theme, Correction)
    visible = {model for model in models if has_permission(request.user, "view", model)}
    context = {
        "my_work": [panel for panel in my_work_panels(request.user, visible) if panel],
        "recent": [panel for panel in recent_panels(visible) if panel],
        "may_draft": may_draft(request.user),
    }
    waiting = waiting_proposals(request.user)
    context |= {"waiting": waiting[:PANEL_ROWS], "more_waiting": len(waiting[PANEL_ROWS:])}
    if Conference in visible:
        context |= conferences_context(request, visible)
    return context


def has_permission(user, action, model):
    """Return whether the user has the permission; permission to change includes permission to view."""
    actions = {action, "change"} if action == "view" else {action}
    return any(user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}") for action in actions)


def my_work_panels(user, visible):
    """Yield the panels of unpublished rows; None where a list is empty."""
    for model in (Conference, Statement):
        if model not in visible:
            continue
        drafts = my_work(model.objects.filter(status=Status.DRAFT), user).order_by("-modified_at", "-pk")
        yield counted_panel(_("My drafts"), drafts, status__exact="draft", by="me")
        if may_any(user, model, [REVIEW, PUBLISH]):
            # Scheduled rows need no review: they are in a panel of their own. IS_HIDDEN lets the query use an index.
            hidden = model.objects.filter(IS_HIDDEN, status=Status.IN_REVIEW, publish_at=None)
            in_review = hidden.order_by("modified_at", "pk")
            yield counted_panel(_("In review"), in_review, status__exact="in_review", scheduled="no")
        scheduled = model.objects.scheduled().order_by("publish_at", "pk")
        yield counted_panel(_("Scheduled"), scheduled, "publish_at", scheduled="yes")

    if Statement in visible and has_permission(user, "change", Statement):
        statements = answered(Statement.objects.all()).order_by("-modified_at", "-pk")
        yield counted_panel(_("Answered by speakers"), statements, page="approvals", answer="waiting")


def recent_panels(visible):
    """Yield the panels of published and corrected rows; None where a list is empty."""
    if Statement in visible:
        published = Statement.objects.filter(status=Status.PUBLISHED).order_by("-published_at", "-pk")
        yield recent_panel(_("Published"), published, "published_at", status__exact="published")
    if Correction in visible:
        yield recent_panel(_("Corrected"), Correction.objects.order_by("-made_on", "-pk"), "made_on")


def counted_panel(title, rows, date="modified_at", page="change", **params):
    """Return a panel whose link has the number of rows, or None without rows; `params` filter the list alike."""
    number = rows.order_by().count()
    if not number:
        return None
    link_text = f"{number} {model_ngettext(rows.model, number)}"
    return Panel(title, link_text, changelist_url(rows.model, **params), first_entries(rows, date, page))


def recent_panel(title, rows, date, **params):
    """Return a panel of rows that are too many to count, or None without rows."""
    entries = first_entries(rows, date)
    link_text = _("all %s") % rows.model._meta.verbose_name_plural
    return Panel(title, link_text, changelist_url(rows.model, **params), entries) if entries else None


def first_entries(rows, date, page="change"):
    """Return the first rows as {row, url, date}; `page` is the admin page to link to, `date` names a field."""
    if rows.model is Statement:
        rows = rows.select_related("speaker", "session__conference").defer("text")
    elif rows.model is Correction:
        rows = rows.select_related("statement__speaker").defer("statement__text")
    opts = rows.model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_{page}"
    return [{"row": row, "url": reverse(name, args=[row.pk]), "date": getattr(row, date)} for row in rows[:PANEL_ROWS]]


def conferences_context(request, visible):
    """Return the context of one page of conferences, the unpublished ones first, because they need work."""
    is_done = Case(When(status__in=[Status.PUBLISHED, Status.WITHDRAWN], then=1), default=0)
    conferences = Conference.objects.order_by(is_done, *NEWEST_FIRST)
    page = Paginator(conferences, CONFERENCES_PER_PAGE).get_page(request.GET.get("page"))
    columns = [column for column in COLUMNS if column.model in visible]
    return {
        "page_obj": page,
        "conferences": completeness(list(page), columns),
        "may_use_workbench": Statement in visible,
    }

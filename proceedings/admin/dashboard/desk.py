"""The admin's first page: what waits for me, what came on the record lately, how complete each conference is."""

from typing import NamedTuple

from django.contrib.admin.utils import model_ngettext
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.my_work import my_work
from proceedings.admin.workflow.approvals import answered
from proceedings.models import Conference, Correction, Session, Speaker, Statement, Status, Theme
from proceedings.models.workflow.statuses import PUBLISH, REVIEW
from proceedings.models.workflow.transitions import may_any

from .completeness import COLUMNS, completeness, listed

# Of a pile, as many as one looks at before going to its list.
SHOWN = 5
PER_PAGE = 20
NEWEST_FIRST = (F("starts_on").desc(nulls_last=True), "-pk")


class Pile(NamedTuple):
    """Rows that wait for somebody, or that came lately: how many and of what, the list of all, the first of them."""

    title: str
    things: str
    address: str
    rows: list


def desk_of(request):
    """What the first page shows to the user who asks, in a fixed number of queries."""
    nouns = (Conference, Session, Speaker, Statement, Theme, Correction)
    viewed = {model for model in nouns if may(request.user, "view", model)}
    return {
        "waiting": [pile for pile in waiting(request.user, viewed) if pile],
        "lately": [pile for pile in lately(viewed) if pile],
        **(conferences(request, viewed) if Conference in viewed else {}),
    }


def may(user, action, model):
    """Whether the user may; who may change may look."""
    names = {action, "change"} if action == "view" else {action}
    return any(user.has_perm(f"{model._meta.app_label}.{name}_{model._meta.model_name}") for name in names)


def waiting(user, viewed):
    for model in (Conference, Statement):
        if model not in viewed:
            continue
        drafts = my_work(model.objects.filter(status=Status.DRAFT), user).order_by("-modified_at", "-pk")
        yield pile(_("My drafts"), drafts, status__exact="draft", by="me")
        if may_any(user, model, [REVIEW, PUBLISH]):
            # What is to be published at a set time waits for that alone.
            in_review = model.objects.filter(status=Status.IN_REVIEW, publish_at=None).order_by("modified_at", "pk")
            yield pile(_("In review"), in_review, status__exact="in_review", scheduled="no")
        scheduled = model.objects.scheduled().order_by("publish_at", "pk")
        yield pile(_("To be published"), scheduled, "publish_at", scheduled="yes")

    if Statement in viewed and may(user, "change", Statement):
        rows = answered(Statement.objects.all()).order_by("-modified_at", "-pk")
        yield pile(_("Answered by speakers"), rows, page="approvals", answer="waiting")


def lately(viewed):
    if Statement in viewed:
        published = Statement.objects.filter(status=Status.PUBLISHED).order_by("-published_at", "-pk")
        yield newest(_("Published"), published, "published_at", status__exact="published")
    if Correction in viewed:
        yield newest(_("Corrected"), Correction.objects.order_by("-made_on", "-pk"), "made_on")


def pile(title, rows, date="modified_at", page="change", **question):
    """What the list of this question finds, or None when it is nothing."""
    number = rows.order_by().count()
    if not number:
        return None
    things = f"{number} {model_ngettext(rows.model, number)}"
    return Pile(title, things, listed(rows.model, **question), entries(rows, date, page))


def newest(title, rows, date, **question):
    found = entries(rows, date)
    things = _("all %s") % rows.model._meta.verbose_name_plural
    return Pile(title, things, listed(rows.model, **question), found) if found else None


def entries(rows, date, page="change"):
    """The first rows: label, address of the form or another page, and when."""
    if rows.model is Statement:
        rows = rows.select_related("speaker", "session__conference").defer("text")
    elif rows.model is Correction:
        rows = rows.select_related("statement__speaker").defer("statement__text")
    opts = rows.model._meta
    form = f"admin:{opts.app_label}_{opts.model_name}_{page}"
    return [{"row": row, "address": reverse(form, args=[row.pk]), "date": getattr(row, date)} for row in rows[:SHOWN]]


def conferences(request, viewed):
    """The conferences, those that are not published first: there the work is."""
    published = Case(When(status__in=[Status.PUBLISHED, Status.WITHDRAWN], then=1), default=0)
    rows = Conference.objects.order_by(published, *NEWEST_FIRST)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    columns = [column for column in COLUMNS if column.model in viewed]
    return {
        "page_obj": page,
        "conferences": completeness(list(page), columns),
        "may_use_workbench": Statement in viewed,
    }

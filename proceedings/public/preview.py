"""Previews of pages that are not published, for staff."""

from functools import wraps

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Statement, Status

from .pagination import PER_PAGE, page_of
from .statements import related_statements


def for_staff(model):
    """Decorate a view for staff who may view or change the model; raise Http404 for everybody else."""

    def decorate(view):
        @require_safe
        @wraps(view)
        def preview(request, slug):
            if not may_view(request.user, model):
                raise Http404(_("Only staff can see this page. Sign in first."))
            return private(view(request, slug))

        return preview

    return decorate


def may_view(user, model):
    """Return whether the user is staff who may view or change the rows of a model, hidden ones included."""
    opts = model._meta
    verbs = ("view", "change")
    return user.is_staff and any(user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}") for verb in verbs)


def private(response):
    """Add the headers that keep a page out of caches and search engines, and its address out of referrers."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@for_staff(Statement)
def statement(request, slug):
    rows = Statement.objects.with_context().prefetch_related("translations", "corrections")
    statement = rows.filter(slug=slug).first()
    if statement is None:
        raise Http404(_("There is no statement at this address."))
    context = {"statement": statement, "preview": True} | related_statements(statement)
    return render(request, "statements/preview.html", context)


@for_staff(Conference)
def conference(request, slug):
    conference = Conference.objects.with_context().filter(slug=slug).first()
    if conference is None:
        raise Http404(_("There is no conference at this address."))
    statements = Statement.objects.at(conference).exclude(status=Status.WITHDRAWN)
    if not may_view(request.user, Statement):
        statements = statements.public()
    page = page_of(request, statements.with_context().in_order(), PER_PAGE)
    conference.statement_count = page.paginator.count
    context = {
        "conference": conference,
        "preview": True,
        "sessions": conference.sessions.order_by("position").annotate(
            statement_count=Count("statements", filter=Q(statements__in=statements.order_by().values("pk")))
        ),
        "participants": statements.participants(),
        "page_obj": page,
    }
    return render(request, "conferences/preview.html", context)

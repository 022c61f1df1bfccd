"""Pages as readers will see them, before they do: for staff, and by a link for the speaker of one statement."""

from functools import wraps

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Statement, Status

from .conferences import PER_PAGE
from .pages import page_of
from .statements import around


def for_staff(model):
    """A view for those of the staff who may look at the noun; for everybody else there is nothing here."""
    noun = f"{model._meta.app_label}.%s_{model._meta.model_name}"

    def decorate(view):
        @require_safe
        @wraps(view)
        def look(request, slug):
            user = request.user
            may = user.is_staff and any(user.has_perm(noun % verb) for verb in ("view", "change"))
            if not may:
                raise Http404(_("There is nothing at this address, unless you sign in as one of the staff."))
            return unseen(view(request, slug))

        return look

    return decorate


def unseen(response):
    """The answer, of which nobody keeps a copy or tells where it was."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@for_staff(Statement)
def statement(request, slug):
    rows = Statement.objects.with_context().prefetch_related("translations", "corrections")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no statement at this address."))
    return render(request, "statements/preview.html", {"statement": found, "preview": True} | around(found))


@for_staff(Conference)
def conference(request, slug):
    found = Conference.objects.with_context().annotate(statement_count=Count("sessions__statements")).filter(slug=slug)
    if (conference := found.first()) is None:
        raise Http404(_("There is no conference at this address."))
    statements = Statement.objects.at(conference).exclude(status=Status.WITHDRAWN)
    context = {
        "conference": conference,
        "preview": True,
        "sessions": conference.sessions.order_by("position").annotate(statement_count=Count("statements")),
        "participants": statements.participants(),
        "page_obj": page_of(request, statements.with_context().in_order(), PER_PAGE),
    }
    return render(request, "conferences/preview.html", context)

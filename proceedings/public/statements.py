from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import StatementFilter
from proceedings.models import Statement, Status
from proceedings.responses import gone_page, tombstone_or_404

from .pages import Listing
from .signposting import signposted

# How many other statements a page proposes to read next.
NEXT_READS = 5
# Whether something was written again since readers saw it first: it may have more than one version.
REWRITTEN = Exists(Statement.history.filter(id=OuterRef("pk"), status=Status.PUBLISHED)[1:2])


class StatementList(Listing):
    queryset = Statement.objects.public().with_context()
    filterset_class = StatementFilter
    template_name = "statements/list.html"


@require_safe
def statement(request, slug):
    public = Statement.objects.public()
    rows = public.with_context().prefetch_related("translations", "corrections")
    found = rows.annotate(was_rewritten=REWRITTEN).filter(slug=slug).first()
    if found is None:
        return missing(request, slug)
    page = render(request, "statements/detail.html", {"statement": found, "styles": STYLES} | around(found))
    kind = "Quotation" if found.speaker else "CreativeWork"
    return signposted(page, request, "statement", found, kind=kind, conference=found.conference, author=found.speaker)


def around(statement):
    """What a statement's page shows of others: public ones alone, even where it is not public itself."""
    public = Statement.objects.public()
    others = public.exclude(pk=statement.pk).with_context()
    session = public.filter(session=statement.session)
    return {
        "in_reply_to": public.with_context().filter(replies=statement).first(),
        "replies": others.filter(in_reply_to=statement).in_order()[:NEXT_READS],
        "previous": session.filter(position__lt=statement.position).order_by("-position").first(),
        "next": session.filter(position__gt=statement.position).order_by("position").first(),
        "by_speaker": others.by(statement.speaker).newest_first()[:NEXT_READS] if statement.speaker else [],
        "on_themes": others.sharing_a_theme_with(statement).newest_first()[:NEXT_READS],
    }


def missing(request, slug, respond=gone_page):
    """Return `respond(request, reason)` for a withdrawn statement; raise Http404 for one that was never public."""
    return tombstone_or_404(
        Statement.objects.tombstones().select_related("session__conference"),
        slug,
        lambda row: respond(request, row.why_withdrawn),
        _("There is no statement at this address."),
    )

from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import StatementFilter
from proceedings.models import Statement, Status
from proceedings.responses import gone_page, tombstone_or_404

from .lists import Listing
from .signposting import signposted

# Statements in each list of related ones.
MOST_RELATED = 5
# Whether the statement was saved again after its publication, so that it may have several versions.
WAS_REWRITTEN = Exists(Statement.history.filter(id=OuterRef("pk"), status=Status.PUBLISHED)[1:2])


class StatementList(Listing):
    queryset = Statement.objects.public().with_context()
    filterset_class = StatementFilter
    template_name = "statements/list.html"


@require_safe
def statement(request, slug):
    rows = Statement.objects.public().with_context().prefetch_related("translations", "corrections")
    statement = rows.annotate(was_rewritten=WAS_REWRITTEN).filter(slug=slug).first()
    if statement is None:
        return missing(request, slug)
    context = {"statement": statement, "styles": STYLES} | related_statements(statement)
    page = render(request, "statements/detail.html", context)
    kind = "Quotation" if statement.speaker else "CreativeWork"
    return signposted(
        page, request, "statement", statement, kind=kind, conference=statement.conference, author=statement.speaker
    )


def related_statements(statement):
    """The other statements on a statement's page: public ones only, even if the statement itself is not public."""
    public = Statement.objects.public()
    others = public.exclude(pk=statement.pk).with_context()
    session = public.filter(session=statement.session)
    return {
        "in_reply_to": public.with_context().filter(replies=statement).first(),
        "replies": others.filter(in_reply_to=statement).in_order()[:MOST_RELATED],
        "previous": session.filter(position__lt=statement.position).order_by("-position").first(),
        "next": session.filter(position__gt=statement.position).order_by("position").first(),
        "by_speaker": others.by(statement.speaker).newest_first()[:MOST_RELATED] if statement.speaker else [],
        "on_themes": others.sharing_a_theme_with(statement).newest_first()[:MOST_RELATED],
    }


def missing(request, slug, respond=gone_page):
    """Return `respond(request, reason)` for a withdrawn statement; raise Http404 if there is none at this address."""
    return tombstone_or_404(
        Statement.objects.tombstones().select_related("session__conference"),
        slug,
        lambda row: respond(request, row.why_withdrawn),
        _("There is no statement at this address."),
    )

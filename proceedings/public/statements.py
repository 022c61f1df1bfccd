from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.batches import rows_of
from proceedings.citing.styles import STYLES
from proceedings.filters import StatementFilter
from proceedings.models import Statement, Status
from proceedings.models.counts import kept
from proceedings.models.reads.page_keys import page_keys
from proceedings.models.statements.queryset import MANY
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
    kind = "Quotation" if statement.is_spoken else "CreativeWork"
    authors = [credit.speaker for credit in statement.credits if credit.speaker]
    return signposted(
        page, request, "statement", statement, kind=kind, conference=statement.conference, authors=authors
    )


def related_statements(statement):
    """The other statements on a statement's page: public ones only, even if the statement itself is not public."""
    public = Statement.objects.public()
    others = public.exclude(pk=statement.pk)
    session = public.filter(session=statement.session)
    speakers = [credit.speaker for credit in statement.credits if credit.speaker]
    return {
        "speakers": speakers,
        "in_reply_to": public.with_speakers().filter(replies=statement).first(),
        "replies": others.filter(in_reply_to=statement).with_context().in_order()[:MOST_RELATED],
        "previous": session.filter(position__lt=statement.position).order_by("-position").first(),
        "next": session.filter(position__gt=statement.position).order_by("position").first(),
        # One query for all speakers.
        "by_speakers": others.by_any(speakers).newest_first()[:MOST_RELATED] if speakers else [],
        "on_themes": on_themes(statement, others),
    }


def on_themes(statement, others):
    """Return a list of the newest of other statements that share a theme with one. Reads the prefetched themes."""
    themes = [theme.pk for theme in statement.themes.all()]
    if not themes:
        return []
    number = kept.number_under("theme", themes)
    if number > MANY:
        # Most statements of a wide theme may have only themes below it.
        tags = Statement.themes.through.objects.filter(theme__in=themes)[: MANY + 1].count()
        number = number if tags > MANY else tags
    keys = page_keys(others.tagged(themes, number=number).newest_first(), 0, MOST_RELATED, number)
    return rows_of(keys, others.with_speakers().order_by().in_bulk)


def missing(request, slug, respond=None):
    """Return `respond(request, reason)` for a withdrawn statement; raise Http404 if there is none at this address.

    Without `respond`, the page also names the conference.
    """
    return tombstone_or_404(
        Statement.objects.tombstones().select_related("session__conference"),
        slug,
        lambda row: respond(request, row.why_withdrawn) if respond else tombstone(request, row),
        _("There is no statement at this address."),
    )


def tombstone(request, row):
    is_public = row.conference.status == Status.PUBLISHED
    return gone_page(request, row.why_withdrawn, row.conference if is_public else None)

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import ConferenceFilter
from proceedings.models import Conference, Statement
from proceedings.responses import gone_page, tombstone_or_404

from .pages import Listing, page_of
from .signposting import signposted

# A programme is read through, so its pages are longer than those of a list.
PER_PAGE = 50
# More participants than this are looked up in the list of speakers.
PARTICIPANTS = 200


class ConferenceList(Listing):
    queryset = Conference.objects.public().with_statement_counts().with_context()
    filterset_class = ConferenceFilter
    template_name = "conferences/list.html"


@require_safe
def conference(request, slug):
    found = Conference.objects.public().with_statement_counts().with_context().filter(slug=slug).first()
    if found is None:
        return missing(request, slug)
    statements = Statement.objects.public().at(found)
    participants = list(statements.participants()[: PARTICIPANTS + 1])
    page = render(
        request,
        "conferences/detail.html",
        {
            "conference": found,
            "styles": STYLES,
            "sessions": found.sessions.order_by("position").with_statement_counts(),
            "participants": participants[:PARTICIPANTS],
            "more_participants": len(participants) > PARTICIPANTS,
            "page_obj": page_of(request, statements.with_context().in_order(), PER_PAGE),
        },
    )
    return signposted(page, request, "conference", found, kind="ConferenceEvent", conference=found)


def missing(request, slug):
    """The answer for a conference that is not public: its tombstone, or Http404 when it never was."""
    return tombstone_or_404(
        Conference.objects.tombstones(),
        slug,
        lambda row: gone_page(request, row.withdrawal_reason),
        _("There is no conference at this address."),
    )

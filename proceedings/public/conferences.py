from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.styles import STYLES
from proceedings.filters import ConferenceFilter
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import gone_page, tombstone_or_404

from .lists import Listing
from .pagination import page_of
from .signposting import signposted

# The list of speakers shows the others.
MOST_PARTICIPANTS = 12
# The page of the programme shows the others.
MOST_SESSIONS, SESSIONS_PER_PAGE = 12, 30
# Characters of the summary of a session beside the statements.
LONGEST_SUMMARY = 300


class ConferenceList(Listing):
    queryset = Conference.objects.public().with_statement_counts().with_context()
    filterset_class = ConferenceFilter
    template_name = "conferences/list.html"


@require_safe
def conference(request, slug):
    conference = Conference.objects.public().with_statement_counts().with_context().filter(slug=slug).first()
    if conference is None:
        return missing(request, slug)
    statements = Statement.objects.public().at(conference)
    sessions = list(programme_of(conference)[: MOST_SESSIONS + 1])
    for session in sessions:
        session.has_long_summary = len(session.summary) > LONGEST_SUMMARY
    is_whole = len(sessions) <= MOST_SESSIONS and not any(session.has_long_summary for session in sessions)
    page = render(
        request,
        "conferences/detail.html",
        {
            "conference": conference,
            "styles": STYLES,
            "sessions": sessions[:MOST_SESSIONS],
            "is_whole_programme": is_whole,
            "participants": statements.participants()[:MOST_PARTICIPANTS],
            "number_of_speakers": Speaker.objects.at(conference).count(),
            "page_obj": page_of(request, statements.with_context().in_order(), count=conference.statement_count),
        },
    )
    return signposted(page, request, "conference", conference, kind="ConferenceEvent", conference=conference)


@require_safe
def programme(request, slug):
    """The whole programme of a conference, in pages."""
    conference = Conference.objects.public().filter(slug=slug).first()
    if conference is None:
        return missing(request, slug)
    page = page_of(request, programme_of(conference), SESSIONS_PER_PAGE)
    return render(request, "conferences/programme.html", {"conference": conference, "page_obj": page})


def programme_of(conference):
    return conference.sessions.order_by("position").with_statement_counts()


def missing(request, slug):
    """The tombstone of a withdrawn conference; raise Http404 if there is none at this address."""
    return tombstone_or_404(
        Conference.objects.tombstones(),
        slug,
        lambda row: gone_page(request, row.withdrawal_reason),
        _("There is no conference at this address."),
    )

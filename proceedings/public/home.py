from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.batches import rows_of
from proceedings.models import Conference, Speaker, Statement, Theme
from proceedings.models.counts import kept
from proceedings.models.reads.page_keys import page_keys
from proceedings.models.reads.present_profile import site_profile
from proceedings.responses import contact_email

from .search.years import bars, days

MOST_STATEMENTS = 4
MOST_CONFERENCES = 5
# Participants of the latest conference that are shown.
MOST_PARTICIPANTS = 12
# Themes with the most statements that are shown; the tree of themes has the others.
MOST_THEMES = 20


@require_safe
def home(request):
    newest = Conference.objects.public().with_statement_counts().with_context().newest_first()
    conferences = list(newest[:MOST_CONFERENCES])
    latest = conferences[0] if conferences else None
    number = Statement.objects.number_public()
    themes = (
        Theme.objects.public().filter(parent=None).with_statement_counts().order_by("-statement_count", "name", "slug")
    )
    return render(
        request,
        "home.html",
        {
            "totals": {
                "statements": number,
                "speakers": Speaker.objects.number_public(),
                "conferences": Conference.objects.number_public(),
                "themes": Theme.objects.number_public(),
            },
            "statements": newest_statements(number),
            "conferences": conferences,
            "latest": latest,
            "participants": Statement.objects.public().at(latest).participants()[:MOST_PARTICIPANTS],
            "themes": themes[:MOST_THEMES],
            "years": bars(kept.numbers("year"), days),
        },
    )


def newest_statements(number):
    """Return the first few of the `number` public statements, newest first."""
    public = Statement.objects.public()
    keys = page_keys(public.newest_first(), 0, MOST_STATEMENTS, number)
    return rows_of(keys, public.with_context().order_by().in_bulk)


@require_safe
def about(request):
    return render(request, "about.html")


@require_safe
def data(request):
    return render(request, "data.html")


@require_safe
def accessibility(request):
    return render(request, "accessibility.html", {"contact": site_profile().email or contact_email(request)})

from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Statement, Theme
from proceedings.responses import contact_email

MOST_CONFERENCES = 5
# Of the latest conference.
MOST_PARTICIPANTS = 12
# Those with the most statements; the tree of themes has the others.
MOST_THEMES = 20


@require_safe
def home(request):
    newest = Conference.objects.public().with_statement_counts().with_context().newest_first()
    conferences = list(newest[:MOST_CONFERENCES])
    latest = conferences[0] if conferences else None
    counts = Theme.objects.statement_counts()
    themes = [(theme, counts[theme.pk]) for theme in Theme.objects.public().filter(parent=None)]
    themes.sort(key=lambda pair: -pair[1])
    return render(
        request,
        "home.html",
        {
            "conferences": conferences,
            "latest": latest,
            "participants": Statement.objects.public().at(latest).participants()[:MOST_PARTICIPANTS],
            "themes": themes[:MOST_THEMES],
        },
    )


@require_safe
def about(request):
    return render(request, "about.html")


@require_safe
def accessibility(request):
    return render(request, "accessibility.html", {"contact": contact_email(request)})

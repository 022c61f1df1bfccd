from django.shortcuts import render
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Statement, Theme
from proceedings.responses import contact_email

LATEST = 5
# Who spoke at the latest conference, as far as a home page has room.
FACES = 12
# The themes most spoken on; the tree has the rest.
BRANCHES = 20


@require_safe
def home(request):
    conferences = list(Conference.objects.public().with_statement_counts().with_context().newest_first()[:LATEST])
    latest = conferences[0] if conferences else None
    counts = Theme.objects.statement_counts()
    themes = [(theme, counts[theme.pk]) for theme in Theme.objects.public().filter(parent=None)]
    themes.sort(key=lambda counted: -counted[1])
    return render(
        request,
        "home.html",
        {
            "conferences": conferences,
            "latest": latest,
            "participants": Statement.objects.public().at(latest).participants()[:FACES],
            "themes": themes[:BRANCHES],
        },
    )


@require_safe
def about(request):
    return render(request, "about.html")


@require_safe
def accessibility(request):
    return render(request, "accessibility.html", {"contact": contact_email(request)})

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import ThemeFilter
from proceedings.models import Statement, Theme

from .pages import page_of

# Whole branches to a page of the tree.
ROOTS = 200


@require_safe
def themes(request):
    filterset = ThemeFilter(request.GET, Theme.objects.public(), request=request)
    counts = Theme.objects.statement_counts()
    rows = list(filterset.qs)
    listed = {theme.pk for theme in rows}
    below = {}
    for theme in rows:
        theme.statement_count = counts[theme.pk]
        below.setdefault(theme.parent_id if theme.parent_id in listed else None, []).append(theme)
    for theme in rows:
        theme.narrower = below.get(theme.pk, [])
    context = {"filterset": filterset, "page_obj": page_of(request, below.get(None, []), ROOTS)}
    return render(request, "themes/list.html", context, status=200 if filterset.form.is_valid() else 400)


@require_safe
def theme(request, slug):
    found = Theme.objects.public().filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no theme at this address."))
    return render(
        request,
        "themes/detail.html",
        {
            "theme": found,
            "path": Theme.objects.path(found),
            "narrower": Theme.objects.public().filter(parent=found),
            "page_obj": page_of(request, Statement.objects.public().about(found).with_context().newest_first()),
        },
    )

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import ThemeFilter
from proceedings.models import Statement, Theme

from .pages import Listing, page_of

# Whole branches to a page of the tree.
ROOTS = 200


class ThemeTree(Listing):
    queryset = Theme.objects.public()
    filterset_class = ThemeFilter
    template_name = "themes/list.html"
    paginate_by = ROOTS

    def get_queryset(self):
        """The roots of what is listed, each with its `narrower` themes; a theme whose broader one is not, is a root."""
        themes = list(super().get_queryset())
        counts = Theme.objects.statement_counts()
        listed = {theme.pk for theme in themes}
        below = {}
        for theme in themes:
            theme.statement_count = counts[theme.pk]
            below.setdefault(theme.parent_id if theme.parent_id in listed else None, []).append(theme)
        for theme in themes:
            theme.narrower = below.get(theme.pk, [])
        return below.get(None, [])


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

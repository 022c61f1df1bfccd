from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.filters import ThemeFilter
from proceedings.models import Statement, Theme
from proceedings.models.names.sorting import sort_key

from .lists import Listing
from .pagination import page_of

# Branches of a larger tree are folded.
MOST_UNFOLDED = 40


class ThemeTree(Listing):
    queryset = Theme.objects.public().with_statement_counts()
    filterset_class = ThemeFilter
    template_name = "themes/list.html"
    # A page has whole branches, so this counts their roots.
    paginate_by = 200
    counts_are_kept = False

    def get_queryset(self):
        """The roots of the listed themes, each with its `narrower` themes.

        A theme is a root if its broader theme is not listed.
        """
        themes = sorted(super().get_queryset(), key=lambda theme: sort_key(theme.name))
        listed = {theme.pk for theme in themes}
        children = {}
        for theme in themes:
            children.setdefault(theme.parent_id if theme.parent_id in listed else None, []).append(theme)
        for theme in themes:
            theme.narrower = children.get(theme.pk, [])
            theme.is_folded = len(themes) > MOST_UNFOLDED
        return children.get(None, [])

    def get_context_data(self, **kwargs):
        return super().get_context_data(initials=Theme.objects.public_initials(), **kwargs)


@require_safe
def theme(request, slug):
    theme = Theme.objects.public().with_statement_counts().filter(slug=slug).first()
    if theme is None:
        raise Http404(_("There is no theme at this address."))
    number = theme.statement_count
    statements = Statement.objects.public().about(theme, number=number)
    return render(
        request,
        "themes/detail.html",
        {
            "theme": theme,
            "path": Theme.objects.path(theme),
            "narrower": Theme.objects.public().filter(parent=theme),
            "page_obj": page_of(request, statements.with_context().newest_first(), count=number),
        },
    )

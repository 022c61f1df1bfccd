from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.batches import KEYS
from proceedings.filters import ThemeFilter
from proceedings.models import Statement, Theme
from proceedings.models.names.sorting import sort_key
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions

from .lists import Listing
from .pagination import page_of

# Branches of a larger tree are folded.
MOST_UNFOLDED = 40
# The most themes on a page, and narrower themes below each one; a list of narrower themes has the others.
MOST_SHOWN, MOST_NARROWER = 300, 30


class ThemeTree(Listing):
    queryset = Theme.objects.public()
    filterset_class = ThemeFilter
    template_name = "themes/list.html"
    # Roots per page.
    paginate_by = 100
    counts_are_kept = False

    def get_queryset(self):
        """The keys of the roots of the listed themes, in order.

        A theme is a root if its broader theme is not listed.
        """
        rows = super().get_queryset().order_by().values_list("pk", "name", "parent_id")
        listed = sorted(rows, key=lambda row: sort_key(row[1]))
        self.keys, self.narrower = {pk for pk, _name, _parent in listed}, {}
        for pk, _name, parent in listed:
            self.narrower.setdefault(parent if parent in self.keys else None, []).append(pk)
        return self.narrower.get(None, [])

    def paginate_queryset(self, queryset, page_size):
        paginator, page, roots, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = self.branches(roots)
        return paginator, page, page.object_list, has_others

    def branches(self, roots):
        """The themes of a page, each with the `narrower` themes that are shown, and `number_narrower`, that of all."""
        shown, level, left = {}, roots, MOST_SHOWN - len(roots)
        while level:
            for key in level:
                shown[key] = self.narrower.get(key, [])[: min(MOST_NARROWER, max(left, 0))]
                left -= len(shown[key])
            level = [below for key in level for below in shown[key]]
        themes = Theme.objects.with_statement_counts().in_bulk(shown)
        for key, theme in themes.items():
            theme.narrower = [themes[below] for below in shown[key] if below in themes]
            theme.number_narrower = len(self.narrower.get(key, ()))
            theme.is_folded = len(self.keys) > MOST_UNFOLDED
        return [themes[key] for key in roots if key in themes]

    def get_context_data(self, **kwargs):
        return super().get_context_data(initials=Theme.objects.public_initials(), **kwargs)


@require_safe
def theme(request, slug):
    theme = Theme.objects.public().with_statement_counts().filter(slug=slug).first()
    if theme is None:
        raise Http404(_("There is no theme at this address."))
    number = theme.statement_count
    statements = Statement.objects.public().about(theme, number=number)
    narrower = list(Theme.objects.public().filter(parent=theme)[: MOST_NARROWER + 1])
    return render(
        request,
        "themes/detail.html",
        {
            "theme": theme,
            "path": Theme.objects.path(theme),
            "narrower": narrower[:MOST_NARROWER],
            "has_more_narrower": len(narrower) > MOST_NARROWER,
            "page_obj": page_of(
                request,
                statements.with_context().newest_first(),
                count=number,
                matches=AllMatches(FactConditions().public().about(theme)) if number > KEYS else None,
            ),
        },
    )

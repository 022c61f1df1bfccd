from .filter_types import Words
from .filterset import FilterSet


class ThemeFilter(FilterSet):
    q = Words()

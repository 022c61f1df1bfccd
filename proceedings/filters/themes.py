from .filter_types import Initial, Words
from .filterset import FilterSet


class ThemeFilter(FilterSet):
    q = Words()
    initial = Initial()

"""Pages of the admin's lists."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

# A list counts so many rows, and its pages reach no more. Filters and the search lead to the others.
MOST_COUNTED = 5_000


class BoundedPaginator(Paginator):
    """Counts the first MOST_COUNTED rows only: to count a million takes longer than to show a page of them.

    One query fetches their keys for both the count and the page: in a search, each would look up all hits.
    """

    @cached_property
    def keys(self):
        return list(self.object_list.values_list("pk", flat=True)[: MOST_COUNTED + 1])

    @cached_property
    def count(self):
        return min(self.counted, MOST_COUNTED)

    @property
    def is_cut(self):
        """Whether there are more rows than were counted."""
        return self.counted > MOST_COUNTED

    @cached_property
    def counted(self):
        return len(self.keys)


def bounded_count(rows):
    """Return the number of rows of a QuerySet, at most one more than MOST_COUNTED."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def is_long(rows):
    """Return whether a QuerySet has more rows than a list counts."""
    return bounded_count(rows) > MOST_COUNTED

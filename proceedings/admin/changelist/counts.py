"""Counts of related rows, as columns of lists and lines of forms."""

from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import IntegerField, OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proceedings.batches import rows_of

from . import pagination

# The most related rows that are counted; a theme can have a hundred thousand.
MOST_RELATED = 1_000


class CountOf:
    """The number of rows of another model that refer to this row, as a link to their list.

    `path` leads from the other model to this one; `parameter` is the filter of the other model's list. `further` are
    more such paths; a row that is related by two of them would count twice. `through` is a model to count instead:
    `path` then leads from it.
    """

    def __init__(self, model, path, parameter, *, further=(), through=None):
        self.model, self.paths, self.parameter = model, (path, *further), parameter
        self.counted = through or model
        self.short_description = model._meta.verbose_name_plural
        self.__name__ = f"{model._meta.model_name}_count"

    def __call__(self, row):
        if self.__name__ not in row.__dict__:
            self.fill([row])
        number = row.__dict__[self.__name__]
        opts = self.model._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        text = number if number <= MOST_RELATED else _("more than %(number)d") % {"number": MOST_RELATED}
        return format_html('<a href="{}?{}={}">{}</a>', address, self.parameter, row.pk, text)

    def fill(self, rows):
        """Count for all the rows, in one query, and keep the numbers on the rows."""
        rows = list(rows)
        if not rows:
            return
        related = [self.counted._base_manager.filter(**{path: OuterRef("pk")}) for path in self.paths]
        counts = {f"related_{place}": NumberOf(some.order_by()) for place, some in enumerate(related)}
        counted = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).annotate(**counts)
        numbers = {key: sum(some) for key, *some in counted.values_list("pk", *counts)}
        for row in rows:
            row.__dict__[self.__name__] = numbers.get(row.pk, 0)


class NumberOf(Subquery):
    """The number of rows of a QuerySet; counting stops at MOST_RELATED + 1."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS related)"
    output_field = IntegerField()

    def __init__(self, rows):
        super().__init__(rows.values("pk")[: MOST_RELATED + 1])


class CountedList(ChangeList):
    """A list that counts only for the rows on the page: counting for the whole table would join all of it.

    A list that is too long to count keeps its default order, because sorting a million rows without an index takes
    seconds.
    """

    def get_queryset(self, request, exclude_parameters=None):
        rows = self.found_by_index(super().get_queryset(request, exclude_parameters))
        if self.params.get(ORDER_VAR) and pagination.is_long(rows):
            del self.params[ORDER_VAR]
            rows = rows.order_by(*self.get_ordering(request, rows.order_by()))
            limit = {"number": pagination.MOST_COUNTED}
            messages.info(request, _("Only %(number)d rows can be sorted. Filter the list first.") % limit)
        return rows

    def found_by_index(self, rows):
        """Return the same rows as a QuerySet that is read faster, if there is an index for the filters."""
        return rows

    def shown_rows(self):
        """Return the QuerySet of rows with what the list shows of them."""
        return self.apply_select_related(self.root_queryset)

    def get_results(self, request):
        super().get_results(request)
        keys = self.paginator.keys
        if self.multi_page and not (self.show_all and self.can_show_all):
            first = (self.page_num - 1) * self.list_per_page
            keys = keys[first : min(first + self.list_per_page, self.paginator.count)]
        # Keys first: in one query with the related rows, SQLite may read all of those for the few rows of a page.
        self.result_list = rows_of(keys, self.shown_rows().in_bulk)
        for column in self.list_display:
            if isinstance(column, CountOf):
                column.fill(self.result_list)

"""Counts of related rows, as columns of lists and lines of forms."""

from collections import Counter

from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html


class CountOf:
    """The number of rows of another model that refer to this row, as a link to their list.

    `path` leads from the other model to this one; `parameter` is the filter of the other model's list. `further` are
    paths of more relations; no row is related by two of them.
    """

    def __init__(self, model, path, parameter, further=()):
        self.model, self.paths, self.parameter = model, (path, *further), parameter
        self.short_description = model._meta.verbose_name_plural
        self.__name__ = f"{model._meta.model_name}_count"

    def __call__(self, row):
        if self.__name__ not in row.__dict__:
            self.fill([row])
        number = row.__dict__[self.__name__]
        opts = self.model._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return format_html('<a href="{}?{}={}">{}</a>', address, self.parameter, row.pk, number)

    def fill(self, rows):
        """Count for all the rows, in one query for each path, and keep the numbers on the rows."""
        numbers, keys = Counter(), [row.pk for row in rows]
        for path in self.paths:
            related = self.model._base_manager.filter(**{f"{path}__in": keys})
            numbers.update(dict(related.values_list(path).annotate(Count("pk")).order_by()))
        for row in rows:
            row.__dict__[self.__name__] = numbers[row.pk]


class CountedList(ChangeList):
    """A list that counts only for the rows on the page: counting for the whole table would join all of it."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        for column in self.list_display:
            if isinstance(column, CountOf):
                column.fill(self.result_list)

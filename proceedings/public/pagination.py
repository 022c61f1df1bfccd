from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from proceedings.batches import rows_of
from proceedings.models.reads.page_keys import page_keys

PER_PAGE = 20


class KeyPaginator(Paginator):
    """Sort and slice primary keys alone, then fetch the rows of one page: texts are too wide to sort.

    If the database keeps the number of rows, pass it as `count`, so that they are not counted. `matches` are the
    same statements in the search index, for late pages (see models/reads/page_keys.py). The rows of the page are
    fetched from `source`, by default `rows`, so that filters need not be applied to them again.
    """

    def __init__(self, rows, per_page, count=None, matches=None, source=None):
        super().__init__(rows, per_page)
        self.kept_count, self.matches, self.source = count, matches, rows if source is None else source
        if count is not None:
            self.count = count

    def page(self, number):
        rows, number = self.object_list, self.validate_number(number)
        start, stop = (number - 1) * self.per_page, min(number * self.per_page, self.count or self.per_page)
        if not isinstance(rows, QuerySet):
            return self._get_page(rows[start:stop], number, self)
        keys = page_keys(rows, start, stop, self.kept_count, self.matches)
        return self._get_page(rows_of(keys, self.source.order_by().in_bulk), number, self)


def page_of(request, rows, per_page=PER_PAGE, **options):
    """The page of a QuerySet or a list that the request asks for, with the options of KeyPaginator.

    Raise Http404, with a message for the reader, if there is no such page.
    """
    number = request.GET.get("page", "1")
    paginator = KeyPaginator(rows, per_page, **options)
    try:
        return paginator.page(number)
    except PageNotAnInteger as error:
        raise Http404(_("“%(page)s” is not a page number.") % {"page": number}) from error
    except EmptyPage as error:
        message = _("There is no page %(page)s. The last page is %(last)d.")
        raise Http404(message % {"page": number, "last": paginator.num_pages}) from error

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

PER_PAGE = 25


class KeyPaginator(Paginator):
    """Sort and slice primary keys alone, then fetch the rows of one page: texts are too wide to sort."""

    def _get_page(self, rows, *args):
        if isinstance(rows, QuerySet):
            keys = list(rows.values_list("pk", flat=True))
            by_key = self.object_list.order_by().in_bulk(keys)
            rows = [by_key[key] for key in keys if key in by_key]
        return super()._get_page(rows, *args)


def page_of(request, rows, per_page=PER_PAGE):
    """The page of a QuerySet or a list that the request names.

    Raise Http404, with a message for the reader, if there is no such page.
    """
    number = request.GET.get("page", "1")
    paginator = KeyPaginator(rows, per_page)
    try:
        return paginator.page(number)
    except PageNotAnInteger as error:
        raise Http404(_("“%(page)s” is not a page number.") % {"page": number}) from error
    except EmptyPage as error:
        message = _("There is no page %(page)s. The last page is %(last)d.")
        raise Http404(message % {"page": number, "last": paginator.num_pages}) from error

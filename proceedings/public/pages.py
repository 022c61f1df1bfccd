"""What all pages of readers share: a page of a long list, and a filtered list."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import ListView

PER_PAGE = 25


class KeyPaginator(Paginator):
    """Sorts and cuts keys alone, then fetches whole rows for one page: texts are too wide to be sorted with."""

    def _get_page(self, rows, *args):
        if isinstance(rows, QuerySet):
            keys = list(rows.values_list("pk", flat=True))
            found = self.object_list.order_by().in_bulk(keys)
            rows = [found[key] for key in keys if key in found]
        return super()._get_page(rows, *args)


def page_of(request, rows, per_page=PER_PAGE):
    """The page of a QuerySet or a list that the address asks for.

    Raises Http404, whose message the reader sees, for a page that the list does not have.
    """
    asked = request.GET.get("page", "1")
    pages = KeyPaginator(rows, per_page)
    try:
        return pages.page(asked)
    except PageNotAnInteger as error:
        raise Http404(_("“%(page)s” is not the number of a page.") % {"page": asked}) from error
    except EmptyPage as error:
        message = _("There is no page %(page)s: the list ends with page %(last)d.")
        raise Http404(message % {"page": asked, "last": pages.num_pages}) from error


def without_empty(query):
    """The query string without the parameters that say nothing, as a form sends them for fields left alone."""
    return urlencode([(name, value) for name, values in query.lists() for value in values if value])


class Listing(ListView):
    """A paged list with its filters; a filter that makes no sense is told to the reader with status 400."""

    filterset_class = None
    paginate_by = PER_PAGE

    def get(self, request, *args, **kwargs):
        if "" in request.GET.values():
            return HttpResponseRedirect(f"{request.path}?{without_empty(request.GET)}")
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        self.filterset = self.filterset_class(self.request.GET, super().get_queryset(), request=self.request)
        return self.filterset.qs

    def paginate_queryset(self, queryset, page_size):
        page = page_of(self.request, queryset, page_size)
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        return super().get_context_data(filterset=self.filterset, **kwargs)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if self.filterset.form.is_valid() else 400, **kwargs)

"""Filtered lists in pages."""

from django.http import HttpResponseRedirect
from django.utils.http import urlencode
from django.views.generic import ListView

from proceedings.filters import CountryChoice, Reference
from proceedings.models import FormerAddress

from .pagination import PER_PAGE, page_of


def redirect_without_empty(request):
    """Redirect to the address without its empty parameters; return None if no parameter is empty.

    A form sends an empty parameter for each field that is left blank.
    """
    if not any("" in values for _name, values in request.GET.lists()):
        return None
    query = [(name, value) for name, values in request.GET.lists() for value in values if value]
    return HttpResponseRedirect(f"{request.path}?{urlencode(query)}")


def redirect_to_slugs(request, filterset):
    """Redirect to the address with slugs in place of names that mean exactly one row; return None without such names.

    Readers type names where addresses have slugs. Former slugs are left to their own redirect.
    """
    errors = [error for errors in filterset.form.errors.as_data().values() for error in errors]
    slugs = {error.params["value"]: error.params["slugs"] for error in errors if error.code == "unknown"}
    slugs = {value: meant[0] for value, meant in slugs.items() if len(meant) == 1}
    if not slugs:
        return None
    references = {name for name, some in filterset.filters.items() if isinstance(some, Reference | CountryChoice)}
    if any(FormerAddress.objects.present(name, request.GET.getlist(name)) for name in references):
        return None
    query = [
        (name, slugs.get(value, value) if name in references else value)
        for name, values in request.GET.lists()
        for value in values
    ]
    return HttpResponseRedirect(f"{request.path}?{urlencode(query)}")


class Listing(ListView):
    """A list in pages, with its filters; answer an invalid filter with status 400 and its error."""

    filterset_class = None
    paginate_by = PER_PAGE
    counts_are_kept = True

    def get(self, request, *args, **kwargs):
        if response := redirect_without_empty(request):
            return response
        self.filterset = self.filterset_class(request.GET, super().get_queryset(), request=request)
        return redirect_to_slugs(request, self.filterset) or super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows, self.number = self.filterset.numbered()
        return rows

    def number_listed(self):
        """Return the number of rows without a filter, or None to count those of the QuerySet."""
        return self.queryset.number_public() if self.counts_are_kept else None

    def paginate_queryset(self, queryset, page_size):
        filterset = self.filterset
        count = self.number if filterset.is_active() else self.number_listed()
        page = page_of(
            self.request, queryset, page_size, count=count, matches=filterset.matches, source=filterset.queryset
        )
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        return super().get_context_data(filterset=self.filterset, **kwargs)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if self.filterset.form.is_valid() else 400, **kwargs)

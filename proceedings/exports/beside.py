"""The file beside a page: it is there while the page is, and tells of a withdrawal like the page."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


def beside(rows):
    """A view of the public row of a QuerySet that an address names: `view(request, row)`, 404 or 410."""

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug):
            if row := rows.all().filter(slug=slug).first():
                return view(request, row)
            withdrawn = getattr(rows.model.objects.all(), "tombstones", rows.none)()
            if withdrawn.filter(slug=slug).exists():
                told = _("This was withdrawn; the page beside this file says why.")
                return HttpResponse(f"{told}\n", status=410, content_type="text/plain; charset=utf-8")
            raise Http404(_("There is nothing at this address."))

        return answer

    return decorate


def site(request):
    """The beginning of every absolute address: https://example.org."""
    return f"{request.scheme}://{request.get_host()}"

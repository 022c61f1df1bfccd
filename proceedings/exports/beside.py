"""The file beside a page: it is there while the page is, and tells of a withdrawal like the page."""

from functools import wraps

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.responses import plain_text, tombstone_or_404


def beside(rows):
    """A view of the public row of a QuerySet that an address names: `view(request, row)`, 404 or 410."""

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug):
            if row := rows.all().filter(slug=slug).first():
                return view(request, row)
            tombstones = getattr(rows.model.objects.all(), "tombstones", rows.none)()
            return tombstone_or_404(tombstones, slug, gone, _("There is nothing at this address."))

        return answer

    return decorate


def gone(_row):
    return plain_text(_("This was withdrawn; the page beside this file says why.") + "\n", status=410)

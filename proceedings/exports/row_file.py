"""A view for the file of a row's page."""

from functools import wraps

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.responses import plain_text, tombstone_or_404


def row_file(rows):
    """Decorate `view(request, row)` to take a slug and look it up in a QuerySet of public rows; answer 404 or 410."""

    def decorate(view):
        @require_safe
        @wraps(view)
        def response(request, slug):
            if row := rows.all().filter(slug=slug).first():
                return view(request, row)
            tombstones = getattr(rows.model.objects.all(), "tombstones", rows.none)()
            return tombstone_or_404(tombstones, slug, gone, _("There is nothing at this address."))

        return response

    return decorate


def gone(_row):
    return plain_text(_("This was withdrawn. The reason is on its page.") + "\n", status=410)

"""A conference as a debate in Akoma Ntoso 3.0 (OASIS LegalDocML 1.0)."""

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.importing.akomantoso.vocabulary import MEDIA_TYPE
from proceedings.models import Conference
from proceedings.responses import plain_text, site_url, tombstone_or_404

from .document import document


@require_safe
def conference(request, slug):
    found = Conference.objects.public().filter(slug=slug).first()
    if found is None:
        return tombstone_or_404(
            Conference.objects.tombstones(),
            slug,
            lambda row: plain_text(row.withdrawal_reason, status=410),
            _("There is no conference at this address."),
        )
    site = site_url(request)
    return StreamingHttpResponse(document(found, site), content_type=MEDIA_TYPE)

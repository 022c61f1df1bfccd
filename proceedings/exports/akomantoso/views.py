from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.akomantoso.vocabulary import MEDIA_TYPE
from proceedings.models import Conference
from proceedings.responses import plain_text, site_url, tombstone_or_404

from .document import document


@require_safe
def conference(request, slug):
    row = Conference.objects.public().filter(slug=slug).first()
    if row is None:
        return tombstone_or_404(
            Conference.objects.tombstones(),
            slug,
            lambda tombstone: plain_text(tombstone.withdrawal_reason, status=410),
            _("There is no conference at this address."),
        )
    return StreamingHttpResponse(document(row, site_url(request)), content_type=MEDIA_TYPE)

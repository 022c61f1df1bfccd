"""A conference as a debate in Akoma Ntoso 3.0 (OASIS LegalDocML 1.0)."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.akomantoso.vocabulary import MEDIA_TYPE
from proceedings.models import Conference

from .document import document


@require_safe
def conference(request, slug):
    found = Conference.objects.public().filter(slug=slug).first()
    if found is None:
        if tombstone := Conference.objects.tombstones().filter(slug=slug).first():
            return HttpResponse(tombstone.withdrawal_reason, content_type="text/plain; charset=utf-8", status=410)
        raise Http404(_("There is no conference at this address."))
    site = f"{request.scheme}://{request.get_host()}"
    return StreamingHttpResponse(document(found, site), content_type=MEDIA_TYPE)

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Speaker
from proceedings.serving.portraits import portrait_response

# Whoever ceases to be public is not read from caches for longer than this, in seconds.
FRESH = 300


@require_safe
def portrait(request, slug):
    found = Speaker.objects.public().exclude(portrait="").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no portrait at this address."))
    return portrait_response(request, found, f"public, max-age={FRESH}")

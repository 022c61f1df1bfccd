from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Speaker
from proceedings.serving.portraits import portrait_response

# Seconds for which a cache may still show the portrait of a speaker who is no longer public.
MAX_AGE = 300


@require_safe
def portrait(request, slug):
    speaker = Speaker.objects.public().exclude(portrait="").filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no portrait at this address."))
    return portrait_response(request, speaker, f"public, max-age={MAX_AGE}")

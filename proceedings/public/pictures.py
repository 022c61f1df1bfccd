"""The pictures that readers see: portraits of speakers, and the logo of the site."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Speaker
from proceedings.models.reads.present_profile import site_profile
from proceedings.serving.pictures import picture_response

# Seconds for which a cache may still show the portrait of a speaker who is no longer public.
MAX_AGE = 300


@require_safe
def portrait(request, slug):
    speaker = Speaker.objects.public().exclude(portrait="").filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no portrait at this address."))
    return picture_response(request, speaker, speaker.slug, f"public, max-age={MAX_AGE}")


@require_safe
def logo(request):
    """The logo, which browsers ask for each time, so that no page shows a former logo in the wrong size."""
    profile = site_profile()
    if not profile.logo:
        raise Http404(_("This site has no logo."))
    return picture_response(request, profile, "logo", "public, max-age=0")

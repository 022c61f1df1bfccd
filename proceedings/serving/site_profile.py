"""The profile of the site during one request, which reads it at most once."""

from django.core.signals import request_finished
from django.dispatch import receiver

from proceedings.models.reads import present_profile

from .page_cache.middleware import REVISION


def keep_profile(get_response):
    """Middleware, inside the one that reads the revision of the database that answers."""

    def middleware(request):
        present_profile.begin(request.META.get(REVISION))
        return get_response(request)

    return middleware


@receiver(request_finished)
def forget_profile(**kwargs):
    """End at the end of the response, because long files are made while they are sent."""
    present_profile.end()

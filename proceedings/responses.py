"""Plain text, tombstones, and the site's own address, for the responses of all packages."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render


def site_url(request) -> str:
    """The scheme and host that every absolute address begins with, such as https://example.org."""
    return f"{request.scheme}://{request.get_host()}"


def contact_email(request) -> str:
    """The email address of the site's maintainers."""
    host = request.get_host().partition(":")[0]
    return settings.CONTACT_EMAIL or f"webmaster@{host}"


def plain_text(text, status=200, headers=None):
    return HttpResponse(text, status=status, headers=headers, content_type="text/plain; charset=utf-8")


def gone_page(request, reason, conference=None):
    """The page of a withdrawn row, status 410: the reason, and nothing of its content.

    A statement also names its `conference`, if that is public.
    """
    return render(request, "410.html", {"reason": reason, "conference": conference}, status=410)


def tombstone_or_404(tombstones, slug, respond, message):
    """Return `respond(row)` for the tombstone with a slug; raise Http404 with the message if there is none."""
    if row := tombstones.filter(slug=slug).first():
        return respond(row)
    raise Http404(message)

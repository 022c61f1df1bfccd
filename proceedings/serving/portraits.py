"""Responses with a stored portrait that no browser can take for anything but an image."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from proceedings.models.columns.portraits import MEDIA_TYPE


def portrait_response(request, speaker, cache):
    """The portrait of a speaker, with `cache` as its Cache-Control header. Raises Http404 if the file is missing."""
    name = speaker.portrait.name
    try:
        modified = speaker.portrait.storage.get_modified_time(name).timestamp()
        with speaker.portrait.storage.open(name) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404(_("The file of this portrait is missing.")) from error
    response = HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Cache-Control": cache,
            "Content-Disposition": f'inline; filename="{speaker.slug}.webp"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "ETag": f'"{name.rpartition("/")[2].partition(".")[0]}"',
            "Last-Modified": http_date(modified),
            "X-Content-Type-Options": "nosniff",
        },
    )
    return get_conditional_response(request, response["ETag"], int(modified), response)

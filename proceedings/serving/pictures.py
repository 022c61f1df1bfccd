"""Responses with a stored picture that no browser can take for anything but an image."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from proceedings.models.columns.portraits import MEDIA_TYPE


def picture_response(request, row, name, cache):
    """The picture of a row, with `<name>.webp` for its file and `cache` as its Cache-Control header.

    Raises Http404 if the file is missing.
    """
    file = row.picture
    try:
        modified = file.storage.get_modified_time(file.name).timestamp()
        with file.storage.open(file.name) as stored:
            content = stored.read()
    except FileNotFoundError as error:
        raise Http404(_("The file of this picture is missing.")) from error
    response = HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Cache-Control": cache,
            "Content-Disposition": f'inline; filename="{name}.webp"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "ETag": f'"{file.name.rpartition("/")[2].partition(".")[0]}"',
            "Last-Modified": http_date(modified),
            "X-Content-Type-Options": "nosniff",
        },
    )
    return get_conditional_response(request, response["ETag"], int(modified), response)

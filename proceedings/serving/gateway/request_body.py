"""Receiving the body of a request, within limits of size and time."""

from http import HTTPStatus

from django.conf import settings

from proceedings.serving.limits.costs import is_for_staff

from .pace import Pace

# Bytes of a body, or of a response, that are kept in memory. The rest is on disk.
MEMORY = 2**20
# Bytes of a body for the admin, where workbooks and portraits are uploaded.
LARGEST_UPLOAD = 64 * 2**20


class BodyRefusedError(Exception):
    """The body is too large or too slow; `status` is that of the response."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class DisconnectedError(Exception):
    """The client has left."""


def size_limit(path) -> int:
    return LARGEST_UPLOAD if is_for_staff(path) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


async def receive_body(receive, headers, path, body) -> int:
    """Write the body of a request into a file, and return its length.

    Raise BodyRefusedError; before reading anything, if the request states a length that is too large.
    """
    limit = size_limit(path)
    if int(headers.get("content-length") or 0) > limit:
        raise BodyRefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    length, pace, more = 0, Pace(), True
    while more:
        try:
            message = await pace.keep(receive(), length)
        except TimeoutError as error:
            raise BodyRefusedError(HTTPStatus.REQUEST_TIMEOUT) from error
        if message["type"] == "http.disconnect":
            raise DisconnectedError
        chunk, more = message.get("body", b""), message.get("more_body", False)
        length += len(chunk)
        if length > limit:
            raise BodyRefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body.write(chunk)
    body.seek(0)
    return length

"""Responses that need no thread: to bodies that are too large or too slow, and when all threads are busy."""

from functools import cache
from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from proceedings.responses import plain_text
from proceedings.serving.errors.server_error import RETRY_AFTER, unavailable

PROBLEM = "application/problem+json"


class Refusal:
    """A response without streaming, sent as it is."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = [(name.lower().encode(), value.encode("latin1")) for name, value in response.items()]
        self.content = response.content

    async def send(self, send):
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.content})


def refusal(status, path):
    return refusal_to_api(status) if path.startswith("/api/v1/") else refusal_to_reader(status)


@cache
def refusal_to_reader(status):
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return Refusal(unavailable())
    return Refusal(without_body_left(plain_text(f"{detail(status)}\n", status)))


@cache
def refusal_to_api(status):
    content = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail(status)}
    response = JsonResponse(content, status=status, content_type=PROBLEM)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return Refusal(response)
    return Refusal(without_body_left(response))


def without_body_left(response) -> HttpResponse:
    """Close the connection after a response to a body that was not read to its end."""
    add_never_cache_headers(response)
    response["Connection"] = "close"
    return response


def detail(status):
    return {
        HTTPStatus.SERVICE_UNAVAILABLE: _("The record is not available at the moment. Please try again."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("This is too large. Send a smaller file or less text."),
        HTTPStatus.REQUEST_TIMEOUT: _("The request arrived too slowly. Please try again."),
    }[status]

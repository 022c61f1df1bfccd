"""A request for a page that is not in memory, and Django's response for all clients that ask for it."""

from io import BytesIO
from typing import NamedTuple

from .addresses import target_of
from .middleware import REVISION
from .page import Page, is_for_all

# Headers that a page may depend on, and those that the log and the limits need.
PASSED_ON = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"}
SCHEMES = {None, b"http", b"https"}


class PageRequest(NamedTuple):
    """The key of a page, the name of its URL, and its query string in the one order in which it is kept."""

    key: tuple
    route: str
    query: str


class Response(NamedTuple):
    """A whole response of Django, and the page that it makes, or None if it is not for everybody."""

    status: int
    headers: list
    body: bytes
    page: Page | None

    @property
    def request_id(self):
        return dict(self.headers).get(b"x-request-id", b"").decode("latin1")


def page_request(visit) -> PageRequest | None:
    """Return the request for a page that may be kept. Only one spelling of each host, scheme and path is accepted."""
    name, colon, port = visit.headers.get(b"host", b"").partition(b":")
    own_port = str((visit.scope.get("server") or ("", ""))[1]).encode()
    if (
        not name
        or name != name.lower()
        or (colon and port != own_port)
        or visit.headers.get(b"x-forwarded-proto") not in SCHEMES
        or not (target := target_of(*(visit.scope[part].decode("latin1") for part in ("raw_path", "query_string"))))
    ):
        return None
    return PageRequest(visit.key(target.query.encode()), target.route, target.query)


def environ_for_all(environ, query) -> dict:
    """Return an environ without anything specific to the client that asked first, except the request id."""
    own = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in PASSED_ON}
    return own | {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": query,
        "CONTENT_TYPE": "",
        "CONTENT_LENGTH": "0",
        "wsgi.input": BytesIO(),
        REVISION: None,
    }


def whole_response(application, environ, route) -> Response:
    """Run a WSGI application, in a thread, and make a page of its response."""
    start = {}

    def start_response(status, headers, exc_info=None):
        start["status"] = int(status.partition(" ")[0])
        start["headers"] = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    page = None
    if environ[REVISION] is not None and is_for_all(body=body, **start):
        page = Page(route, environ[REVISION], start["headers"], body)
    return Response(**start, body=body, page=page)

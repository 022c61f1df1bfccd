"""A request whose answer is the same for everybody."""

import time

from proceedings.serving.observability import request_ids

METHODS = {"GET", "HEAD"}
# Requests with one of these headers must be answered by Django.
FOR_DJANGO = {b"authorization", b"content-length", b"transfer-encoding", b"if-match", b"if-unmodified-since"}


class Visit:
    def __init__(self, scope, headers):
        self.started = time.perf_counter()
        self.scope, self.headers, self.method = scope, headers, scope["method"]
        self.accepted, self.tags = headers.get(b"accept-encoding"), headers.get(b"if-none-match")
        self.request_id = id_of(headers)

    def key(self, query=None):
        return key_of(self.scope, self.headers, query)


def headers_for_all(scope, session_cookie) -> dict | None:
    """Return the headers of an ASGI scope by their names. None if the answer may be for this client alone."""
    headers = dict(scope["headers"])
    if (
        scope["method"] not in METHODS
        # `headers` has only the last of a repeated header, such as a second cookie.
        or len(headers) < len(scope["headers"])
        or not FOR_DJANGO.isdisjoint(headers)
        or (b"cookie" in headers and session_cookie in headers[b"cookie"])
        or (b"if-modified-since" in headers and b"if-none-match" not in headers)
    ):
        return None
    return headers


def key_of(scope, headers, query=None) -> tuple:
    """Return everything that a page depends on; `query` replaces the query string that was sent."""
    query = scope["query_string"] if query is None else query
    return headers.get(b"host"), headers.get(b"x-forwarded-proto"), scope["raw_path"], query


def id_of(headers):
    return request_ids.new_id(headers[b"x-request-id"].decode("latin1") if b"x-request-id" in headers else "")

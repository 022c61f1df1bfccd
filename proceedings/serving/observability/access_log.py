"""A line in the log and a measurement for each request, without personal data or anything that the visitor sent."""

import logging
import time

from . import metrics, request_ids

logger = logging.getLogger(__name__)
# Methods in use; others are counted together, because visitors can invent any number.
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def log_requests(get_response):
    """Middleware, the outermost. Streamed responses are logged when the last byte is sent or the client disconnects."""

    def middleware(request):
        started = time.perf_counter()
        request_id = request_ids.begin_request(request)
        response = get_response(request)
        response[request_ids.HEADER] = request_id
        size = response_size(response)
        if size is None:
            response.streaming_content = measured(request, response, response.streaming_content, started)
        else:
            record(request, response, size, started)
        return response

    return middleware


def response_size(response) -> int | None:
    """The number of bytes in the body, or None if it is not known before they are sent."""
    if not response.streaming:
        return len(response.content)
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def measured(request, response, chunks, started):
    """Yield the chunks of a response, then record the request."""
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            yield chunk
    finally:
        record(request, response, size, started)


def record(request, response, size, started):
    if not (logger.isEnabledFor(logging.INFO) or metrics.are_readable()):
        return
    seconds = time.perf_counter() - started
    method = request.method if request.method in METHODS else "other"
    # The name of the URL, not the path: it contains no slug, and there are only as many names as URL patterns.
    route = (request.resolver_match and request.resolver_match.view_name) or "none"
    write(method, route, response.status_code, seconds, size, searched=bool(request.GET.get("q")))


def is_on() -> bool:
    return logger.isEnabledFor(logging.INFO)


def write(method, route, status, seconds, size, *, searched=False):
    """Measure and log a request for the URL of this name."""
    metrics.record_request(method, route, status, seconds, searched=searched)
    facts = {
        "method": method,
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000),
        "bytes": size,
    }
    logger.info("%s %s %d, %d ms, %d bytes", *facts.values(), extra=facts)

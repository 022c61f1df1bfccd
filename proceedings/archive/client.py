"""An anonymous HTTP client of the site, inside this process."""

import logging
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections


class Client:
    """Send requests through Django's handler and middleware, as if to `base`, such as https://example.org."""

    def __init__(self, base):
        self.base = urlsplit(base)
        self.handler = WSGIHandler()

    def request(self, address):
        """The request as a WSGI server makes it (PEP 3333)."""
        parts = urlsplit(address)
        scheme, host = self.base.scheme, self.base.netloc
        return WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
                "QUERY_STRING": parts.query,
                "SERVER_PROTOCOL": "HTTP/1.1",
                "SERVER_NAME": self.base.hostname,
                "SERVER_PORT": str(self.base.port or (443 if scheme == "https" else 80)),
                "HTTP_HOST": host,
                "HTTP_X_FORWARDED_PROTO": scheme,
                "wsgi.url_scheme": scheme,
                "wsgi.input": BytesIO(),
            }
        )

    @contextmanager
    def visit(self):
        """Allow the host of `base`, and do not log missing pages, which the caller reports."""
        hosts, log = settings.ALLOWED_HOSTS, logging.getLogger("django.request")
        level = log.level
        # This process answers only its own requests, so no visitor can use the host.
        settings.ALLOWED_HOSTS = [*hosts, self.base.hostname]
        log.setLevel(logging.ERROR)
        try:
            yield
        finally:
            settings.ALLOWED_HOSTS = hosts
            log.setLevel(level)

    @contextmanager
    def get(self, address):
        """Open the response to a GET request."""
        response = self.handler.get_response(self.request(address))
        try:
            yield response
        finally:
            # Closing a response would also close the database connection, which is still needed.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)

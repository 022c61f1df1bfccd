"""A site behind a proxy: Django's application on a free port, which keeps what reaches it."""

import http.client
import os
import shutil
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.test import override_settings

HOST = "record.example"
# A deadline that only a hang breaks.
PATIENCE = 30
PROXIED = {
    "ALLOWED_HOSTS": [HOST],
    "TRUSTED_PROXIES": 1,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 60,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, _request, _client_address):
        """Print nothing: proxies close connections as they like."""


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_arguments):
        """Print nothing."""


class Site:
    """Answers with Django, or with `answers[path]`, a WSGI application. `requests` are the environs, oldest first."""

    def __init__(self):
        self.requests, self.answers = [], {}
        self.django = get_wsgi_application()
        self.server = make_server("127.0.0.1", 0, self, Server, QuietHandler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __call__(self, environ, start_response):
        self.requests.append(environ)
        return self.answers.get(environ["PATH_INFO"], self.django)(environ, start_response)

    def paths(self):
        """The requested paths, except for health checks."""
        return [environ["PATH_INFO"] for environ in self.requests if environ["PATH_INFO"] != "/healthz"]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def a_site():
    with override_settings(**PROXIED):
        site = Site()
        yield site
        site.stop()


def text(body, **headers):
    """An application that answers 200 with a text."""

    def application(_environ, start_response):
        fields = {"Content-Type": "text/plain", "Content-Length": str(len(body)), **headers}
        start_response("200 OK", [(name.replace("_", "-"), value) for name, value in fields.items()])
        return [body]

    return application


def get(port, path, *, tls=None, host=HOST, method="GET", **headers):
    """Request a path through a proxy; `tls` is the certificate that it must have."""
    connection = http.client.HTTPConnection(host)
    connection.sock = connected(port, tls, host)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **headers})
    response = connection.getresponse()
    outcome = SimpleNamespace(status=response.status, headers=response.headers, body=response.read())
    connection.close()
    return outcome


def connected(port, tls=None, host=HOST):
    plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    return ssl.create_default_context(cafile=tls).wrap_socket(plain, server_hostname=host) if tls else plain


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_ports(count):
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def program(name):
    """The path of a server's program, which is not on the PATH of every user."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")

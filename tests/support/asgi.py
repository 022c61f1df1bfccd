"""Clients of an ASGI application, and WSGI applications behind it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from proceedings.models.reads.revision import revision
from proceedings.serving.gateway.application import Gateway
from proceedings.serving.page_cache.cache import PageCache
from proceedings.serving.page_cache.revision_watcher import RevisionWatcher

# Seconds, so many that only a hang takes longer.
PATIENCE = 60
DISCONNECT = {"type": "http.disconnect"}


def run(coroutine):
    """Return the result of a coroutine, which runs in another thread: in this one, Playwright's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def part(content=b"", *, more=False):
    return {"type": "http.request", "body": content, "more_body": more}


def wsgi(respond):
    """A WSGI application that answers with what a function of the environ returns, as Django's handler does."""

    def application(environ, start_response):
        response = respond(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        if getattr(response, "file_to_stream", None):
            response.file_to_stream.close = response.close
            return environ["wsgi.file_wrapper"](response.file_to_stream, response.block_size)
        return response

    return application


class Exchange:
    """A client: sends the parts of a body, then stays silent; reads whatever `read` allows."""

    def __init__(self, gateway, path="/", *parts, method="GET", headers=(), query="", read=None):
        self.gateway, self.parts, self.read = gateway, [*parts] or [part()], read
        self.scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": list(headers),
            "server": ("127.0.0.1", 8000),
            "client": ("192.0.2.1", 50000),
        }
        self.sent = []

    async def receive(self):
        if self.parts:
            return self.parts.pop(0)
        return await asyncio.Event().wait()

    async def send(self, message):
        self.sent.append(message)
        if self.read:
            await self.read(self)

    async def run(self):
        async with asyncio.timeout(PATIENCE):
            await self.gateway(self.scope, self.receive, self.send)
        return self

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def headers(self):
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}

    @property
    def body(self):
        return b"".join(message["body"] for message in self.sent[1:])

    @property
    def is_whole(self):
        return not self.sent[-1].get("more_body", False)


def gateway_with_memory(size):
    """Return the site in the database of the test, behind a page cache of so many bytes, and its RevisionWatcher.

    The watcher has no thread: call its `check()` before a request.
    """
    watcher = RevisionWatcher(revision)
    watcher.has_started = True
    return Gateway(wsgi_in_test_database(), PageCache(size, watcher)), watcher


def wsgi_in_test_database():
    """Return the site as a WSGI application whose threads use the connection of this one, with the rows of its test."""
    handler, connection = WSGIHandler(), connections["default"]

    def application(environ, start_response):
        connection.inc_thread_sharing()
        connections["default"] = connection
        # As in Django's own client: the transaction of the test stays open.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        try:
            # Without it, the response itself is returned, also that of a file.
            environ.pop("wsgi.file_wrapper", None)
            response = handler(environ, start_response)
            content = response.getvalue()
            response.close()
            return [content]
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
            del connections["default"]
            connection.dec_thread_sharing()

    return application

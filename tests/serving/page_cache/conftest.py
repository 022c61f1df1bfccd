"""A site with pages in memory, whose application and database are those of the test."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from proceedings.serving.gateway.application import Gateway
from proceedings.serving.page_cache.cache import PageCache
from proceedings.serving.page_cache.middleware import REVISION
from proceedings.serving.page_cache.revision_watcher import RevisionWatcher
from tests.support.asgi import Exchange, run, wsgi

HOST = (b"host", b"testserver")
SIZE = 10 * 2**20
TEXT = "said " * 1000


class Site:
    """A site of which each page says how many pages were made before it, and its environ is kept."""

    def __init__(self):
        self.revision, self.response, self.environs, self.now = 1, None, [], 100.0
        self.watcher = RevisionWatcher(self.read, clock=lambda: self.now)
        # The test is the thread that watches.
        self.watcher.has_started = True
        self.watcher.check()
        self.cache = PageCache(SIZE, self.watcher)
        self.gateway = Gateway(wsgi(self.respond), self.cache)

    def read(self):
        if isinstance(self.revision, Exception):
            raise self.revision
        return self.revision

    def respond(self, environ):
        self.environs.append(environ)
        if REVISION in environ:
            environ[REVISION] = self.revision
        response = self.response(environ) if self.response else HttpResponse(f"<main>{len(self.environs)} {TEXT}")
        response.setdefault("ETag", f'"{len(self.environs)}"')
        return response

    def change(self):
        self.revision += 1
        self.watcher.check()

    def exchange(self, path="/speakers/ada/", *headers, host=HOST, **options):
        return Exchange(self.gateway, path, headers=[host, *headers], **options)

    def ask(self, path="/speakers/ada/", *headers, **options):
        answer = run(self.exchange(path, *headers, **options).run())
        return SimpleNamespace(
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            state=answer.headers.get("cache-status", "").removeprefix("proceedings; "),
        )

    def states(self, *requests):
        return [self.ask(*request).state for request in requests]


@pytest.fixture
def site():
    return Site()

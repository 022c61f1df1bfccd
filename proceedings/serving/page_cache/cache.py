"""The pages in memory, and the responses to the requests that they answer."""

import time
from operator import attrgetter

from cachetools import LRUCache
from django.conf import settings
from django.template.loader import render_to_string

from proceedings.serving.observability import access_log, metrics, request_ids

from .page import Answer
from .revision_watcher import RevisionReader, RevisionWatcher
from .visit import Visit, headers_for_all, id_of, key_of

# Where a response comes from, and the header that says so (RFC 9211).
HIT, STALE, MISS, COLLAPSED = OUTCOMES = ("hit", "stale", "miss", "collapsed")
CACHE_STATUS = {
    HIT: (b"cache-status", b"proceedings; hit"),
    STALE: (b"cache-status", b"proceedings; hit; detail=stale"),
    MISS: (b"cache-status", b"proceedings; fwd=miss"),
    COLLAPSED: (b"cache-status", b"proceedings; fwd=miss; collapsed"),
}


class PageCache:
    """The pages of one process, at most `size` bytes. Call its methods only in the event loop."""

    def __init__(self, size, watcher=None):
        self.pages = LRUCache(size, getsizeof=attrgetter("size"))
        self.watcher = watcher or RevisionWatcher(RevisionReader())
        self.session_cookie = settings.SESSION_COOKIE_NAME.encode()
        # With replicas, readers are answered even while the primary is away.
        self.has_replicas = len(settings.DATABASES) > 1
        self.is_recorded = bool(settings.METRICS_TOKEN) or access_log.is_on()

    def visit(self, scope) -> Visit | None:
        """Return the visit of a request, or None if it needs an answer of its own."""
        headers = headers_for_all(scope, self.session_cookie)
        return None if headers is None else Visit(scope, headers)

    def answer(self, scope) -> Answer | None:
        """Return the response to a request that a page in memory answers.

        Nearly all requests end here, after some microseconds.
        """
        if (headers := headers_for_all(scope, self.session_cookie)) is None:
            return None
        try:
            page = self.pages[key_of(scope, headers)]
        except KeyError:
            return None
        is_current = self.watcher.is_current(page.revision)
        if is_current and not self.is_recorded:
            own = CACHE_STATUS[HIT], (b"x-request-id", id_of(headers).encode())
            return page.answer(scope["method"], headers.get(b"accept-encoding"), headers.get(b"if-none-match"), *own)
        visit = Visit(scope, headers)
        if is_current:
            return self.respond(page, visit, HIT)
        is_away = self.watcher.is_away and not self.has_replicas
        return self.respond_outdated(visit.key(), visit) if is_away else None

    def current(self, key):
        """Return the page, if it shows the present state."""
        page = self.pages.get(key)
        return page if page is not None and self.watcher.is_current(page.revision) else None

    def keep(self, key, page):
        """Keep a page, unless its revision is lower than the present one, as on a replica that is behind."""
        if self.watcher.revision is not None and self.watcher.revision <= page.revision:
            self.pages[key] = page

    def respond(self, page, visit, outcome) -> Answer:
        own = CACHE_STATUS[outcome], (b"x-request-id", visit.request_id.encode())
        answer = page.answer(visit.method, visit.accepted, visit.tags, *own)
        self.record(visit, page, answer, outcome)
        return answer

    def respond_outdated(self, key, visit) -> Answer | None:
        """Return the response with a page of the last known revision, while the present one is unknown."""
        page = self.pages.get(key)
        if page is None or page.revision != self.watcher.revision:
            return None
        age = b"%d" % self.watcher.seconds_since_known()
        own = CACHE_STATUS[STALE], (b"age", age), (b"x-request-id", visit.request_id.encode())
        answer = page.outdated(visit.method, render_to_string("_outdated.html").encode(), *own)
        self.record(visit, page, answer, STALE)
        return answer

    def record(self, visit, page, answer, outcome):
        """Measure a request and log it. For a miss, Django's middleware has logged it already."""
        if not self.is_recorded:
            return
        metrics.page_cache.labels(outcome).inc()
        if outcome is not MISS:
            request_ids.current.set(visit.request_id)
            seconds = time.perf_counter() - visit.started
            access_log.write(visit.method, page.route, answer.status, seconds, len(answer.body))

"""Pages for everybody that are not in memory: made once for all who ask for them at the same time."""

import logging
from functools import partial
from http import HTTPStatus

from proceedings.serving.page_cache.cache import COLLAPSED, HIT, MISS
from proceedings.serving.page_cache.page import Answer
from proceedings.serving.page_cache.request import environ_for_all, page_request, whole_response
from proceedings.serving.page_cache.single_flight import SingleFlight

from .lanes import BusyError, name_of_lane
from .request_body import DisconnectedError

logger = logging.getLogger(__name__)


class Pages:
    def __init__(self, cache, application, lanes):
        self.cache, self.application, self.lanes = cache, application, lanes
        self.flights = SingleFlight()

    async def answer(self, scope, environ) -> Answer | None:
        """Return the response to a request for a page that may be kept. None if it needs one of its own."""
        self.cache.watcher.start()
        visit = self.cache.visit(scope)
        request = visit and page_request(visit)
        for was_made_for_us in (False, True) if request else ():
            # The page may be in memory, because another spelling of its address was requested.
            if page := self.cache.current(request.key):
                return self.cache.respond(page, visit, HIT)
            response, is_first = await self.response(request, environ)
            if is_unavailable(response) and (answer := self.cache.respond_outdated(request.key, visit)):
                return answer
            if response is None:
                raise BusyError
            if is_first:
                return self.first_answer(response, visit)
            if response.page is None:
                return None
            # The page must show all changes before our request. A second page was begun after the request.
            if was_made_for_us or self.cache.watcher.is_current(response.page.revision):
                return self.cache.respond(response.page, visit, COLLAPSED)
        return None

    async def response(self, request, environ):
        """Return Django's response, or None if no thread was free, and whether this request began the computation."""
        try:
            return await self.flights.result(request.key, partial(self.compute, request, environ))
        except BusyError:
            return None, False

    async def compute(self, request, environ):
        """Return the response of Django, from a thread of the lane, and keep its page."""
        environ = environ_for_all(environ, request.query)
        lane = self.lanes[name_of_lane(environ)]
        await lane.acquire()
        try:
            response = await lane.run(whole_response, self.application, environ, request.route)
        except Exception as error:
            logger.exception("%s", environ["PATH_INFO"])
            raise DisconnectedError from error
        if response.page:
            self.cache.keep(request.key, response.page)
        return response

    def first_answer(self, response, visit):
        """Return the response to the request that Django has answered, with its id in the log."""
        if response.page is None:
            return Answer(response.status, response.headers, b"" if visit.method == "HEAD" else response.body)
        visit.request_id = response.request_id or visit.request_id
        return self.cache.respond(response.page, visit, MISS)


def is_unavailable(response):
    return response is None or response.status == HTTPStatus.SERVICE_UNAVAILABLE

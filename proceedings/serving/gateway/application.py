"""The ASGI application around the WSGI application."""

import asyncio
from contextlib import suppress
from tempfile import SpooledTemporaryFile

from .environ import environ_of, headers_of
from .lanes import BusyError, lanes, name_of_lane
from .pages import Pages
from .refusals import refusal
from .reply import Reply, send_whole
from .request_body import MEMORY, BodyRefusedError, DisconnectedError, receive_body


class Gateway:
    """`cache` is the PageCache, or None."""

    def __init__(self, application, cache=None):
        self.application, self.cache = application, cache
        self.lanes = lanes()
        self.pages = Pages(cache, application, self.lanes) if cache else None

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            raise NotImplementedError(f"The gateway answers HTTP only, not {scope['type']}.")
        if self.cache and (answer := self.cache.answer(scope)):
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.body})
            return
        with SpooledTemporaryFile(MEMORY) as body, suppress(DisconnectedError):
            headers = headers_of(scope)
            try:
                length = await receive_body(receive, headers, scope["path"], body)
                environ = environ_of(scope, headers, body, length)
                if self.pages and (answer := await self.pages.answer(scope, environ)):
                    await send_whole(send, *answer)
                else:
                    await self.answer(environ, receive, send)
            except BodyRefusedError as error:
                await refusal(error.status, scope["path"]).send(send)
            except BusyError:
                await refusal(BusyError.status, scope["path"]).send(send)

    async def answer(self, environ, receive, send):
        """Run the WSGI application in a thread of the request's lane, and send its response meanwhile."""
        lane = self.lanes[name_of_lane(environ)]
        reply = Reply(asyncio.get_running_loop())
        watcher = asyncio.create_task(abandon_when_disconnected(receive, reply))
        try:
            await lane.acquire()
            thread = lane.run(reply.fill, self.application, environ)
            try:
                await reply.send(send)
            finally:
                reply.abandon()
                # The body of the request and the reply stay open until the thread no longer uses them.
                await thread
        finally:
            watcher.cancel()
            reply.close()


async def abandon_when_disconnected(receive, reply):
    while (await receive())["type"] != "http.disconnect":
        pass
    reply.abandon()

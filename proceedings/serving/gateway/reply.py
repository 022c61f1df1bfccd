"""A response: a thread buffers it as fast as it can, and the event loop sends it as fast as the client reads."""

import asyncio
import logging
import os
import threading
from io import UnsupportedOperation
from tempfile import SpooledTemporaryFile
from wsgiref.util import FileWrapper

from .pace import Pace
from .request_body import MEMORY, DisconnectedError

# Bytes in a message to the server, and bytes that a thread may be ahead of the client, so that buffers stay finite.
CHUNK = 256 * 2**10
AHEAD = 256 * 2**20
logger = logging.getLogger(__name__)


async def send_whole(send, status, headers, body):
    """Send a response from memory. Leave it incomplete, which closes the connection, if the client is too slow."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    pace = Pace()
    for start in range(0, len(body) or 1, CHUNK):
        more = start + CHUNK < len(body)
        chunk = body[start : start + CHUNK] if more or start else body
        try:
            await pace.keep(send({"type": "http.response.body", "body": chunk, "more_body": more}), start)
        except TimeoutError:
            return


class Reply:
    def __init__(self, loop):
        self.loop = loop
        self.changed = asyncio.Event()
        self.condition = threading.Condition()
        self.spool = SpooledTemporaryFile(MEMORY)  # noqa: SIM115 - closed by close()
        # The descriptor of a file that is sent directly, without a copy in the spool.
        self.file = None
        self.status, self.headers = None, []
        self.position = self.written = 0
        self.is_complete = self.is_abandoned = False

    # In the thread

    def fill(self, application, environ):
        """Buffer the response of a WSGI application. After an error, the response stays incomplete."""
        try:
            if self.is_abandoned:
                # The client left while the request waited for its thread.
                return
            response = application(environ, self.start)
            try:
                if environ["REQUEST_METHOD"] != "HEAD":
                    self.write_all(response)
            finally:
                if hasattr(response, "close"):
                    response.close()
            self.is_complete = True
        except DisconnectedError:
            pass
        except Exception:
            logger.exception("%s", environ["PATH_INFO"])
        finally:
            self.abandon_or_complete()

    def start(self, status, headers, exc_info=None):
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]

    def write_all(self, response):
        if isinstance(response, FileWrapper) and self.take_file(response.filelike):
            return
        for chunk in response:
            self.write(chunk)

    def take_file(self, file) -> bool:
        """Duplicate the descriptor of an open file, so that the thread can close the file. Return False without one."""
        try:
            self.file, self.position = os.dup(file.fileno()), file.tell()
        except (AttributeError, UnsupportedOperation):
            return False
        return True

    def write(self, chunk):
        with self.condition:
            self.condition.wait_for(lambda: self.is_abandoned or self.written - self.position < AHEAD)
            if self.is_abandoned:
                # Stop the application, because nobody reads its response.
                raise DisconnectedError
            self.spool.seek(self.written)
            self.spool.write(chunk)
            self.written += len(chunk)
        self.loop.call_soon_threadsafe(self.changed.set)

    def abandon_or_complete(self):
        self.is_abandoned = self.is_abandoned or not self.is_complete
        self.loop.call_soon_threadsafe(self.changed.set)

    # In the event loop

    async def send(self, send):
        """Send the response. Leave it incomplete, which closes the connection, if the client is too slow."""
        chunk, more = await self.next_chunk()
        if self.status is None:
            raise DisconnectedError
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        pace, sent = Pace(), 0
        while True:
            message = {"type": "http.response.body", "body": chunk, "more_body": more or self.is_abandoned}
            try:
                await pace.keep(send(message), sent)
            except TimeoutError:
                return
            if not more:
                return
            sent += len(chunk)
            chunk, more = await self.next_chunk()

    async def next_chunk(self) -> tuple[bytes, bool]:
        """Return the next bytes as soon as there are some, and whether more may follow."""
        while True:
            self.changed.clear()
            is_over = self.is_complete or self.is_abandoned
            chunk = self.read()
            # A file ends when nothing more can be read.
            more = not is_over or (bool(chunk) if self.file is not None else self.position < self.written)
            if chunk or not more:
                return chunk, more
            await self.changed.wait()

    def read(self) -> bytes:
        if self.file is not None:
            chunk = os.pread(self.file, CHUNK, self.position)
            self.position += len(chunk)
            return chunk
        with self.condition:
            self.spool.seek(self.position)
            chunk = self.spool.read(CHUNK)
            self.position += len(chunk)
            self.condition.notify()
        return chunk

    def abandon(self):
        """Stop the thread at its next write, unless the response is complete."""
        with self.condition:
            self.is_abandoned = self.is_abandoned or not self.is_complete
            self.condition.notify()
        self.changed.set()

    def close(self):
        self.spool.close()
        if self.file is not None:
            os.close(self.file)

"""Threads for each kind of request, so that requests of one kind never wait for those of another."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from proceedings.serving.limits.costs import Cost, cost_of

# Threads for each cost in each worker. Files take seconds of processor time, so only a few are made at a time.
THREADS = {Cost.PAGE: 4, Cost.SEARCH: 2, Cost.FILE: 2, Cost.STAFF: 3}
HEALTH_CHECKS = {"/healthz", "/readyz"}
# Seconds that a request may wait for a thread before it is refused. The client may try again.
PATIENCE = 5


class BusyError(Exception):
    """No thread was free in time."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class Lane:
    def __init__(self, name, threads):
        self.free = asyncio.Semaphore(threads)
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def acquire(self):
        """Wait for a free thread, which the next `run` takes. Raise BusyError if none is free in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.free.acquire()
        except TimeoutError as error:
            raise BusyError from error

    def run(self, function, *args):
        future = asyncio.get_running_loop().run_in_executor(self.threads, function, *args)
        future.add_done_callback(lambda _future: self.free.release())
        return future


def lanes() -> dict[str, Lane]:
    """Return the lanes by name: one for each cost, and one of a single thread for each health check."""
    threads = {cost.name: number for cost, number in THREADS.items()} | dict.fromkeys(HEALTH_CHECKS, 1)
    return {name: Lane(name, number) for name, number in threads.items()}


def name_of_lane(environ) -> str:
    path = environ["PATH_INFO"]
    return path if path in HEALTH_CHECKS else cost_of(environ["REQUEST_METHOD"], path, environ["QUERY_STRING"]).name

"""The slowest pace at which a client may send or read."""

import asyncio
import time

# Seconds that any transfer may take, and the bytes a second that a client must transfer in a longer one.
GRACE = 60
SLOWEST = 1024


class Pace:
    """The time that a client has taken so far; the time of the site itself does not count."""

    def __init__(self):
        self.taken = 0.0

    async def keep(self, waiting, transferred):
        """Await a transfer; the client has `transferred` bytes so far. Raise TimeoutError if it is too slow."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(GRACE + transferred / SLOWEST - self.taken):
                return await waiting
        finally:
            self.taken += time.monotonic() - begun

"""Pages before files: the thread that makes a large file pauses while its process answers pages.

Python runs one thread of a process at a time, so every page would take twice as long beside such a thread.
"""

import threading
import time
from contextlib import nullcontext

from .costs import Cost, cost_of

FIRST = {Cost.PAGE, Cost.SEARCH}


class Precedence:
    """A context to enter for each page or search while it is being answered. `give_way` pauses meanwhile."""

    def __init__(self):
        self.number, self.changed = 0, threading.Condition()

    def __enter__(self):
        with self.changed:
            self.number += 1

    def __exit__(self, *_error):
        with self.changed:
            self.number -= 1
            self.changed.notify_all()

    def give_way(self, seconds) -> float:
        """Wait until no page is being answered, for at most `seconds`. Return the seconds that this took."""
        if not self.number or seconds <= 0:
            return 0
        began = time.monotonic()
        with self.changed:
            self.changed.wait_for(lambda: not self.number, seconds)
        return time.monotonic() - began


pages = Precedence()


def with_precedence(application):
    """Wrap a WSGI application, so that pages and searches have precedence until their responses begin."""

    def application_with_precedence(environ, start_response):
        cost = cost_of(environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"])
        with pages if cost in FIRST else nullcontext():
            return application(environ, start_response)

    return application_with_precedence

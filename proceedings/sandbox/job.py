"""A child process: it gets a function with its arguments, runs it within the limits, and sends the result."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Iterator

from django.utils import translation

from . import frames
from .limits import lift_memory_limit, limit_process

PR_SET_PDEATHSIG = 1
# Items of a stream that are sent together.
BATCH = 500
RESULT, ITEMS, ERROR, MEMORY = "result", "items", "error", "memory"


def run(sock, parent):
    """Run the job that comes from the socket, in a child of the process `parent`."""
    die_with(parent)
    (function, arguments, limits, language), _length = frames.receive(sock)
    limit_process(limits)
    # The fork server has switched the garbage collector off.
    gc.enable()
    try:
        with translation.override(language):
            send_result(sock, function(*arguments))
    except MemoryError:
        lift_memory_limit()
        frames.send(sock, (MEMORY, None))
    except Exception as error:
        # A traceback cannot be pickled, and keeps the values of the reader alive.
        frames.send(sock, (ERROR, error.with_traceback(None)))


def send_result(sock, result):
    if not isinstance(result, Iterator):
        frames.send(sock, (RESULT, result))
        return
    batch = []
    try:
        for item in result:
            # A list of items is sent as it is.
            if isinstance(item, list):
                frames.send(sock, (ITEMS, item))
                continue
            batch.append(item)
            if len(batch) == BATCH:
                frames.send(sock, (ITEMS, batch))
                batch = []
    finally:
        # Items read before an error are sent before it.
        if batch:
            frames.send(sock, (ITEMS, batch))
    frames.send(sock, (RESULT, None))


def die_with(parent):
    """End this process when its parent ends. On systems other than Linux, only the time limits end it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

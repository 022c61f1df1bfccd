"""Send jobs to the fork server, and receive their results within the limits."""

import json
import logging
import os
import signal
import socket
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.utils.translation import get_language

from . import frames, job, process
from .fork_server import JOB, name_of
from .limits import MEGABYTE, limit_error

logger = logging.getLogger(__name__)

# Files that one process reads at the same time, and the seconds that a further one waits for its turn.
AT_ONCE, PATIENCE = 2, 20
# Seconds beyond the limit in which the fork server must end a late child.
GRACE = 15
places, starting = BoundedSemaphore(AT_ONCE), Lock()


def run(function, *arguments, limits):
    """Return the result of the function, or raise its exception. Raise SandboxError if it reaches a limit."""
    with child(function, arguments, limits) as answers:
        kind, value = next(answers)
    if kind == job.ERROR:
        raise value
    return value


def stream(function, *arguments, limits):
    """Yield what a generator function yields, while it runs; see `run`. `limits.output` is for all items together.

    The items of a list that it yields are sent together, and yielded one by one.
    """
    with child(function, arguments, limits) as answers:
        for kind, value in answers:
            if kind == job.ERROR:
                raise value
            if kind == job.ITEMS:
                yield from value


@contextmanager
def child(function, arguments, limits):
    """Run a job in a child process; the context is an iterator over its answers. Leaving it ends the child."""
    if not places.acquire(timeout=PATIENCE):
        raise limit_error("busy", limits)
    try:
        sock, status = fork(function, limits)
        with sock, os.fdopen(status) as report:
            # By closing both ends, we tell the fork server that nobody waits for the child.
            yield answers(sock, report, function, arguments, limits)
    finally:
        places.release()


def fork(function, limits):
    """Have the fork server fork a child for a function. Return its socket, and the pipe for the report of its end."""
    for is_last in (False, True):
        sock, remote = socket.socketpair()
        status, remote_status = os.pipe()
        try:
            with starting:
                descriptors = [remote.fileno(), remote_status]
                socket.send_fds(process.start(), [JOB.pack(limits.wall, name_of(function))], descriptors)
        except OSError:
            # The fork server has been killed.
            sock.close()
            os.close(status)
            process.forget()
            if is_last:
                raise
        else:
            return sock, status
        finally:
            remote.close()
            os.close(remote_status)
    raise AssertionError


def answers(sock, report, function, arguments, limits):
    """Yield (kind, value) for each answer of the child. Raise SandboxError if it reaches a limit."""
    sock.settimeout(limits.wall + GRACE if limits.wall else None)
    remaining = limits.output * MEGABYTE
    try:
        frames.send(sock, (function, arguments, limits, get_language()))
        while True:
            (kind, value), length = frames.receive(sock, remaining)
            remaining -= length
            if kind != job.ITEMS:
                log_end(report, function)
            if kind == job.MEMORY:
                raise limit_reached("memory", function, limits)
            yield kind, value
            if kind != job.ITEMS:
                return
    except OverflowError:
        raise limit_reached("output", function, limits) from None
    except (EOFError, ConnectionError):
        raise limit_reached(log_end(report, function), function, limits) from None
    except TimeoutError:
        process.forget()
        raise limit_reached("time", function, limits) from None


def limit_reached(reason, function, limits):
    logger.warning("%s was stopped: %s.", function.__qualname__, reason)
    return limit_error(reason, limits)


def log_end(report, function):
    """Log the time and memory of the child that the fork server reports. Return why it ended without a result."""
    message = report.readline()
    if not message:
        # The fork server was killed, and its children with it.
        process.forget()
        return "interrupted"
    number, is_late, megabytes, seconds = json.loads(message)
    logger.debug("%s took %d MB and %.2f s.", function.__qualname__, megabytes, seconds)
    if is_late or number == signal.SIGXCPU:
        return "time"
    # Otherwise only the kernel sends SIGKILL, when the machine has no memory left.
    return "memory" if number == signal.SIGKILL else "crash"

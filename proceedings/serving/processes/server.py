"""The web server: Granian, set up for one small machine."""

import signal
import sys
from functools import partial

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from proceedings.serving import write_ahead_log
from proceedings.serving.observability import metrics

from .lifeline import Lifeline
from .supervisor import Supervisor

# Seconds to finish current requests when stopping; Docker allows ten.
GRACE = 8

# Seconds after which a busy thread lets another one run. With Python's default of five milliseconds, a page with thirty
# queries would wait a sixth of a second for each export.
SWITCH = 0.0005
# Milliseconds for the headers of a request, and for the next request on a connection, which nginx keeps for 60 s.
HEADERS = HTTP1Settings(header_read_timeout=65_000)


def serve(host, port):
    """Answer requests until a signal stops the server."""
    lifeline = Lifeline()
    server = Supervisor(
        "proceedings.asgi:application",
        address=host,
        port=port,
        # The gateway is an ASGI application that needs no lifespan.
        interface=Interfaces.ASGINL,
        workers=settings.WORKERS,  # With two, one serves pages while the other is busy with something slow.
        workers_kill_timeout=GRACE,
        workers_max_rss=settings.WORKER_MEGABYTES,
        backpressure=2048,  # Connections of each worker: slow ones cost little.
        http=HTTPModes.http1,
        http1_settings=HEADERS,
        websockets=False,
        log_level=LogLevels.error,
        lifeline=lifeline,
    )
    # Closing the terminal stops the server. By default, Granian would restart its workers instead.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    if settings.METRICS_TOKEN:
        metrics.share(settings.VAR_DIR / "metrics")
    # Loaded before the workers are forked, so that they start at once and share memory.
    application()
    try:
        server.serve(target_loader=partial(load_application, lifeline))
    finally:
        write_ahead_log.write_back()


def load_application(lifeline, target):
    """The application, for a worker that ends with its parent and ignores Ctrl-C.

    The terminal sends SIGINT to every process, and the parent stops its workers. A worker that receives both signals
    can hang.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    lifeline.follow(GRACE)
    write_ahead_log.keep()
    sys.setswitchinterval(SWITCH)
    return application()


def application():
    from proceedings.asgi import application

    return application

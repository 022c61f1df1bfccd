"""The web server: granian, with as many workers as one small machine needs."""

import signal

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from . import scheduler


def serve(host, port):
    """Answer requests until a signal says stop."""
    server = Granian(
        "proceedings.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,  # One shows pages while the other does something slow.
        workers_kill_timeout=5,  # Seconds to finish the requests at hand once asked to stop.
        blocking_threads=4,  # So many requests may wait for the database; Python runs one of them at a time.
        websockets=False,
        log_level=LogLevels.error,
    )
    # A closed terminal ends the server; left alone, granian would take it as the order to start its workers anew.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    # Loaded before the workers are forked: they listen at once, and share what was loaded.
    application()
    beside = scheduler.start()
    try:
        server.serve(target_loader=load)
    finally:
        beside.terminate()


def load(target):
    """The application, for a worker that leaves Ctrl-C to its parent.

    The terminal sends Ctrl-C to every process, and the parent passes it on: a worker that is told twice can lock up.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return application()


def application():
    from proceedings.wsgi import application

    return application

"""The web server: Granian, set up for one small machine."""

import signal

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from . import scheduler


def serve(host, port):
    """Answer requests until a signal stops the server."""
    server = Granian(
        "proceedings.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,  # One serves pages while the other is busy with something slow.
        workers_kill_timeout=5,  # Seconds to finish current requests when stopping.
        blocking_threads=4,  # Requests that can wait for the database at once in each worker.
        websockets=False,
        log_level=LogLevels.error,
    )
    # Closing the terminal stops the server. By default, Granian would restart its workers instead.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    # Loaded before the workers are forked, so that they start at once and share memory.
    application()
    process = scheduler.start()
    try:
        server.serve(target_loader=load_application)
    finally:
        process.terminate()


def load_application(target):
    """The application, for a worker that ignores Ctrl-C.

    The terminal sends SIGINT to every process, and the parent stops its workers. A worker that receives both signals
    can hang.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return application()


def application():
    from proceedings.wsgi import application

    return application

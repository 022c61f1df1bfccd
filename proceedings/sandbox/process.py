"""Start the fork server of this process, and connect to it.

A process with one thread, such as a command, forks it from itself at once. The web server forks it before its workers,
which share it. Any other process starts it anew when it reads its first file, which takes a second.
"""

import atexit
import json
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

from . import fork_server

# The sockets to the fork server: one, or none before it is started.
connections = []


def start():
    """Start a fork server for this process and those that it will fork, unless there is one. Return its socket."""
    if not connections:
        sock, remote = socket.socketpair()
        with remote:
            if not has_one_thread():
                start_anew(sock, remote)
            elif not os.fork():
                serve_forked(remote)
        connections.append(sock)
    return connections[0]


def forget():
    """Let the next job start another fork server. The children of this one end with their jobs."""
    while connections:
        connections.pop().close()


def has_one_thread():
    """Whether this process can safely fork. Linux also counts threads that Python does not know."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def start_anew(sock, remote):
    path = json.dumps([str(Path(folder).absolute()) for folder in sys.path])
    process = subprocess.Popen(  # noqa: S603 - our own file, and no shell
        [sys.executable, "-P", fork_server.__file__, str(remote.fileno()), path],
        pass_fds=[remote.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    atexit.register(end, process, sock)


def end(process, sock):
    sock.close()
    process.kill()
    process.wait()


def serve_forked(remote):
    """Serve in a fork of this process, without using its database connections, files and exit handlers."""
    try:
        number = remote.fileno()
        os.closerange(3, number)
        os.closerange(number + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        fork_server.ForkServer(remote).serve()
    finally:
        os._exit(0)

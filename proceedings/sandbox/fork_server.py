"""A process with one thread that forks the children: a process with several threads cannot do so safely.

It has imported the readers already. It ends when all processes with its socket have ended, and its children end with
it.
"""

import gc
import json
import os
import select
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from importlib import import_module

# A message: the seconds that a child may take, and the name of its function.
JOB = struct.Struct("!d128s")
# A terminal or a service manager sends these to all processes. The children are finished before this process ends.
IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NEVER = float("inf")
preparations = []
# {the name of a function that children run: its preparation}.
preparations_by_job = {}


def prepare(function, *, job=None):
    """Call a function once in each fork server, to import what each child would import for itself.

    With a `job`, a function that children run, it is called before the second child for this job: it may take as long
    as several jobs, and its memory is shared by all later children.
    """
    if job:
        preparations_by_job[name_of(job)] = function
    else:
        preparations.append(function)


def name_of(job):
    """Return the name of a function as bytes, as it is sent to the fork server."""
    return f"{job.__module__}.{job.__qualname__}".encode()[: JOB.size - struct.calcsize("!d")]


class Child:
    """A forked process. `alive` is a pipe that closes with it, `status` is the pipe for the report of its end."""

    def __init__(self, pid, alive, status, wall):
        self.pid, self.alive, self.status = pid, alive, status
        self.ends_at = time.monotonic() + wall if wall else NEVER
        self.is_late = False

    def kill(self):
        self.ends_at = NEVER
        os.kill(self.pid, signal.SIGKILL)

    def report(self):
        """Report the end: its signal or 0, whether it was late, its largest memory and its processor time.

        The memory is in megabytes and includes that of the program, the time is in seconds.
        """
        _pid, status, usage = os.wait4(self.pid, 0)
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        # Kilobytes; bytes on macOS.
        megabytes = usage.ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)
        report = [number, self.is_late, megabytes, round(usage.ru_utime + usage.ru_stime, 3)]
        with suppress(OSError):
            os.write(self.status, json.dumps(report).encode())
        os.close(self.status)
        os.close(self.alive)


class ForkServer:
    """Forks a child for each message: a packed JOB, with its socket and the pipe for the report of its end."""

    def __init__(self, sock):
        self.sock, self.children, self.poll = sock, {}, select.poll()
        self.names = set()

    def serve(self):
        """Fork children until no other process has the socket."""
        for number in IGNORED:
            signal.signal(number, signal.SIG_IGN)
        # A collection would copy shared memory, and could close files of the process before the fork.
        gc.freeze()
        gc.disable()
        self.poll.register(self.sock, select.POLLIN)
        is_open = True
        while is_open:
            # Accept a new child last: it may get the descriptor numbers of one that has ended.
            numbers = [number for number, _event in self.poll.poll(self.milliseconds())]
            for number in sorted(numbers, key=self.sock.fileno().__eq__):
                if number == self.sock.fileno():
                    is_open = self.accept()
                elif number in self.children:
                    self.end(self.children.pop(number))
                else:
                    self.abandon(number)
            self.stop_late()
        for child in self.children.values():
            child.kill()

    def milliseconds(self):
        """The time until a child is late, or None."""
        soonest = min((child.ends_at for child in self.children.values()), default=NEVER)
        return None if soonest == NEVER else max(0, soonest - time.monotonic()) * 1000

    def accept(self):
        """Fork a child. Return False at the end of the socket."""
        message, descriptors, _flags, _address = socket.recv_fds(self.sock, JOB.size, 2)
        if not message:
            return False
        wall, name = JOB.unpack(message)
        self.prepare_again(name.rstrip(b"\0"))
        job, status = descriptors
        parent = os.getpid()
        # Only the child keeps the other end, so this end closes when the child ends.
        alive, end_of_life = os.pipe()
        pid = os.fork()
        if not pid:
            self.run_child(parent, job, alive, status)
        os.close(end_of_life)
        os.close(job)
        self.children[alive] = Child(pid, alive, status, wall)
        self.poll.register(alive, select.POLLIN)
        # No events, so that poll() only reports the error that the reader has closed the pipe.
        self.poll.register(status, 0)
        # Prepare after the first fork, so that the first child does not wait.
        while preparations:
            preparations.pop()()
        return True

    def prepare_again(self, name):
        """Run the preparation of a job before its second child: a command that reads one file does not need it."""
        if name in self.names and (preparation := preparations_by_job.pop(name, None)):
            preparation()
            # Share the prepared objects with the children, too.
            gc.freeze()
        self.names.add(name)

    def run_child(self, parent, job, *others):
        try:
            # Imported before the fork, with the readers.
            from proceedings.sandbox.job import run

            self.sock.close()
            for number in (*others, *(end for child in self.children.values() for end in (child.alive, child.status))):
                os.close(number)
            with socket.socket(fileno=job) as job_socket:
                run(job_socket, parent)
        except (EOFError, ConnectionError):
            # Nobody waits for the result any more.
            pass
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(0)

    def end(self, child):
        self.poll.unregister(child.alive)
        with suppress(KeyError):
            self.poll.unregister(child.status)
        child.report()

    def abandon(self, status):
        """Kill the child whose report nobody will read, unless it has ended at the same moment."""
        for child in self.children.values():
            if child.status == status:
                self.poll.unregister(status)
                child.kill()

    def stop_late(self):
        for child in self.children.values():
            if time.monotonic() >= child.ends_at:
                child.is_late = True
                child.kill()


if __name__ == "__main__":
    # Ignore signals before the slow imports: the process that started this one decides when it ends.
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    sys.path[:] = json.loads(sys.argv[2])
    import django
    from django.conf import settings

    django.setup()
    # Import all views, and with them the readers.
    import_module(settings.ROOT_URLCONF)
    # This file runs as __main__. The readers registered their preparations in the module of this name.
    server = sys.modules["proceedings.sandbox.fork_server"].ForkServer(socket.socket(fileno=int(sys.argv[1])))
    gc.collect()
    server.serve()

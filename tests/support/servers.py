"""The project's own commands in processes of their own, the site as `make run` serves it, and a private PostgreSQL."""

import http.client
import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

# Seconds, so many that only a hang takes longer.
PATIENCE = 60
HOST = "127.0.0.1"
# All readers of a test share one address, and send more requests than people do.
RATES = dict.fromkeys(["API_RATE", "SEARCH_RATE", "FILE_RATE", "FORM_RATE"], "9999/s")
DEPLOYMENT = {"SECRET_KEY": "k" * 64, "TLS": "off", "MFA": "off", "ALLOWED_HOSTS": HOST} | RATES


def started(database_url, *args, **pipes):
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "manage.py", *args], env=environment, cwd=settings.BASE_DIR, **pipes)


def clean(environment):
    """The environment of a command: PATH and the given variables."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}


def a_free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until(condition, patience=PATIENCE):
    """Return the first true value of condition(); fail after that many seconds."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {patience} s: {condition}"
        time.sleep(0.05)
    return value


class Answer(NamedTuple):
    """A response; status 0 if there was none, with the reason as its text."""

    path: str
    status: int
    headers: dict
    text: str
    began: float
    seconds: float


class Site:
    """`manage.py serve` in a copy of the project, in a session of its own, on a free port.

    `before` is a command that runs the server, such as ("faketime", "-f", "-1h"); `user` runs it as another user.
    """

    def __init__(self, folder, *, before=(), user=None, **environment):
        self.folder, self.before, self.user = Path(folder), before, user
        self.environment = DEPLOYMENT | environment
        self.port = a_free_port()

    def __enter__(self):
        self.log = tempfile.TemporaryFile()
        self.start()
        return self

    def __exit__(self, *_error):
        self.kill()
        self.log.close()

    def start(self):
        """Start the server and wait until its two workers and its scheduler run."""
        self.process = subprocess.Popen(
            [*self.before, sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=self.folder,
            env=clean(self.environment),
            start_new_session=True,
            user=self.user,
            group=self.user,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            # The first start migrates, loads the record and compresses the static files.
            wait_until(lambda: self.is_complete() or self.process.poll() is not None, 5 * PATIENCE)
            assert self.process.poll() is None, self.output
        except BaseException:
            self.kill()
            raise

    def is_complete(self):
        return self.get("/healthz").status == http.client.OK and len(self.workers) > 1 and len(self.schedulers) == 1

    def stop(self, signal=signal.SIGTERM):
        """Send a signal to the parent, as systemd does. Return its exit code."""
        self.process.send_signal(signal)
        return self.process.wait(PATIENCE)

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def output(self):
        # Read by position, because the server's own position in this file is also ours.
        return os.pread(self.log.fileno(), 2**20, 0).decode(errors="replace")

    @property
    def children(self):
        """The process ids of workers and scheduler, each with the number of its threads."""
        try:
            pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            return {int(pid): len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in pids}
        except FileNotFoundError:
            # A child or the parent has just ended.
            return {}

    @property
    def workers(self):
        return [pid for pid, threads in self.children.items() if threads > 1]

    @property
    def schedulers(self):
        # The first of them is the fork server of the sandbox.
        return sorted(pid for pid, threads in self.children.items() if threads == 1)[1:]

    def get(self, path, **headers):
        return self.request("GET", path, headers=headers)

    def request(self, method, path, body=None, headers=None, timeout=PATIENCE):
        """Send one request on a new connection. Never raises: without a response, the status is 0."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=timeout)
        began = time.monotonic()
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            answer = response.status, response.headers, response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            answer = 0, {}, repr(error)
        finally:
            connection.close()
        return Answer(path, *answer, began, time.monotonic() - began)


class Readers:
    """Readers who request pages one after the other, until the block ends: `with Readers(site, "/", …) as readers`."""

    def __init__(self, site, *paths, number=4):
        self.site, self.answers, self.stopped = site, [], threading.Event()
        # Each reader starts with another page.
        orders = [paths[at % len(paths) :] + paths[: at % len(paths)] for at in range(number)]
        self.threads = [threading.Thread(target=self.read, args=(itertools.cycle(order),)) for order in orders]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        self.read_on()
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def read(self, paths):
        while not self.stopped.wait(0.02):
            self.answers.append(self.site.get(next(paths)))

    def read_on(self, number=8, patience=PATIENCE):
        """Wait until `number` more requests have been answered with a page. Return all answers so far."""
        before = len(self.answers)
        wait_until(lambda: sum(answer.status == http.client.OK for answer in self.answers[before:]) >= number, patience)
        return self.answers[before:]


class PostgresServer:
    """A PostgreSQL server of its own on a free port, with its data in a temporary folder.

    Root starts it as the user postgres, because PostgreSQL refuses to run as root.
    """

    def __init__(self, **options):
        self.port = a_free_port()
        self.options = {"port": self.port, "listen_addresses": HOST, "fsync": "off"} | options
        self.owner = "postgres" if os.getuid() == 0 else None

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True)
        self.folder = Path(self.temporary.name)
        if self.owner:
            subprocess.run(["chown", self.owner, self.folder], check=True)
        self.data = self.folder / "data"
        self.initialise()
        self.start()
        return self

    def __exit__(self, *_error):
        self.run("pg_ctl", "stop", "-m", "immediate", check=False)
        self.temporary.cleanup()

    def initialise(self):
        self.run("initdb", "--auth=trust", "--username=postgres", "--no-sync")

    def start(self):
        options = {"unix_socket_directories": self.folder} | self.options
        settings = " ".join(f"-c {name}={value}" for name, value in options.items())
        self.run("pg_ctl", "start", "-w", "-l", self.folder / "log", "-o", settings)

    def stop(self, mode="fast"):
        """Stop the server; "immediate" is a crash."""
        self.run("pg_ctl", "stop", "-w", "-m", mode)

    def run(self, program, *args, check=True):
        """Run one of PostgreSQL's own programs as the owner of the data."""
        environment = {"PATH": os.environ["PATH"], "PGDATA": str(self.data)}
        command = [newest_postgres() / program, *args]
        return subprocess.run(
            command, env=environment, cwd="/", user=self.owner, stdout=subprocess.DEVNULL, timeout=PATIENCE, check=check
        )

    def url(self, name="postgres"):
        return f"postgres://postgres@{HOST}:{self.port}/{name}"


def newest_postgres():
    """The folder with the programs of the newest PostgreSQL, where Debian installs it."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda folder: int(folder.parent.name))

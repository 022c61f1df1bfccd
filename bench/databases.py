"""Databases for benchmarks, and commands that fill them, with their time and memory."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import psycopg

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
SETTINGS = "DJANGO_SETTINGS_MODULE=proceedings.settings"
POSTGRES = "postgres://postgres@127.0.0.1:5432"


# Seconds between two looks at the memory of a process.
INTERVAL = 0.25


class Run(NamedTuple):
    """The time of a command, and its peaks of memory.

    `megabytes` is the resident memory of its process, including the part of SQLite's file that is mapped into it. `own`
    is the memory of all its processes without mapped files; shared memory counts once. `processor` is the processor
    time of the process and of those that it waits for, in seconds.
    """

    seconds: float
    megabytes: float
    own: float = 0
    processor: float = 0


def descendants(pid):
    """Yield a process and all that it has started."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from descendants(int(child))


def own_megabytes(pid):
    total = 0
    for one in descendants(pid):
        with suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
    return total / 1024


def watch_memory(pid, done, peaks):
    """Append the memory of a process to `peaks` until it is done."""
    while not done.wait(INTERVAL):
        peaks.append(own_megabytes(pid))


def command_line(database_url, command):
    # The environment is set with `env`, because only settings.py may read os.environ. Modules are compiled only once.
    env = ["/usr/bin/env", "-u", "PYTHONDONTWRITEBYTECODE", f"DATABASE_URL={database_url}", SETTINGS]
    return [*env, sys.executable, *command]


def start(database_url, *command):
    """Start a Python command that answers the lines of its input."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command_line(database_url, command), text=True, **pipes)  # noqa: S603


@contextmanager
def worker(database_url, *command):
    """Start a Python command. Yield a function that sends it a line and returns its answer, a line of JSON."""
    with start(database_url, *command) as process:

        def request(line):
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield request


def run(database_url, *command, output=subprocess.DEVNULL):
    """Run a Python command in its own process. Return its time and memory."""
    started = time.perf_counter()
    process = subprocess.Popen(command_line(database_url, command), stdout=output)  # noqa: S603
    done = Event()
    watch = Thread(target=watch_memory, args=(process.pid, done, peaks := [0]))
    watch.start()
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    done.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed on {database_url}")
    return Run(seconds, usage.ru_maxrss / 1024, max(peaks), usage.ru_utime + usage.ru_stime)


def manage(database_url, *args):
    return run(database_url, str(MANAGE), *args, "--verbosity=0")


@contextmanager
def sqlite(_server):
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgresql(server):
    name = f"bench_{random.randrange(10**9)}"  # noqa: S311
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def engines(server):
    """The available engines: {name: context manager that creates a database on a server}."""
    available = {"SQLite": sqlite}
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        sys.stdout.write(f"No PostgreSQL at {server}: SQLite only.\n")
    else:
        available["PostgreSQL"] = postgresql
    return available

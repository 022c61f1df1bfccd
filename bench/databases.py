"""Databases for benchmarks, and commands that fill them, with their time and memory."""

import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
SETTINGS = "DJANGO_SETTINGS_MODULE=proceedings.settings"
POSTGRES = "postgres://postgres@127.0.0.1:5432"


class Run(NamedTuple):
    seconds: float
    megabytes: float


def run(database_url, *command, output=subprocess.DEVNULL):
    """Run a Python command in its own process. Return its time and memory."""
    started = time.perf_counter()
    # The environment is set with `env`, because only settings.py may read os.environ.
    process = subprocess.Popen(  # noqa: S603
        ["/usr/bin/env", f"DATABASE_URL={database_url}", SETTINGS, sys.executable, *command], stdout=output
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed on {database_url}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


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

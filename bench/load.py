"""How fast fixtures load, against Django's own loaddata, and in how much memory: `python -m bench.load`.

Both commands load the same file into a database that has just been migrated, start-up included. loaddata runs for
most of a minute, in which whatever else the machine does evens out; a load of few seconds does not, so it is made
several times before and after, and the median counts, shown with the fastest and the slowest. Databases are made for
the run and dropped after it.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

from .records import write_fixture

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
COMPARED = 20_000
LARGE = 200_000
PROMISED = 20
BEFORE, AFTER = 2, 3


class Run(NamedTuple):
    seconds: float
    megabytes: float


def manage(database_url, *args):
    """Run a command as a process of its own, and wait for what it used."""
    started = time.perf_counter()
    # Given to the program `env`, because only the settings read the environment.
    process = subprocess.Popen(  # noqa: S603
        ["/usr/bin/env", f"DATABASE_URL={database_url}", sys.executable, str(MANAGE), *args], stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(args)} failed on {database_url}")
    return Run(time.perf_counter() - started, used.ru_maxrss / 1024)


@contextmanager
def sqlite(_server):
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgresql(server):
    name = f"bench_load_{random.randrange(10**9)}"  # noqa: S311
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def loaded(engine, server, command, fixture):
    with engine(server) as database_url:
        manage(database_url, "migrate", "--verbosity=0")
        return manage(database_url, command, str(fixture), "--verbosity=0")


def is_reachable(server):
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432", help="where to make databases")
    server = parser.parse_args().postgres
    engines = {"SQLite": sqlite}
    if is_reachable(server):
        engines["PostgreSQL"] = postgresql
    else:
        print(f"No PostgreSQL at {server}: SQLite only.")

    with tempfile.TemporaryDirectory() as folder:
        compared, large = Path(folder) / "compared.json", Path(folder) / "large.json"
        rows = write_fixture(compared, statements=COMPARED)
        write_fixture(large, statements=LARGE)
        print(f"{COMPARED:,} statements, {rows:,} rows, {compared.stat().st_size >> 20} MB of JSON\n")
        print(f"{'':12}{'loaddata':>10}{'load_fixtures':>24}{'ratio':>7}{'peak':>9}{f'peak of {LARGE:,}':>17}")
        for name, engine in engines.items():
            fast = [loaded(engine, server, "load_fixtures", compared) for _run in range(BEFORE)]
            slow = loaded(engine, server, "loaddata", compared)
            fast += [loaded(engine, server, "load_fixtures", compared) for _run in range(AFTER)]
            huge = loaded(engine, server, "load_fixtures", large)
            times = sorted(run.seconds for run in fast)
            median = statistics.median(times)
            ratio = slow.seconds / median
            print(
                f"{name:12}{slow.seconds:>8.1f} s{median:>9.2f} s ({times[0]:.2f} to {times[-1]:.2f}){ratio:>6.1f}"
                f"{fast[0].megabytes:>6,.0f} MB{huge.megabytes:>14,.0f} MB"
                f"{'' if ratio >= PROMISED else f'   less than the {PROMISED} promised'}"
            )


if __name__ == "__main__":
    main()

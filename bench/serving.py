"""Measure how many requests a second the site answers: `python -m bench.serving` (needs wrk).

Two addresses are requested as fast as possible on each engine, from one worker process and from two. The processor time
of the workers for each request is shown too: it depends less on what else the machine does than requests a second,
which wrk and the database on the same machine take a share of.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from .databases import POSTGRES, SETTINGS, engines, manage
from .records import write_fixture

STATEMENTS = 5_000
PATHS = {"a statement": "/statements/statement-1234/", "a speaker": "/speakers/speaker-12/"}
THREADS, CONNECTIONS = 4, 8
# Requests before a measurement, so that modules and caches are loaded.
WARM_UP = 50
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(database_url, workers):
    """Serve the site on a free port. Yields its address and the process id of the parent of the workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--interface", "wsgi", "--workers", workers, "--blocking-threads", THREADS, "--port", port]
    command = [
        Path(sys.executable).parent / "granian",
        *options,
        "--log-level",
        "error",
        "proceedings.wsgi:application",
    ]
    environment = [f"DATABASE_URL={database_url}", SETTINGS, "TLS=off", "ALLOWED_HOSTS=127.0.0.1"]
    server = subprocess.Popen(["/usr/bin/env", *environment, *map(str, command)])  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for(address):
    for _second in range(120):
        try:
            urlopen(f"{address}/healthz").close()  # noqa: S310 - the address is above
        except URLError:
            time.sleep(1)
        else:
            return
    sys.exit(f"{address} does not answer.")


def processor_seconds(parent):
    """The processor time of the children of a process until now."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    times = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13] for child in children]
    return sum(int(ticks) for pair in times for ticks in pair) / TICKS


def measure(address, parent, path, seconds):
    """Return requests a second, and milliseconds of processor time of the workers for each."""
    before = processor_seconds(parent)
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", str(seconds), address + path]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in output:
        sys.exit(f"{path} was not answered:\n{output}")
    requests = int(re.search(r"(\d+) requests in", output)[1])
    return requests / seconds, (processor_seconds(parent) - before) / max(requests, 1) * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--seconds", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "record.json"
        write_fixture(fixture, statements=STATEMENTS, speakers=500)
        print(f"{STATEMENTS:,} statements, {os.cpu_count()} cores, load of the machine {os.getloadavg()[0]:.1f}\n")
        print(f"{'':12}{'processes':>10}{'':14}{'requests/s':>12}{'processor time of each':>25}")
        for name, engine in engines(arguments.postgres).items():
            with engine(arguments.postgres) as database_url:
                manage(database_url, "migrate")
                manage(database_url, "load_fixtures", str(fixture))
                for workers in (1, 2):
                    with served(database_url, workers) as (address, parent):
                        for page, path in PATHS.items():
                            for _request in range(WARM_UP):
                                urlopen(address + path).close()  # noqa: S310 - the address is our own
                            rate, cost = measure(address, parent, path, arguments.seconds)
                            print(f"{name:12}{workers:>10}  {page:12}{rate:>12.0f}{cost:>22.1f} ms", flush=True)


if __name__ == "__main__":
    main()

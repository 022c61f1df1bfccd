"""Compare pages from memory with the smallest application and with nginx: `python -m bench.page_cache`, with wrk.

One process of Granian serves each application, with the same interface. All take turns in several rounds, and the
median of the ratios within a round counts, so that other load on the machine evens out. Processor time is that of the
server for a request. nginx sends the same bytes as a file, also from one process.
"""

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from .databases import MANAGE, SETTINGS, manage, sqlite
from .records import write_fixture

STATEMENTS, SPEAKERS = 1_000, 100
PATH = "/speakers/speaker-12/"
CONNECTIONS = 8
LEAST = {"page": 0.85, "not modified": 1.0}
# The highest 99th percentile of the latency, as a multiple of the median.
MOST_TAIL = 5
TICKS = os.sysconf("SC_CLK_TCK")
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000}
NGINX_PROGRAM = shutil.which("nginx", path=f"{os.defpath}:/usr/sbin")
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{ access_log off; default_type text/html; keepalive_requests 1000000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }} }}
"""


class Server(NamedTuple):
    address: str
    pid: int


class Measurement(NamedTuple):
    """Requests a second, milliseconds of latency, and microseconds of processor time for a request."""

    rate: float
    median: float
    p99: float
    cost: float


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command, port, environment=(), path="/"):
    command = ["/usr/bin/env", *environment, *map(str, command)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for(f"http://127.0.0.1:{port}{path}")
        yield Server(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait()


def smallest(folder, headers, length):
    """Serve an application that does nothing but send the same headers and as many bytes as the page."""
    port, response = free_port(), folder / "hello.json"
    # The server adds these itself; `connection` is there because urllib asks for a connection that closes.
    own = {"server", "date", "connection"}
    headers = [(name.lower(), value) for name, value in headers if name.lower() not in own]
    response.write_text(json.dumps({"headers": headers, "length": length}))
    program = Path(sys.executable).parent / "granian"
    options = ["--interface", "asginl", "--workers", 1, "--port", port, "--log-level", "error", "--no-ws", "--http", 1]
    options += ["--backpressure", 2048]
    return running([program, *options, "bench.hello:application"], port, [f"HELLO={response}"])


def site(database_url, folder, workers=1):
    port = free_port()
    environment = [SETTINGS, f"DATABASE_URL={database_url}", f"VAR_DIR={folder}", "ALLOWED_HOSTS=127.0.0.1"]
    options = ["TLS=off", "MFA=off", f"WORKERS={workers}", f"SECRET_KEY={'k' * 64}", "SEARCH_RATE=9999/s"]
    return running([sys.executable, MANAGE, "serve", "--port", port], port, [*environment, *options], "/healthz")


def nginx(folder, body):
    port, page = free_port(), folder / "files" / PATH.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(body)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    return running([NGINX_PROGRAM, "-c", folder / "nginx.conf"], port, path=PATH)


def wait_for(address):
    for _attempt in range(600):
        try:
            urlopen(address).close()  # noqa: S310 - the address is our own
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{address} does not answer.")


def page(address):
    """Ask until a page comes from memory. Return its body and headers."""
    for _attempt in range(100):
        with urlopen(address) as response:  # noqa: S310
            if response.headers["Cache-Status"] == "proceedings; hit":
                return response.read(), response.headers
        time.sleep(0.1)
    sys.exit(f"{address} is not kept.")


def processor_seconds(parent):
    """The processor time of a process and its children until now."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    times = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in [parent, *children]]
    return sum(int(ticks) for pair in times for ticks in pair) / TICKS


def measure(server, seconds, *headers):
    before = processor_seconds(server.pid)
    options = [f"-H{header}" for header in headers]
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", *options, server.address + PATH]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in output and not headers:
        sys.exit(output)
    requests = int(re.search(r"(\d+) requests in", output)[1])
    tail = [latency(output, percent) for percent in (50, 99)]
    return Measurement(requests / seconds, *tail, (processor_seconds(server.pid) - before) / requests * 1e6)


def latency(output, percent):
    number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)\b", output).groups()
    return float(number) * MILLISECONDS[unit]


def report(rounds, size):
    print(f"{size:,} bytes, {len(rounds)} rounds, load of the machine {os.getloadavg()[0]:.1f}\n")
    print("| | requests/s, of the smallest application | processor time of it, least | p99, in medians |")
    print("|---|---|---|---|")
    for name in rounds[0]:
        rate = statistics.median(one[name].rate / one["smallest"].rate for one in rounds)
        # The lowest cost counts, because other processes on the machine can only add to it.
        cost = min(one[name].cost for one in rounds) / min(one["smallest"].cost for one in rounds)
        tail = statistics.median(one[name].p99 / one[name].median for one in rounds)
        below = "" if rate >= LEAST.get(name, 0) else f" (less than {LEAST[name]})"
        above = "" if tail <= MOST_TAIL else f" (more than {MOST_TAIL})"
        print(f"| {name} | {rate:.2f}{below} | {cost:.2f} | {tail:.1f}{above} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    if not shutil.which("wrk") or not NGINX_PROGRAM:
        print("This benchmark needs wrk and nginx.")
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        # nginx's workers run as another user.
        folder.chmod(0o755)
        write_fixture(folder / "record.json", statements=STATEMENTS, speakers=SPEAKERS)
        database_url = stack.enter_context(sqlite(None))
        manage(database_url, "migrate")
        manage(database_url, "load_fixtures", str(folder / "record.json"))
        pages = stack.enter_context(site(database_url, folder / "var"))
        body, headers = page(pages.address + PATH)
        hello = stack.enter_context(smallest(folder, headers.items(), len(body)))
        files = stack.enter_context(nginx(folder, body))
        rounds = [
            {
                "smallest": measure(hello, arguments.seconds),
                "page": measure(pages, arguments.seconds),
                "page with Brotli": measure(pages, arguments.seconds, "Accept-Encoding: br"),
                "not modified": measure(pages, arguments.seconds, f"If-None-Match: {headers['ETag']}"),
                "nginx, a file": measure(files, arguments.seconds),
            }
            for _round in range(arguments.rounds)
        ]
        report(rounds, len(body))


if __name__ == "__main__":
    main()

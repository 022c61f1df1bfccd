"""The requests of bench.lists, in a process of their own: `python -m bench.lists_worker FOLDER`. Prints JSON."""

import datetime
import json
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup
from django.db import connection  # noqa: E402

from proceedings.archive.client import Client  # noqa: E402
from proceedings.models import Conference, Statement  # noqa: E402

# Files are limited to the statements of one year: those of all 18 years would take minutes.
FILTER = "?after={year}-01-01&before={year}-12-31"
FILES = ("/statements.csv", "/statements.json", "/statements.bib", "/statements.ris")
LISTS = (
    "/statements/?page={}",
    "/statements/?ordering=date&page={}",
    "/statements/?kind=question&page={}",
    "/speakers/?page={}",
    "/conferences/?page={}",
    "/api/v1/statements/?page={}",
)
# The error for a page that does not exist names the last page.
LAST_PAGE = re.compile(r"(?:last page is|end at) (\d+)")
# Requests of each page, of which the first prepare the queries.
TIMES = 7


class Seconds(NamedTuple):
    """Processor time of this process, and of the PostgreSQL process that serves it."""

    client: float
    server: float


def processor_time():
    if connection.vendor != "postgresql":
        return Seconds(time.process_time(), 0)
    connection.ensure_connection()
    # In nanoseconds: the clock ticks of /proc/<pid>/stat are as long as a page takes.
    nanoseconds = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return Seconds(time.process_time(), int(nanoseconds) / 1e9)


def measure(client, address):
    """Return the Seconds that a request takes."""
    began = processor_time()
    with client.get(address) as response:
        for _part in response:
            pass
        # Before the connection is closed with the response.
        ended = processor_time()
    assert response.status_code == 200, (address, response.status_code)  # noqa: PLR2004, S101
    return Seconds(ended.client - began.client, ended.server - began.server)


def files(client):
    """{address: (milliseconds per row, those of the server)} of files, feeds and lists read from their start."""
    year = Conference.objects.order_by("pk").first().starts_on.year
    part = FILTER.format(year=year)
    rows = Statement.objects.public().since(datetime.date(year, 1, 1)).until(datetime.date(year, 12, 31)).count()
    results = {address: per_row(measure(client, address + part), rows) for address in FILES}
    lists = {
        "/feed.atom": 50,
        "/oai?verb=ListRecords&metadataPrefix=oai_dc": 100,
        "/api/v1/statements/?cursor=*&page_size=200": 200,
        "/api/v1/statements/?page_size=200": 200,
    }
    return results | {address: per_row(page_time(client, address), number) for address, number in lists.items()}


def per_row(seconds, rows):
    return [1000 * sum(seconds) / rows, 1000 * seconds.server / rows]


def page_time(client, address):
    """Return the median Seconds of a page, once PostgreSQL keeps the plans of its queries."""
    for _time in range(TIMES):
        measure(client, address)
    return sorted((measure(client, address) for _time in range(TIMES)), key=sum)[TIMES // 2]


def pages(client):
    """{address: (milliseconds of the first page, of the deepest)}."""
    results = {}
    for address in LISTS:
        with client.get(address.format(10**6)) as response:
            last = LAST_PAGE.search(response.content.decode())[1]
        results[address.partition("page=")[0].rstrip("?&")] = [
            1000 * sum(page_time(client, address.format(number))) for number in (1, last)
        ]
    return results


def main(folder):
    settings.SHELF_DIR = Path(folder)
    # Pages need no manifest of collected files.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client = Client(f"{'https' if settings.TLS else 'http'}://{settings.ALLOWED_HOSTS[0]}")
    measure(client, "/robots.txt")
    Conference.objects.exists()
    json.dump({"files": files(client), "pages": pages(client)}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

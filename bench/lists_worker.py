"""Request lists and files from one database: `python -m bench.lists_worker FOLDER`, for bench.lists.

Answers each line of its input by one of JSON. For `files`, it has {address of a file or a feed: number of its rows};
for `lists`, {address of a list: its last page}; for an address, [milliseconds of processor time, those of the server].
The folder is that of the file cache, which is emptied before each request.
"""

import datetime
import json
import re
import shutil
import sys
import time
from pathlib import Path

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
FEEDS = {
    "/feed.atom": 50,
    "/oai?verb=ListRecords&metadataPrefix=oai_dc": 100,
    "/api/v1/statements/?cursor=*&page_size=200": 200,
    "/api/v1/statements/?page_size=200": 200,
}
# The error for a page that does not exist names the last page.
LAST_PAGE = re.compile(r"(?:last page is|end at) (\d+)")


def processor_time():
    """Return the seconds of processor time of this process, and of the PostgreSQL process that serves it."""
    if connection.vendor != "postgresql":
        return time.process_time(), 0
    connection.ensure_connection()
    # In nanoseconds: the clock ticks of /proc/<pid>/stat are as long as a page takes.
    nanoseconds = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time(), int(nanoseconds) / 1e9


def measure(client, address):
    """Return [milliseconds of processor time of a request, those of the server]."""
    shutil.rmtree(settings.SHELF_DIR, ignore_errors=True)
    began = processor_time()
    with client.get(address) as response:
        for _part in response:
            pass
        # Before the connection is closed with the response.
        ended = processor_time()
    assert response.status_code == 200, (address, response.status_code)  # noqa: PLR2004, S101
    own, of_server = (1000 * (after - before) for before, after in zip(began, ended, strict=True))
    return [own + of_server, of_server]


def files():
    """Return {address: number of rows} of files, feeds and lists that are read from their start."""
    year = Conference.objects.order_by("pk").first().starts_on.year
    part = FILTER.format(year=year)
    rows = Statement.objects.public().since(datetime.date(year, 1, 1)).until(datetime.date(year, 12, 31)).count()
    return {address + part: rows for address in FILES} | FEEDS


def last_page(client, address):
    with client.get(address.format(10**6)) as response:
        return int(LAST_PAGE.search(response.content.decode())[1])


def main(folder):
    settings.SHELF_DIR = Path(folder)
    # Pages need no manifest of collected files.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client = Client(f"{'https' if settings.TLS else 'http'}://{settings.ALLOWED_HOSTS[0]}")
    measure(client, "/robots.txt")
    Conference.objects.exists()
    for line in sys.stdin:
        match line.rstrip("\n"):
            case "files":
                answer = files()
            case "lists":
                answer = {address: last_page(client, address) for address in LISTS}
            case address:
                answer = measure(client, address)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

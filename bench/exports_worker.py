"""The requests of bench.exports, in a process of their own: `python -m bench.exports_worker FOLDER`."""

import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup

from proceedings.archive.client import Client  # noqa: E402
from proceedings.models import Conference, Statement  # noqa: E402

from .exports import MOST_RATIO  # noqa: E402

ADDRESSES = ["/data.zip", "/statements.bib", "/statements.ris", "/statements.csv", "/statements.json"]


def seconds(client, address):
    began = time.perf_counter()
    with client.get(address) as response:
        size = sum(map(len, response))
    assert response.status_code == 200, response.status_code  # noqa: PLR2004, S101
    return time.perf_counter() - began, size


def main(folder):
    settings.SHELF_DIR = Path(folder)
    client = Client(f"{'https' if settings.TLS else 'http'}://{settings.ALLOWED_HOSTS[0]}")
    seconds(client, "/robots.txt")
    for address in ADDRESSES:
        (first, size), (second, _size) = seconds(client, address), seconds(client, address)
        late = "" if second < MOST_RATIO * first else f"   more than {MOST_RATIO}"
        print(
            f"{address:20}{first:>8.1f} s{size / 2**20:>9.1f} MB{second / first:>8.4f} for the second{late}", flush=True
        )
    print(f"{Statement.objects.public().count():,} statements of {Conference.objects.public().count():,} conferences")


if __name__ == "__main__":
    main(*sys.argv[1:])

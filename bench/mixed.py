"""Read a site while it is edited and loaded: `python -m bench.mixed`.

Nine of ten requests are for a few pages that everybody reads, the others for any page and for searches. Meanwhile an
editor changes a statement each second, and a loader changes others all the time. The result is the number of errors,
the number of pages without an edit that was complete a second before their request, and the growth of the workers'
memory.
"""

import argparse
import http.client
import random
import re
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from .databases import POSTGRES, engines, manage
from .page_cache import site
from .records import WORDS, write_fixture

STATEMENTS, SPEAKERS, LOADED = 1_000, 100, 100
EDITED = f"statement-{STATEMENTS - 1}"
POPULAR = ["/", "/speakers/", "/speakers/speaker-12/", "/themes/theme-7/", f"/statements/{EDITED}/"]
POPULAR_SHARE = 0.9
# Readers search for the most frequent words, this many of them.
SEARCHED = 200
READERS, WORKERS = 4, 2
# Seconds between two requests of a reader, and after which a change must be visible.
PAUSE, LIMIT = 0.01, 1
WARM_UP = 10
# How often the memory is read, in equal intervals.
SAMPLES = 4
MARK = re.compile(r"Edition (\d+)\.")


class Editor(threading.Thread):
    """Writes the number of each edition into the title of a statement, and notes when it was complete."""

    def __init__(self, database_url, is_over):
        super().__init__()
        self.database_url, self.is_over, self.editions = database_url, is_over, []

    def run(self):
        while not self.is_over.wait(1):
            number = len(self.editions) + 1
            write_title(self.database_url, f"Edition {number}.")
            self.editions.append(time.monotonic())

    def expected(self, moment) -> int:
        """Return the number of the last edition that was complete by then."""
        return sum(complete <= moment for complete in self.editions)


def write_title(database_url, title):
    sql = "UPDATE proceedings_statement SET title = {0} WHERE slug = {0}"
    if database_url.startswith("sqlite"):
        with sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=60) as connection:
            connection.execute(sql.format("?"), [title, EDITED])
        connection.close()
    else:
        with psycopg.connect(database_url) as connection:
            connection.execute(sql.format("%s"), [title, EDITED])


class Loader(threading.Thread):
    """Loads two fixtures in turn, which differ in each text."""

    def __init__(self, database_url, fixtures, is_over):
        super().__init__()
        self.database_url, self.fixtures, self.is_over, self.loads = database_url, fixtures, is_over, 0

    def run(self):
        while not self.is_over.is_set():
            manage(self.database_url, "load_fixtures", str(self.fixtures[self.loads % 2]))
            self.loads += 1


class Reader(threading.Thread):
    def __init__(self, address, editor, seed, is_over):
        super().__init__()
        self.parts, self.editor, self.is_over = urlsplit(address), editor, is_over
        self.chance = random.Random(seed)  # noqa: S311 - not for security
        self.counts, self.oldest = Counter(), 0

    def run(self):
        connection = http.client.HTTPConnection(self.parts.netloc, timeout=60)
        while not self.is_over.wait(PAUSE):
            path, began = self.path(), time.monotonic()
            try:
                connection.request("GET", path)
                response = connection.getresponse()
                text = response.read().decode()
            except (OSError, http.client.HTTPException):
                connection.close()
                self.counts["error"] += 1
                continue
            self.note(path, response, text, began)

    def path(self):
        if self.chance.random() < POPULAR_SHARE:
            return self.chance.choice(POPULAR)
        if self.chance.random() < 1 / 2:
            return f"/search/?q={self.chance.choice(WORDS[:SEARCHED])}"
        return f"/statements/statement-{self.chance.randrange(STATEMENTS)}/"

    def note(self, path, response, text, began):
        self.counts["requests"] += 1
        self.counts["error"] += response.status != http.client.OK
        self.counts["hit"] += response.headers.get("Cache-Status", "") == "proceedings; hit"
        if EDITED in path and response.status == http.client.OK:
            shown = int(match[1]) if (match := MARK.search(text)) else 0
            missed = self.editor.editions[shown : self.editor.expected(began - LIMIT)]
            self.counts["outdated"] += bool(missed)
            self.oldest = max([self.oldest, *(began - complete for complete in missed)])


def worker_megabytes(parent):
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return (
        sum(int(re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) for pid in children) / 1024
    )


def measure(database_url, folder, seconds):
    fixtures = [folder / "one.json", folder / "other.json"]
    write_fixture(fixtures[0], statements=LOADED, speakers=SPEAKERS)
    fixtures[1].write_text(fixtures[0].read_text().replace('"text": "', '"text": "Again '))
    is_over = threading.Event()
    with site(database_url, folder / "var", WORKERS) as server:
        editor = Editor(database_url, is_over)
        readers = [Reader(server.address, editor, seed, is_over) for seed in range(READERS)]
        threads = [editor, loader := Loader(database_url, fixtures, is_over), *readers]
        for thread in threads:
            thread.start()
        time.sleep(WARM_UP)
        before, grown = worker_megabytes(server.pid), []
        for _sample in range(SAMPLES):
            time.sleep(seconds / SAMPLES)
            grown.append(worker_megabytes(server.pid) - before)
        is_over.set()
        for thread in threads:
            thread.join()
    counts = sum((reader.counts for reader in readers), Counter())
    return counts, max(reader.oldest for reader in readers), grown, len(editor.editions), loader.loads


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--seconds", type=int, default=60)
    arguments = parser.parse_args()
    print("| | requests | from memory | errors | older than a second | oldest | memory | editions | loads |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, engine in engines(arguments.postgres).items():
        with engine(arguments.postgres) as database_url, tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_fixture(folder / "record.json", statements=STATEMENTS, speakers=SPEAKERS)
            manage(database_url, "migrate")
            manage(database_url, "load_fixtures", str(folder / "record.json"))
            counts, oldest, grown, editions, loads = measure(database_url, folder, arguments.seconds)
            memory = ", ".join(f"{each:+.0f}" for each in grown)
            print(
                f"| {name} | {counts['requests']:,} | {counts['hit'] / counts['requests']:.0%} | {counts['error']} "
                f"| {counts['outdated']} | {oldest:.1f} s | {memory} MB | {editions} | {loads} |",
                flush=True,
            )


if __name__ == "__main__":
    main()

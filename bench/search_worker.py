"""Run all queries on the search of one database, and its page: `python -m bench.search_worker`, for bench.search.

Prints, as JSON, for each query and target: [median milliseconds, 95th percentile, median milliseconds of processor
time, reported hits].
"""

import argparse
import asyncio
import json
import logging
import re
import statistics
import time
from ipaddress import IPv4Address
from itertools import count

from django.conf import settings
from django.test import Client, RequestFactory

# Sets up Django as a server does, before models are imported.
import proceedings.wsgi  # noqa: F401 # isort: skip
from proceedings.filters import SearchFilter
from proceedings.models import Statement
from proceedings.public.search.facets import candidates, facets
from proceedings.public.search.results import results
from proceedings.public.search.years import years

from .queries import QUERIES

TIMES, SHOWN = 20, 20
TABLE = "proceedings_statement"
# Datasette's default time limits are too short for these queries.
LONG_LIMITS = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}


def page():
    """A function that requests the search page and returns the number of results on it."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client, addresses = Client(), count(1)

    def run(words):
        # From another address each time, because the searches of one are limited.
        response = client.get("/search/", {"q": words}, REMOTE_ADDR=str(IPv4Address(next(addresses) << 8)))
        total = re.search(r'<p class="total[^>]*>\s*(\S+)', response.content.decode())
        return total[1] if response.status_code == 200 and total else f"status {response.status_code}"  # noqa: PLR2004

    return run


def search():
    """A function that computes the data of the search page: results, highlighting, count, facets and years."""
    requests = RequestFactory()

    def run(words):
        filterset = SearchFilter(requests.get("/search/", {"q": words}).GET, Statement.objects.public())
        assert filterset.form.is_valid()  # noqa: S101 - the queries are valid
        matches = candidates(filterset)
        facets(matches, filterset)
        years(matches, filterset)
        results(matches.statements[:SHOWN], filterset.form.cleaned_data["q"].query)
        return f"{len(matches.statements):,}"

    return run


def datasette():
    """A function that runs a search in Datasette on the same file, with 20 rows and one facet."""
    from datasette.app import Datasette

    path = settings.DATABASES["default"]["NAME"]
    tables = {TABLE: {"fts_table": f"{TABLE}_words"}}
    name = path.stem if hasattr(path, "stem") else path.rpartition("/")[2].partition(".")[0]
    site = Datasette([str(path)], settings=LONG_LIMITS, metadata={"databases": {name: {"tables": tables}}})
    loop = asyncio.new_event_loop()

    def run(words):
        params = {"_search": words, "_facet": "speaker_id", "_size": "20", "_col": "title", "_searchmode": "raw"}
        answer = loop.run_until_complete(site.client.get(f"/{name}/{TABLE}.json", params=params)).json()
        return f"{answer['filtered_table_rows_count']:,}"

    return run


def measure(run, words):
    seconds, processor = [], []
    hits = run(words)
    for _time in range(TIMES):
        clocks = time.perf_counter(), time.process_time()
        run(words)
        seconds.append(time.perf_counter() - clocks[0])
        processor.append(time.process_time() - clocks[1])
    slow = statistics.quantiles(seconds, n=20)[-1]
    return [1000 * statistics.median(seconds), 1000 * slow, 1000 * statistics.median(processor), hits]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasette", action="store_true", help="measure Datasette too")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    targets = {"search": search(), "page": page()}
    if parser.parse_args().datasette:
        targets["Datasette"] = datasette()
    print(
        json.dumps(
            {
                query: {target: measure(run, words) for target, run in targets.items()}
                for query, words in QUERIES.items()
            }
        )
    )


if __name__ == "__main__":
    main()

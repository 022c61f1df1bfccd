"""Put every question to the search of one database, and to its page: `python -m bench.search_worker`, for bench.search.

Prints, as JSON, for each question and whoever was asked: [median milliseconds, the 95th percentile, median milliseconds
of processor time, hits as it tells them].
"""

import argparse
import asyncio
import json
import logging
import re
import statistics
import time

from django.conf import settings
from django.test import Client, RequestFactory

# It sets Django up as a server does, before anything of the record is imported.
import proceedings.wsgi  # noqa: F401 # isort: skip
from proceedings.filters import SearchFilter
from proceedings.models import Statement
from proceedings.public.facets import candidates, facets
from proceedings.public.hits import hits
from proceedings.public.years import years

from .queries import QUESTIONS

TIMES, SHOWN = 20, 20
TABLE = "proceedings_statement"
# Datasette gives up on what takes long, unless told otherwise.
PATIENT = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}


def page():
    """Asks the search page, as a visitor would: what a question's answer says how many there are."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()

    def ask(words):
        answer = client.get("/search/", {"q": words})
        total = re.search(r'<p class="total[^>]*>\s*(\S+)', answer.content.decode())
        return total[1] if answer.status_code == 200 and total else f"status {answer.status_code}"  # noqa: PLR2004

    return ask


def search():
    """Asks for what the search page shows, as data: the best ones, their words marked, the count, facets and years."""
    requests = RequestFactory()

    def ask(words):
        filterset = SearchFilter(requests.get("/search/", {"q": words}).GET, Statement.objects.public())
        assert filterset.form.is_valid()  # noqa: S101 - the questions are ours
        found = candidates(filterset)
        facets(found, filterset)
        years(found, filterset)
        hits(found.statements[:SHOWN], filterset.form.cleaned_data["q"].query)
        return f"{len(found.statements):,}"

    return ask


def datasette():
    """Asks Datasette the same of the same file, with its default of 100 rows made 20 and one facet."""
    from datasette.app import Datasette

    path = settings.DATABASES["default"]["NAME"]
    tables = {TABLE: {"fts_table": f"{TABLE}_search"}}
    name = path.stem if hasattr(path, "stem") else path.rpartition("/")[2].partition(".")[0]
    site = Datasette([str(path)], settings=PATIENT, metadata={"databases": {name: {"tables": tables}}})
    loop = asyncio.new_event_loop()

    def ask(words):
        asked = {"_search": words, "_facet": "speaker_id", "_size": "20", "_col": "title", "_searchmode": "raw"}
        answer = loop.run_until_complete(site.client.get(f"/{name}/{TABLE}.json", params=asked)).json()
        return f"{answer['filtered_table_rows_count']:,}"

    return ask


def measured(ask, words):
    seconds, processor = [], []
    hits = ask(words)
    for _time in range(TIMES):
        clocks = time.perf_counter(), time.process_time()
        ask(words)
        seconds.append(time.perf_counter() - clocks[0])
        processor.append(time.process_time() - clocks[1])
    slow = statistics.quantiles(seconds, n=20)[-1]
    return [1000 * statistics.median(seconds), 1000 * slow, 1000 * statistics.median(processor), hits]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasette", action="store_true", help="ask it too")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asked = {"search": search(), "page": page()}
    if parser.parse_args().datasette:
        asked["Datasette"] = datasette()
    print(
        json.dumps(
            {
                question: {who: measured(ask, words) for who, ask in asked.items()}
                for question, words in QUESTIONS.items()
            }
        )
    )


if __name__ == "__main__":
    main()

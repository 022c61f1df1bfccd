"""Compare uncached pages with Datasette's page of the same rows: `python -m bench.cold`.

A speaker with 20 statements is requested from the site, with all middleware, and from Datasette as a page with the same
20 rows of the same SQLite file, in turn, in one process. Pages of other kinds are measured beside them. The cost of a
page is its processor time, the median of many requests.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from pathlib import Path

from .databases import manage, run
from .records import write_fixture

STATEMENTS, SPEAKERS = 2_000, 100
SHOWN, TIMES = 20, 60
TABLE = "proceedings_statement"


def site(speaker):
    """Yield (label, function that requests a page of the site)."""
    from django.conf import settings
    from django.test import Client

    from proceedings.models import Statement

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    statement = Statement.objects.filter(speaker=speaker).select_related("session__conference").first()
    pages = {
        "a speaker": speaker.get_absolute_url(),
        "a statement": statement.get_absolute_url(),
        "a conference": statement.conference.get_absolute_url(),
        "a theme": statement.themes.first().get_absolute_url(),
        "home": "/",
    }
    for label, page in pages.items():
        yield label, lambda page=page: client.get(page)


def datasette(speaker):
    """Return a function that requests the same rows as a page of Datasette."""
    from datasette.app import Datasette
    from django.conf import settings

    path = Path(settings.DATABASES["default"]["NAME"])
    application = Datasette([str(path)])
    loop = asyncio.new_event_loop()
    params = {"speaker_id": speaker.pk, "_size": SHOWN}

    def request():
        return loop.run_until_complete(application.client.get(f"/{path.stem}/{TABLE}", params=params))

    return request


def measure():
    """Print the milliseconds of each page, and the ratio of the speaker's to Datasette's."""
    # Sets up Django as a server does, before models are imported.
    import proceedings.wsgi  # noqa: F401
    from proceedings.models import Speaker, Statement

    logging.getLogger("httpx").setLevel(logging.WARNING)
    # A speaker with exactly SHOWN statements, so that the page shows all of them.
    [speaker] = [one for one in Speaker.objects.all() if Statement.objects.by(one).count() == SHOWN][:1]
    requests = {"Datasette": datasette(speaker)} | dict(site(speaker))
    seconds = {label: [] for label in requests}
    for label, request in requests.items():
        assert request().status_code == 200, label  # noqa: PLR2004, S101
    for _time in range(TIMES):
        for label, request in requests.items():
            started = time.process_time()
            request()
            seconds[label].append(time.process_time() - started)
    medians = {label: 1000 * statistics.median(times) for label, times in seconds.items()}
    for label, milliseconds in medians.items():
        print(f"{label:16}{milliseconds:>7.1f} ms{milliseconds / medians['Datasette']:>7.2f} of Datasette’s")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", action="store_true", help="measure the database of DATABASE_URL")
    if parser.parse_args().worker:
        measure()
        return
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "fixture.json"
        write_fixture(fixture, statements=STATEMENTS, speakers=SPEAKERS)
        database_url = f"sqlite:///{folder}/cold.sqlite3"
        for command in (["migrate"], ["load_fixtures", str(fixture)], ["collectstatic", "--no-input"]):
            manage(database_url, *command)
        run(database_url, "-m", "bench.cold", "--worker", output=None)


if __name__ == "__main__":
    main()

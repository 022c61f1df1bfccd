"""Request public pages from one database: `python -m bench.growth_worker`, for bench.growth.

Answers each line of its input by one of JSON. For `pages`, it has the address of every kind of public page; for such an
address, [milliseconds of processor time, entries, status]. Of sitemaps, the milliseconds are those of a thousand
entries. The time is that of this process and, on PostgreSQL, of the server process of its connection.
"""

import json
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

# Sets up Django as a server does, before models are imported.
import proceedings.wsgi  # noqa: F401 # isort: skip
from proceedings.models import Speaker, Statement, Theme

from .records import FIRST_SPEAKER as SPEAKER

# Like the first speaker, this conference has the same number of statements in both records; see bench.growth.
SLUG = "conference-5"
FILES = {
    "conference": ("bib", "ris", "csv", "json", "md", "ics", "xml", "zip"),
    "speaker": ("bib", "ris", "csv", "json", "md"),
    # Their other files have all statements of the row, and grow with them.
    "organisation": (),
    "theme": (),
    "statement": ("bib", "ris", "json", "md", "txt"),
}
LISTS = ("conferences", "speakers", "organisations", "themes", "statements")
SECTIONS = ("conferences", "speakers", "organisations", "themes", "statements")


def pages():
    """Yield the address of each kind of page, list, file and feed."""
    speaker = Statement.objects.filter(speaker__slug=SPEAKER).order_by("pk").first()
    statement = Statement.objects.filter(session__conference__slug=SLUG, position=3).first()
    theme = Theme.objects.exclude(parent=None).order_by("pk").first()
    # In the small record, only those at the same organisation have statements.
    colleagues = Speaker.objects.filter(appointments__organisation=speaker.appointment.organisation).order_by("pk")
    other = colleagues.exclude(slug=SPEAKER).first()
    rows = {
        "conference": SLUG,
        "speaker": SPEAKER,
        "organisation": speaker.appointment.organisation.slug,
        "theme": theme.slug,
        "statement": statement.slug,
    }
    yield from ("/", "/feed.atom", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/llms.txt", "/about/")
    yield from ("/accessibility/", "/accounts/login/", "/healthz", "/readyz", "/api/", "/api/v1/", "/api/v1/schema/")
    yield from (f"/sitemap-{section}.xml" for section in SECTIONS)
    yield "/oai?verb=Identify"
    yield from (f"/oai?verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers"))
    yield f"/oembed?url=http://testserver/statements/{statement.slug}/"
    for name in LISTS:
        yield f"/{name}/"
        yield f"/api/v1/{name}/"
        yield f"/api/v1/{name}/?cursor=*"
    yield "/api/v1/sessions/"
    yield f"/api/v1/sessions/{SLUG}/session-0/"
    # Of lists without a filter, which have all rows, only the first ones.
    yield from (f"/{name}.{kind}?conference={SLUG}" for name in ("statements",) for kind in ("csv", "json", "bib"))
    yield f"/statements/?conference={SLUG}"
    yield f"/statements/?theme={theme.slug}"
    yield f"/statements/?speaker={SPEAKER}"
    yield from (f"/statements/?{some}" for some in ("kind=question", "language=ru", "form=verbatim", "country=CN"))
    yield from (f"/statements/?{some}&theme={theme.slug}" for some in ("form=verbatim", "ordering=date"))
    yield "/statements/?ordering=date"
    yield f"/speakers/?conference={SLUG}"
    for noun, slug in rows.items():
        page = f"/{noun}s/{slug}"
        yield f"{page}/"
        yield f"/api/v1{page}/"
        yield from (f"{page}.{kind}" for kind in FILES[noun])
        if noun in {"conference", "speaker", "theme"}:
            yield f"{page}/feed.atom"
        if noun in {"conference", "speaker", "statement"}:
            yield f"{page}/cite/"
    yield from (f"/statements/{statement.slug}/{page}/" for page in ("embed", "versions", "versions/1"))
    yield f"/themes/{theme.parent.slug}/"
    yield f"/themes/{theme.parent.slug}/feed.atom"
    yield f"/compare/?theme={theme.slug}&speaker={SPEAKER}&speaker={other.slug}"
    yield from ("/search/", "/search/suggest?q=bi", f"/search/feed.atom?speaker={SPEAKER}")


def clock():
    """Return the seconds of processor time of this process and of the database's."""
    seconds = time.process_time()
    if connection.vendor == "postgresql" and connection.connection:
        pid = connection.connection.info.backend_pid
        seconds += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return seconds


def measure(client, page):
    started = clock()
    response = client.get(page)
    content = response.getvalue()
    milliseconds = 1000 * (clock() - started)
    text = content.decode(errors="replace")
    entries = max(text.count(mark) for mark in ("<article", "<li", "<entry", "<record>", "<url>", '{"url"', "\n"))
    # A sitemap has up to 5,000 rows, more than the small record.
    if page.startswith("/sitemap-"):
        milliseconds /= entries / 1000
    return [milliseconds, entries, response.status_code]


def main():
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.RATES = dict.fromkeys(settings.RATES)
    # Closing a response does not close the connection, as between the requests of a server.
    client = Client(headers={"host": "testserver"})
    connection.ensure_connection()
    for line in sys.stdin:
        request = line.rstrip("\n")
        answer = list(dict.fromkeys(pages())) if request == "pages" else measure(client, request)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

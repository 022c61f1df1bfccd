"""Request every page of the admin as a superuser, with one database: `python -m bench.admin_worker`, for bench.admin.

Prints, as JSON, for each page: [least milliseconds of processor time, the database's included, queries, status].
"""

import json

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

# Sets up Django as a server does, before models are imported.
import proceedings.wsgi  # noqa: F401 # isort: skip
from proceedings.admin.changelist.missing import MISSING_IN_SESSIONS, MISSING_IN_SPEAKERS, MISSING_IN_STATEMENTS
from proceedings.models import Conference, Session, Speaker, Statement

from .growth_worker import clock
from .records import WORDS

TIMES = 5
# The name of a few people, a common word, and a rare one.
SEARCHES = ("bij", WORDS[0], WORDS[3_000])


def pages():
    """(label, address) of the desk, of the lists and forms of all models, and of filtered lists."""
    yield "the desk", reverse("admin:index")
    for model in admin.site._registry:
        opts = model._meta
        name, row = opts.model_name, model._default_manager.order_by("-pk").first()
        yield f"list of {opts.verbose_name_plural}", address(opts, "changelist")
        yield f"list of {opts.verbose_name_plural}, searched", address(opts, "changelist") + "?q=bij"
        yield f"new {name}", address(opts, "add")
        yield f"deleted {opts.verbose_name_plural}", address(opts, "deleted")
        for page in ("change", "history") if row else ():
            yield f"{page} of a {name}", address(opts, page, row.pk)
    conference, speaker = Conference.objects.order_by("pk").first(), Speaker.objects.order_by("pk").first()
    statements = address(Statement._meta, "changelist")
    for params in (
        f"conference={conference.pk}",
        f"speaker={speaker.pk}",
        "status__exact=published",
        "theme=1",
        "language=en",
        "o=1",
        "p=5",
        *(f"lacking={kind}" for kind in MISSING_IN_STATEMENTS),
        *(f"q={word}" for word in SEARCHES),
        f"theme=1&q={WORDS[0]}",
    ):
        yield f"list of statements, {params}", f"{statements}?{params}"
    for model, missing in ((Speaker, MISSING_IN_SPEAKERS), (Session, MISSING_IN_SESSIONS)):
        for kind in missing:
            yield (
                f"list of {model._meta.verbose_name_plural}, lacking={kind}",
                (f"{address(model._meta, 'changelist')}?lacking={kind}"),
            )
    for name, row in (("conference_workbench", conference), ("speaker_merge", speaker), ("speaker_duplicates", None)):
        yield name.replace("_", " "), address(None, name, *[row.pk] if row else [])


def address(opts, page, *args):
    name = f"{opts.app_label}_{opts.model_name}_{page}" if opts else f"proceedings_{page}"
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def measure(client, page):
    with CaptureQueriesContext(connection) as queries:
        status = client.get(page).status_code
    count = len(queries)
    seconds = []
    for _time in range(TIMES):
        started = clock()
        client.get(page)
        seconds.append(clock() - started)
    return [1000 * min(seconds), count, status]


def main():
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECOND_FACTOR = False  # The account is created for this run and has none.
    client = Client(headers={"host": "testserver"})
    client.force_login(get_user_model().objects.create_superuser("bench"))
    print(json.dumps({label: measure(client, page) for label, page in pages() if page}))


if __name__ == "__main__":
    main()

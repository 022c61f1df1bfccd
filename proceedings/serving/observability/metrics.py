"""Measurements for Prometheus, added up over all processes of this machine.

Every metric has a label, so that nothing is stored before a process has something to count. Labels have few values:
names of URLs, statuses and kinds of errors, never anything that a visitor sent.
"""

import os
import shutil
import sys

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import DatabaseError, Error, InterfaceError
from django.dispatch import receiver
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
    values,
)
from prometheus_client.core import GaugeMetricFamily

from proceedings.models.conference import Conference
from proceedings.models.statement import Statement
from proceedings.serving.processes.last_run import last_run

# Seconds. Pages are expected to take less than half a second, whole data packages up to minutes.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
requests = Counter("proceedings_requests", "Requests answered.", ["method", "route", "status"])
request_seconds = Histogram("proceedings_request_seconds", "Time to the last byte.", ["route"], buckets=BUCKETS)
search_seconds = Histogram("proceedings_search_seconds", "The same, with words to find.", ["route"], buckets=BUCKETS)
database_errors = Counter("proceedings_database_errors", "Requests that an error of the database ended.", ["kind"])
page_cache = Counter("proceedings_page_cache", "Requests for pages that are kept in memory.", ["outcome"])
scheduler_ticks = Counter("proceedings_scheduler_ticks", "Runs of scheduled publication.", ["outcome"])
shared = {}


def share(folder):
    """Add up the measurements of all processes in files of a folder. Call it before the first process is forked."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    values.ValueClass = values.get_value_class()
    shared["folder"] = str(folder)


def are_readable() -> bool:
    """Return whether someone can read the measurements. Otherwise nothing is counted."""
    return bool(settings.METRICS_TOKEN)


def record_request(method, route, status, seconds, *, searched):
    if not are_readable():
        return
    requests.labels(method, route, status).inc()
    request_seconds.labels(route).observe(seconds)
    if searched:
        search_seconds.labels(route).observe(seconds)


def record_tick(outcome):
    if are_readable():
        scheduler_ticks.labels(outcome).inc()


@receiver(got_request_exception)
def record_database_error(**_kwargs):
    error = sys.exc_info()[1]
    if are_readable() and isinstance(error, DatabaseError | InterfaceError):
        database_errors.labels(type(error).__name__).inc()


class Record:
    """The state of the database at the time of the request."""

    def collect(self):
        up = GaugeMetricFamily("proceedings_database_up", "Whether the database answers.", value=1)
        due = GaugeMetricFamily("proceedings_due_rows", "Rows whose time of publication has come.", labels=["model"])
        last = GaugeMetricFamily(
            "proceedings_scheduler_last_tick_timestamp_seconds", "The last successful run of scheduled publication."
        )
        try:
            for model in (Conference, Statement):
                due.add_metric([model._meta.model_name], model.objects.due().count())
            if (at := last_run().time) is not None:
                last.add_metric([], at)
        except Error:
            up = GaugeMetricFamily(up.name, up.documentation, value=0)
        return [up, due, last]


@never_cache
def metrics(request):
    """All measurements, for requests with the token. Others get status 404."""
    if not settings.METRICS_TOKEN or not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    ):
        raise Http404
    registry = CollectorRegistry()
    if "folder" in shared:
        multiprocess.MultiProcessCollector(registry, path=shared["folder"])
    else:
        registry.register(REGISTRY)
    registry.register(Record())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

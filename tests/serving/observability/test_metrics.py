"""Measurements for Prometheus."""

import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from prometheus_client.parser import text_string_to_metric_families

from proceedings.serving.processes import last_run
from tests.conftest import ROOT

TOKEN = "t" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(client, settings):
    """measured(name, label=…) returns the value of a sample, or 0."""
    settings.METRICS_TOKEN = TOKEN

    def measured(name, **labels):
        response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        samples = [
            sample
            for family in text_string_to_metric_families(response.content.decode())
            for sample in family.samples
            if sample.name == name and sample.labels.items() >= labels.items()
        ]
        return sum(sample.value for sample in samples)

    return measured


@pytest.mark.parametrize(
    ("token", "sent"),
    [("", ""), ("", "Bearer "), (TOKEN, ""), (TOKEN, "Bearer x"), (TOKEN, TOKEN), (TOKEN, "Bearer \xe9")],
)
def test_without_its_token_the_page_does_not_exist(client, settings, token, sent):
    settings.METRICS_TOKEN = token
    assert [
        client.get("/metrics", headers={"authorization": sent}).status_code,
        client.post("/metrics").status_code,
    ] == [
        404,
        404,
    ]


def test_requests_are_counted_by_the_name_of_their_url(client, measured):
    labels = {"method": "GET", "route": "about", "status": "200"}
    before = measured("proceedings_requests_total", **labels)
    client.get("/about/")
    assert measured("proceedings_requests_total", **labels) == before + 1
    assert measured("proceedings_request_seconds_count", route="about") > 0


def test_addresses_that_visitors_invent_make_no_new_labels(client, measured):
    before = measured("proceedings_requests_total", route="none")
    for number in range(3):
        client.get(f"/invented-{number}/")
    assert measured("proceedings_requests_total", route="none") == before + 3
    assert measured("proceedings_requests_total", route="/invented-1/") == 0


def test_nothing_is_counted_that_nobody_can_read(client, measured, settings):
    before = measured("proceedings_requests_total", route="about")
    settings.METRICS_TOKEN = ""
    client.get("/about/")
    settings.METRICS_TOKEN = TOKEN
    assert measured("proceedings_requests_total", route="about") == before


def test_the_last_run_of_the_scheduler_is_that_of_any_process(measured):
    assert measured("proceedings_scheduler_last_tick_timestamp_seconds") == 0
    last_run.record()
    assert measured("proceedings_scheduler_last_tick_timestamp_seconds") == last_run.last_run().time > 0


def test_only_requests_with_words_to_find_are_searches(client, measured):
    before = measured("proceedings_search_seconds_count", route="search")
    client.get("/search/?q=water")
    client.get("/search/")
    assert measured("proceedings_search_seconds_count", route="search") == before + 1


def test_a_database_that_is_away_is_counted_and_reported(client, measured):
    def fail(*_arguments):
        raise OperationalError("away")

    client.raise_request_exception = False
    before = measured("proceedings_database_errors_total", kind="OperationalError")
    assert measured("proceedings_database_up") == 1
    with connection.execute_wrapper(fail):
        client.get("/statements/")
        assert measured("proceedings_database_up") == 0
    assert measured("proceedings_database_errors_total", kind="OperationalError") == before + 1


def test_measurements_of_all_processes_are_added_up(tmp_path):
    script = f"""
import os, django
django.setup()
from django.conf import settings
from django.test import RequestFactory
settings.METRICS_TOKEN = "x"
from proceedings.serving.observability import metrics
metrics.share(__import__("pathlib").Path({str(tmp_path / "metrics")!r}))
for number in range(3):
    if os.fork() == 0:
        metrics.record_request("GET", "about", 200, 0.1, searched=False)
        metrics.record_tick("done")
        os._exit(0)
    os.wait()
metrics.Record.collect = lambda self: []
print(metrics.metrics(RequestFactory(headers={{"authorization": "Bearer x"}}).get("/metrics")).content.decode())
"""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", script]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    samples = [line for line in outcome.stdout.splitlines() if "_total{" in line]
    assert samples == [
        'proceedings_requests_total{method="GET",route="about",status="200"} 3.0',
        'proceedings_scheduler_ticks_total{outcome="done"} 3.0',
    ]

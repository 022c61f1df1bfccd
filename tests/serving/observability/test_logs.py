"""Records of the log."""

import logging
import logging.config

import pytest

from proceedings.serving.observability.logs import RefusedHosts, without_expected_tracebacks


def record(status):
    return logging.makeLogRecord({"status_code": status, "exc_info": (ValueError, ValueError("x"), None)})


@pytest.mark.parametrize(("status", "has_traceback"), [(403, False), (503, False), (500, True), (None, True)])
def test_only_a_response_that_is_no_error_of_the_site_has_no_traceback(status, has_traceback):
    one = record(status)
    assert without_expected_tracebacks(one) is True
    assert (one.exc_info is not None) == has_traceback


def test_the_log_of_the_site_uses_the_filter(settings):
    handler = settings.LOGGING["handlers"]["console"]
    assert settings.LOGGING["filters"][handler["filters"][0]]["callback"] is without_expected_tracebacks


@pytest.fixture
def refusals(caplog):
    """The lines about refused hosts; the first of a test is never too soon after one of another test."""
    logger = logging.getLogger("django.security.DisallowedHost")
    (hosts,) = [one for one in logger.filters if isinstance(one, RefusedHosts)]
    hosts.last, hosts.unreported = None, 0
    yield lambda: [
        (record.levelname, record.getMessage(), record.exc_info)
        for record in caplog.records
        if record.name == logger.name
    ]
    hosts.last = None


def test_a_second_set_up_of_django_adds_no_filter(refusals, settings):
    logging.config.dictConfig(settings.LOGGING)
    assert len(logging.getLogger("django.security.DisallowedHost").filters) == 1


def test_a_refused_host_gets_one_line_without_its_odd_characters(client, refusals):
    for host in ("evil.example", "evil.example\x1b[2J\n2026 forged", "third.example"):
        assert client.get("/about/", headers={"host": host}).status_code == 400
    line = "Refused a request for the host evil.example, which is not in ALLOWED_HOSTS (0 more since the last line)."
    assert refusals() == [("WARNING", line, None)]


def test_a_later_line_counts_the_refusals_between(client, refusals, monkeypatch):
    monkeypatch.setattr(RefusedHosts, "SECONDS", 0)
    client.get("/about/", headers={"host": "x" * 200})
    monkeypatch.setattr(RefusedHosts, "SECONDS", 60)
    for _ in range(2):
        client.get("/about/", headers={"host": "evil.example"})
    monkeypatch.setattr(RefusedHosts, "SECONDS", 0)
    client.get("/about/", headers={"host": "evil\x1b[2J.example"})
    assert [line for _level, line, _trace in refusals()] == [
        f"Refused a request for the host {'x' * 100}, which is not in ALLOWED_HOSTS (0 more since the last line).",
        "Refused a request for the host evil?[2J.example, which is not in ALLOWED_HOSTS (2 more since the last line).",
    ]

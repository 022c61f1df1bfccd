"""The access log, and the ids of requests."""

import json
import logging
import re
from io import BytesIO
from logging.config import DictConfigurator

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from proceedings.serving.observability import access_log, request_ids

SEARCH = "/search/?q=secret-words"


@pytest.fixture
def lines(caplog):
    """lines() returns the messages of the access log."""
    caplog.set_level(logging.INFO, access_log.logger.name)
    return lambda: [record.getMessage() for record in caplog.records if record.name == access_log.logger.name]


@pytest.mark.django_db
def test_a_request_is_logged_by_the_name_of_its_url(client, lines):
    response = client.get("/about/?q=secret-words", REMOTE_ADDR="192.0.2.7", headers={"user-agent": "secret-agent"})
    pattern = rf"GET about 200, \d+ ms, {len(response.content)} bytes"
    assert [bool(re.fullmatch(pattern, line)) for line in lines()] == [True]


def test_an_address_and_a_method_that_visitors_invent_are_not_logged(client, lines):
    client.generic("SECRET", "/secret/address/")
    assert [line.partition(",")[0] for line in lines()] == ["other none 404"]


def test_a_streamed_response_is_logged_once_with_what_was_sent(lines):
    def stream(_request):
        return StreamingHttpResponse(iter([b"four", b"more", b"never sent"]))

    request = RequestFactory().get("/")
    request.resolver_match = None
    response = access_log.log_requests(stream)(request)
    chunks = iter(response)
    assert [next(chunks), next(chunks), lines()] == [b"four", b"more", []]
    # As response.close() does, without the signal that would close the database of the tests.
    for close in response._resource_closers:
        close()
    assert [re.sub(r"\d+ ms", "some ms", line) for line in lines()] == ["GET none 200, some ms, 8 bytes"]


@pytest.mark.parametrize(
    ("proxies", "sent", "is_taken"),
    [
        (1, "0123456789abcdef", True),
        (0, "0123456789abcdef", False),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "forged line: 0123456789", False),
    ],
)
def test_the_id_of_a_request_is_that_of_a_trusted_proxy_or_a_new_one(client, settings, proxies, sent, is_taken):
    settings.TRUSTED_PROXIES = proxies
    answered = client.get("/healthz", headers={"x-request-id": sent})["X-Request-ID"]
    assert (answered == sent) == is_taken
    assert re.fullmatch("[0-9a-f]{16}", answered)


def formatted(settings, name, **facts):
    """A record as the log's handler writes it, in one of the formats."""
    config = DictConfigurator(settings.LOGGING)
    formatter = config.configure_formatter(dict(settings.LOGGING["formatters"][name]))
    record = logging.makeLogRecord({"name": "proceedings", "msg": "done", "levelname": "INFO", "created": 0, **facts})
    settings.LOGGING["filters"]["request_id"]["callback"](record)
    return formatter.format(record)


def test_each_line_of_a_request_ends_with_its_id(settings):
    request_ids.current.set("0123456789abcdef")
    assert formatted(settings, "lines") == "1970-01-01T00:00:00+0000 INFO proceedings: done [0123456789abcdef]"
    request_ids.current.set("")
    assert formatted(settings, "lines") == "1970-01-01T00:00:00+0000 INFO proceedings: done"


def test_a_json_line_has_the_facts_but_not_the_request(settings):
    request_ids.current.set("0123456789abcdef")
    request = WSGIRequest({"REQUEST_METHOD": "GET", "PATH_INFO": SEARCH, "wsgi.input": BytesIO()})
    line = formatted(settings, "json", request=request, status_code=404)
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00+0000",
        "level": "INFO",
        "logger": "proceedings",
        "message": "done",
        "request_id": "0123456789abcdef",
        "status_code": 404,
    }

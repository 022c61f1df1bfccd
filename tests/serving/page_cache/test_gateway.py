"""The gateway with pages in memory: what it answers without Django."""

import logging

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from proceedings.serving.observability import access_log
from tests.support.asgi import run

from .conftest import SIZE


def test_the_second_reader_gets_the_page_from_memory(site):
    first, second = site.ask(), site.ask()
    assert (first.state, second.state, len(site.environs)) == ("fwd=miss", "hit", 1)
    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])
    assert first.headers.keys() == second.headers.keys()


def test_each_reader_gets_an_id_of_the_own_request(site, settings):
    settings.TRUSTED_PROXIES = 1
    site.ask()
    ids = [site.ask().headers["x-request-id"] for _request in range(2)]
    assert len({*ids}) == 2
    sent = (b"x-request-id", b"0123456789abcdef")
    assert site.ask("/speakers/ada/", sent).headers["x-request-id"] == "0123456789abcdef"


def test_a_page_is_made_without_anything_of_the_reader_who_asked_first(site):
    site.ask("/speakers/ada/", (b"cookie", b"csrftoken=x"), (b"accept-encoding", b"br"), (b"if-none-match", b'"x"'))
    (environ,) = site.environs
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert site.ask().state == "hit"


def test_a_page_is_found_in_whatever_order_its_parameters_come(site):
    answers = [site.ask("/statements/", query=query) for query in ("kind=address&page=2", "page=2&kind=address")]
    assert [answer.state for answer in answers] == ["fwd=miss", "hit"]
    assert [environ["QUERY_STRING"] for environ in site.environs] == ["kind=address&page=2"]


def test_requests_with_unknown_parameters_reach_django_as_they_are_and_are_not_kept(site):
    for _request in range(2):
        assert site.ask("/speakers/ada/", query="utm_source=x").state == ""
    assert [environ["QUERY_STRING"] for environ in site.environs] == ["utm_source=x"] * 2
    assert len(site.cache.pages) == 0


@pytest.mark.parametrize(
    "header",
    [
        (b"cookie", b"sessionid=abc"),
        (b"cookie", b"a=1; sessionid=abc"),
        (b"authorization", b"Basic eA=="),
        (b"if-match", b'"1"'),
        (b"if-modified-since", b"Sun, 29 Nov 2026 09:00:00 GMT"),
        (b"content-length", b"0"),
    ],
)
def test_requests_that_are_not_the_same_for_everybody_are_answered_by_django(site, header):
    site.ask()
    assert site.ask("/speakers/ada/", header).state == ""
    assert len(site.environs) == 2


def test_a_session_in_a_second_cookie_header_is_not_overlooked(site):
    site.ask()
    assert site.ask("/speakers/ada/", (b"cookie", b"sessionid=abc"), (b"cookie", b"a=1")).state == ""
    assert site.environs[-1]["HTTP_COOKIE"] == "sessionid=abc; a=1"


def test_a_form_that_is_sent_is_answered_by_django(site):
    site.ask()
    assert site.ask(method="POST").state == ""


def test_a_head_request_is_answered_from_the_page_of_a_get(site):
    answers = [site.ask(method=method) for method in ("HEAD", "GET", "HEAD")]
    assert [answer.state for answer in answers] == ["fwd=miss", "hit", "hit"]
    assert [len(answer.body) > 0 for answer in answers] == [False, True, False]
    assert len({answer.headers["content-length"] for answer in answers}) == 1


def test_an_unchanged_page_is_not_sent_again(site):
    tag = site.ask().headers["etag"].encode()
    answer = site.ask("/speakers/ada/", (b"if-none-match", tag), (b"if-modified-since", b"long ago"))
    assert (answer.status, answer.body, answer.state) == (304, b"", "hit")


@pytest.mark.parametrize("status", [301, 400, 404, 410, 429, 500, 503])
def test_errors_and_redirects_are_made_for_each_reader(site, status):
    site.response = lambda _environ: HttpResponse("sorry", status=status)
    for _request in range(2):
        answer = site.ask()
        assert (answer.status, answer.body, answer.state) == (status, b"sorry", "")
    assert len(site.environs) == 2


def test_a_head_request_for_a_missing_page_has_no_content(site):
    site.response = lambda _environ: HttpResponse("sorry", status=404)
    answer = site.ask(method="HEAD")
    assert (answer.status, answer.body) == (404, b"")


def test_a_changed_record_has_new_pages_at_once(site):
    site.ask()
    site.change()
    assert site.states(["/speakers/ada/"], ["/speakers/ada/"]) == ["fwd=miss", "hit"]


def test_a_page_made_while_the_record_changes_is_not_taken_for_the_new_one(site):
    def respond(_environ):
        site.change()
        return HttpResponse("old")

    site.response = respond
    site.ask()
    site.response = None
    assert site.ask().body.startswith(b"<main>2")


def test_a_page_of_a_replica_that_is_behind_takes_no_place(site):
    site.change()
    site.revision = 1
    assert site.states(["/speakers/ada/"], ["/speakers/ada/"]) == ["fwd=miss", "fwd=miss"]
    assert len(site.cache.pages) == 0


def test_a_page_made_without_a_known_revision_is_not_kept(site):
    site.revision = None
    assert site.states(["/about/"], ["/about/"]) == ["", ""]


def test_pages_of_each_host_and_scheme_are_their_own(site, settings):
    settings.ALLOWED_HOSTS = ["*"]
    https = (b"x-forwarded-proto", b"https")
    for options in ({}, {"host": (b"host", b"other.example")}):
        for headers in ([], [https]):
            assert site.ask("/", *headers, **options).state == "fwd=miss"
            assert site.ask("/", *headers, **options).state == "hit"
    assert [environ["HTTP_HOST"] for environ in site.environs] == ["testserver"] * 2 + ["other.example"] * 2


@pytest.mark.parametrize("host", [b"TestServer", b"testserver:81", b"testserver:", b""])
def test_other_spellings_of_a_host_cannot_fill_the_memory(site, host):
    assert site.ask(host=(b"host", host)).state == ""
    assert len(site.cache.pages) == 0


def test_the_memory_is_bounded_and_the_pages_that_are_asked_for_stay(site):
    site.response = lambda _environ: HttpResponse(b"x" * 200_000, content_type="image/png")
    for number in range(100):
        site.ask(f"/speakers/s{number}/")
        assert site.ask("/speakers/s0/").state == "hit"
    assert site.cache.pages.currsize <= SIZE
    assert site.ask("/speakers/s1/").state == "fwd=miss"


def test_while_the_database_is_away_pages_are_sent_with_a_notice(site):
    site.ask()
    site.revision = OperationalError("away")
    site.watcher.check()
    assert site.ask().state == "hit"
    site.now += 5
    answer = site.ask()
    assert (answer.status, answer.state, answer.headers["age"]) == (200, "hit; detail=stale", "5")
    assert b"The record is not available at the moment." in answer.body
    assert answer.body.endswith(b"said ")
    assert "etag" not in answer.headers
    assert len(site.environs) == 1


def test_while_the_primary_is_away_replicas_answer(site):
    site.cache.has_replicas = True
    site.ask()
    site.revision = OperationalError("away")
    site.watcher.check()
    site.now += 5
    site.revision = 1
    assert site.ask().state == "fwd=miss"


def test_a_page_from_before_the_last_change_is_not_sent_while_the_database_is_away(site):
    """It could show what was withdrawn."""
    site.ask()
    site.change()
    site.revision = OperationalError("away")
    site.watcher.check()
    site.now += 5
    site.response = lambda _environ: HttpResponse("not available", status=503)
    assert site.ask().status == 503


def test_while_the_revision_is_not_known_django_answers(site):
    """The watching thread may be late on a busy machine."""
    site.ask()
    site.now += 5
    assert site.states(["/speakers/ada/"], ["/speakers/ada/"]) == ["fwd=miss", "fwd=miss"]
    site.response = lambda _environ: HttpResponse("not available", status=503)
    assert site.ask().state == "hit; detail=stale"


def test_requests_are_logged_and_measured_as_those_that_django_answers(site, caplog, settings):
    caplog.set_level(logging.INFO, access_log.logger.name)
    site.cache.is_recorded = True
    site.ask()
    answer = site.ask()
    (record,) = [line for line in caplog.records if line.name == access_log.logger.name]
    assert (record.method, record.route, record.status, record.bytes) == ("GET", "speaker", 200, len(answer.body))


def test_an_error_in_the_application_leaves_the_response_incomplete(site, caplog):
    def fail(_environ):
        raise RuntimeError("a bug")

    site.response = fail
    assert run(site.exchange().run()).sent == []
    assert "RuntimeError: a bug" in caplog.text

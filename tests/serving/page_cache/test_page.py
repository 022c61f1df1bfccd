"""A page in memory, and what may become one."""

import pytest
from django.test import Client

from proceedings.serving.page_cache.page import LARGEST, NOT_MODIFIED, Page, is_for_all

BODY = b"<html><main id=content>said</main>" + b" " * 1000
TYPE = (b"content-type", b"text/html; charset=utf-8")
POLICY = (b"content-security-policy", b"default-src 'self'")


@pytest.fixture
def page():
    return Page("speaker", 7, [TYPE, POLICY, (b"etag", b'"abc"'), (b"x-request-id", b"another")], BODY)


def test_all_forms_have_the_headers_of_the_response_and_one_weak_etag(page):
    for accepted, encoding in ((None, None), (b"br", b"br"), (b"zstd", b"zstd"), (b"gzip", b"gzip")):
        status, headers, body = page.answer("GET", accepted, None)
        headers = dict(headers)
        assert (status, headers[b"etag"], headers[b"vary"]) == (200, b'W/"abc"', b"Accept-Encoding")
        assert (headers[b"content-type"], headers[b"content-security-policy"]) == (TYPE[1], POLICY[1])
        assert (headers.get(b"content-encoding"), headers[b"content-length"]) == (encoding, b"%d" % len(body))
        assert b"x-request-id" not in headers


def test_caches_in_front_keep_a_page_for_seconds(page):
    assert dict(page.answer("GET", None, None).headers)[b"cache-control"] == (
        b"public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=3600"
    )


def test_a_lifetime_that_a_view_has_set_stays():
    page = Page("robots", 7, [TYPE, (b"cache-control", b"public, max-age=86400")], BODY)
    headers = page.answer("GET", None, None).headers
    assert [value for name, value in headers if name == b"cache-control"] == [b"public, max-age=86400"]


@pytest.mark.parametrize("tags", [b'"abc"', b'W/"abc"', b'"x", W/"abc"', b"*", b' "x" , "abc" '])
def test_an_unchanged_page_is_not_sent_again(page, tags):
    status, headers, body = page.answer("GET", b"br", tags)
    assert (status, body) == (304, b"")
    assert dict(headers) == {
        b"etag": b'W/"abc"',
        b"vary": b"Accept-Encoding",
        b"cache-control": dict(page.headers)[b"cache-control"],
    }


@pytest.mark.parametrize("tags", [b'"other"', b"", b'"x", "y"', b"abc"])
def test_a_changed_page_is_sent(page, tags):
    assert page.answer("GET", None, tags).status == 200


def test_a_head_request_gets_the_headers_alone(page):
    status, headers, body = page.answer("HEAD", None, None)
    assert (status, body, dict(headers)[b"content-length"]) == (200, b"", b"%d" % len(BODY))


def test_an_outdated_page_says_so_and_has_no_etag(page):
    status, headers, body = page.outdated("GET", b"<p>Not available</p>", (b"age", b"3"))
    headers = dict(headers)
    assert (status, headers[b"age"], headers[b"content-length"]) == (200, b"3", b"%d" % len(body))
    assert b"etag" not in headers
    assert body == BODY.replace(b"<main id=content>", b"<main id=content><p>Not available</p>")


def test_a_file_without_a_main_part_stays_as_it_is_when_it_is_outdated():
    assert Page("feed", 7, [TYPE], b"<feed/>").outdated("GET", b"<p>", (b"age", b"3")).body == b"<feed/>"


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (404, [TYPE], BODY),
        (302, [TYPE], b""),
        (410, [TYPE], BODY),
        (503, [TYPE], BODY),
        (200, [TYPE, (b"set-cookie", b"csrftoken=x")], BODY),
        (200, [TYPE, (b"cache-control", b"no-store, private")], BODY),
        (200, [TYPE, (b"cache-control", b"No-Cache")], BODY),
        (200, [TYPE, (b"vary", b"Cookie")], BODY),
        (200, [TYPE, (b"vary", b"Accept-Encoding, origin")], BODY),
        (200, [TYPE, (b"content-encoding", b"gzip")], BODY),
        (200, [TYPE, (b"content-security-policy", b"script-src 'nonce-abc'")], BODY),
        (200, [TYPE], b"x" * (LARGEST + 1)),
    ],
)
def test_errors_forms_and_what_is_for_one_or_too_large_are_never_kept(status, headers, body):
    assert is_for_all(200, [TYPE, POLICY], BODY)
    assert not is_for_all(status, headers, body)


@pytest.mark.django_db
def test_unchanged_has_the_headers_that_django_sends():
    client = Client()
    tag = client.get("/about/")["ETag"]
    names = {name.lower().encode() for name in client.get("/about/", headers={"if-none-match": tag}).headers}
    assert names - {b"x-request-id"} <= NOT_MODIFIED

"""The cache of books and cards."""

import os
import threading
import time

import pytest

from proceedings.exports import file_cache
from proceedings.exports.book import typst_job
from proceedings.serving.locks import hold_lock
from tests.support.factories import a_conference, a_session, a_statement, a_translation

ADDRESSES = ["/conferences/summit.pdf", "/conferences/summit.epub"]


@pytest.fixture
def statement(db):
    return a_statement(session=a_session(conference=a_conference(slug="summit")))


@pytest.mark.parametrize("address", [*ADDRESSES, "card.png"])
def test_a_client_with_the_current_file_gets_304_without_a_new_one(client, statement, address, shelf):
    address = f"{statement.get_absolute_url()}{address}" if address == "card.png" else address
    first = client.get(address)
    first.getvalue()
    for path in shelf.iterdir():
        path.unlink()
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert list(shelf.iterdir()) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_change_to_the_record_changes_the_book(client, statement, address):
    def tag():
        response = client.get(address)
        response.getvalue()
        return response.headers["ETag"]

    tags = [tag(), tag()]
    a_translation(statement=statement)
    tags.append(tag())
    statement.withdraw("It was somebody else.")
    tags.append(tag())
    assert [tags.index(value) for value in tags] == [0, 0, 2, 3]


def test_a_cached_book_is_not_made_again(client, statement, monkeypatch):
    client.get("/conferences/summit.pdf").getvalue()
    monkeypatch.setattr(typst_job, "run_typst", None)
    assert client.get("/conferences/summit.pdf").getvalue()[:5] == b"%PDF-"


def test_concurrent_requests_make_a_file_once(open_file):
    calls = []

    def make(path):
        time.sleep(0.1)
        calls.append(path)
        path.write_bytes(b"book")

    results = []
    threads = [threading.Thread(target=lambda: results.append(contents(open_file("x.pdf", make)))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(calls), results) == (1, [b"book"] * 5)


@pytest.fixture
def open_file():
    """Open a file of the cache under the lock of books."""
    return lambda name, make: file_cache.open_file(name, "book", make)


def contents(file):
    with file:
        return file.read()


def nothing(path):
    raise AssertionError


def test_a_request_that_waits_too_long_answers_503(client, statement, monkeypatch, settings):
    monkeypatch.setattr(file_cache, "PATIENCE", 0)
    with hold_lock("book", 0):
        response = client.get("/conferences/summit.pdf")
        card = client.get(f"{statement.get_absolute_url()}card.png")
    card.getvalue()
    assert (response.status_code, response.headers["Retry-After"], card.status_code) == (503, "15", 200)
    assert "Cache-Control" not in response.headers


def test_an_interrupted_file_is_not_cached(open_file, settings):
    def break_off(path):
        path.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_file("x.pdf", break_off)
    assert contents(open_file("x.pdf", lambda path: path.write_bytes(b"whole"))) == b"whole"


def test_a_failed_file_is_tried_again_after_an_hour(open_file, settings):
    def fail(path):
        raise file_cache.FailedError

    for make in (fail, nothing):
        with pytest.raises(file_cache.FailedError):
            open_file("x.pdf", make)
    an_hour_ago = time.time() - 3601
    os.utime(settings.SHELF_DIR / "x.pdf", (an_hour_ago, an_hour_ago))
    assert contents(open_file("x.pdf", lambda path: path.write_bytes(b"book"))) == b"book"


def test_a_full_cache_deletes_the_least_recently_used_files(open_file, settings):
    settings.SHELF_BYTES = 100
    for age, name in enumerate(("a", "b", "c"), 1):
        open_file(name, lambda path: path.write_bytes(b"x" * 30)).close()
        os.utime(settings.SHELF_DIR / name, (time.time() - 100 + age,) * 2)
    # Now this one was used last.
    open_file("a", nothing).close()
    open_file("d", lambda path: path.write_bytes(b"x" * 30)).close()
    assert sorted(path.name for path in settings.SHELF_DIR.iterdir() if path.suffix != ".lock") == ["a", "d"]

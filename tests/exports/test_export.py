"""Large files: made once for each revision of the record, by one process at a time."""

import json
import zipfile
from io import BytesIO

import pytest

from proceedings.archive.crawler import seconds_to_wait
from proceedings.exports import export
from proceedings.models.reads.revision import revision
from proceedings.serving.locks import hold_lock
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/data.zip",
    "/statements.bib",
    "/statements.ris",
    "/statements.csv",
    "/statements.json?ordering=date",
    "/conferences/summit.zip",
    "/conferences/summit.xml",
    "/conferences/summit.bib",
    "/conferences/summit.csv",
    "/conferences/summit.md",
    "/speakers/ann.json",
    "/speakers/ann.md",
    "/speakers/ann.ris",
    "/themes/water.csv",
    "/themes/water.md",
]


@pytest.fixture
def statement():
    session = a_session(conference=a_conference(slug="summit"))
    theme, speaker = a_theme(slug="water"), a_speaker(slug="ann")
    a_statement(session=session, speaker=speaker, themes=[theme], title="First")
    return a_statement(session=session, speaker=speaker, themes=[theme], title="Second", slug="second")


@pytest.fixture
def large(monkeypatch):
    """Every file with a row is a large one."""
    monkeypatch.setattr(export, "MOST_STREAMED", 0)


def on_shelf(shelf):
    return sorted(path.name for path in shelf.iterdir() if path.suffix != ".lock") if shelf.exists() else []


def bodies(client, addresses=ADDRESSES):
    """The type, the name and the content of each file."""
    responses = {address: client.get(address) for address in addresses}
    assert {response.status_code for response in responses.values()} == {200}
    return {
        address: (response.headers["Content-Type"], response.headers["Content-Disposition"], response.getvalue())
        for address, response in responses.items()
    }


def test_a_large_file_is_the_same_as_a_small_one(client, statement, shelf, monkeypatch):
    small = bodies(client)
    assert on_shelf(shelf) == []
    assert small["/data.zip"][:2] == ("application/zip", 'attachment; filename="proceedings.zip"')
    monkeypatch.setattr(export, "MOST_STREAMED", 1)
    assert bodies(client) == small
    assert len(on_shelf(shelf)) == len(ADDRESSES)


def test_a_large_file_is_made_once_for_each_revision(client, statement, large, shelf, monkeypatch):
    first = client.get("/statements.csv")
    content = first.getvalue()
    with monkeypatch.context() as patched:
        patched.setattr(export, "make", lambda *_args: pytest.fail("made again"))
        assert client.get("/statements.csv").getvalue() == content
    names = on_shelf(shelf)
    a_statement(title="Third")
    changed = client.get("/statements.csv")
    assert b"Third" in changed.getvalue()
    assert changed.headers["ETag"] != first.headers["ETag"]
    # The file of the former revision is gone.
    assert len(on_shelf(shelf)) == len(names) == 1
    assert on_shelf(shelf) != names


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_withdrawn_is_served_from_the_shelf(client, statement, large, address):
    def text(response):
        content = response.getvalue()
        if not address.endswith(".zip"):
            return content.decode()
        package = zipfile.ZipFile(BytesIO(content))
        return "".join(package.read(name).decode() for name in package.namelist())

    assert "Second" in text(client.get(address))
    statement.withdraw("It was somebody else.")
    response = client.get(address)
    assert response.status_code == 200
    assert "First" in text(response)
    assert "Second" not in text(client.get(address))


def test_a_withdrawn_conference_has_no_large_file(client, statement, large):
    addresses = [address for address in ADDRESSES if "summit" in address]
    bodies(client, addresses)
    statement.conference.withdraw("It was entered twice.")
    assert [client.get(address).status_code for address in addresses] == [410] * len(addresses)


@pytest.mark.parametrize("limit", [0, 1000])
def test_a_client_with_the_current_file_gets_304(client, statement, monkeypatch, limit, shelf):
    monkeypatch.setattr(export, "MOST_STREAMED", limit)
    response = client.get("/data.zip")
    response.getvalue()
    etag = {"If-None-Match": response.headers["ETag"]}
    assert response.headers["Cache-Control"] == "no-cache"
    assert client.get("/data.zip", headers=etag).status_code == 304
    a_statement()
    again = client.get("/data.zip", headers=etag)
    again.getvalue()
    assert again.status_code == 200


def test_head_makes_no_file(client, statement, large, shelf):
    response = client.head("/data.zip")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/zip")
    assert on_shelf(shelf) == []


def test_only_one_large_file_is_made_at_a_time(client, statement, large, shelf):
    with hold_lock("large", 0):
        response = client.get("/data.zip")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "no-cache" not in response.headers.get("Cache-Control", "")
    # The archive waits for the server of the site.
    assert seconds_to_wait(response) == 30
    assert client.get("/data.zip").getvalue()[:2] == b"PK"


def test_small_and_finished_files_do_not_wait_for_a_large_one(client, statement, shelf, monkeypatch):
    monkeypatch.setattr(export, "MOST_STREAMED", 1)
    finished = bodies(client, ["/statements.csv"])
    with hold_lock("large", 0):
        assert bodies(client, ["/statements.csv"]) == finished
        assert json.loads(client.get("/speakers.json").getvalue())["count"] == 1


def test_a_file_that_takes_too_long_is_given_up(client, statement, large, shelf, monkeypatch):
    monkeypatch.setattr(export, "MAX_SECONDS", -1)
    response = client.get("/statements.bib")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "3600")
    assert seconds_to_wait(response) == 0
    monkeypatch.setattr(export, "MAX_SECONDS", 900)
    # It is not tried again until the record changes.
    assert client.get("/statements.bib").status_code == 503
    a_statement()
    assert bodies(client, ["/statements.bib"])


@pytest.mark.usefixtures("statement", "large")
def test_without_room_on_the_shelf_the_site_says_so_and_keeps_no_half_file(client, shelf, monkeypatch, caplog):
    def fail(content, path):
        path.write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(export, "make", fail)
    response = client.get("/statements.bib")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "300")
    assert "A large file could not be written to" in caplog.text
    assert on_shelf(shelf) == []


def test_files_of_different_hosts_and_queries_are_different(client, statement, large, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    here = client.get("/statements.csv").getvalue()
    there = client.get("/statements.csv", headers={"Host": "other.example"}).getvalue()
    assert b"http://other.example/statements/second/" in there
    assert here.replace(b"//testserver/", b"//other.example/") == there
    assert client.get("/statements.csv?q=first").getvalue() != here


def test_a_refused_question_makes_no_file(client, statement, large, shelf):
    number = revision()
    assert client.get("/statements.csv?language=xx-nowhere-1").status_code == 400
    assert on_shelf(shelf) == []
    assert revision() == number

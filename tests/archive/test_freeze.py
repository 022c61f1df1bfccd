"""The archive: the site as static files, served by a plain HTTP server."""

import hashlib
import http.server
import threading
from functools import partial
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from lxml import html

from proceedings.archive import Crawler, ForeignFolderError
from proceedings.models import Conference
from proceedings.models.reads.snapshot import snapshot
from tests.public.every_page import test_secrecy
from tests.public.every_page.test_secrecy import SECRET
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

BASE = "http://testserver"


def freeze(folder):
    """Write an archive. Return its counts."""
    crawler = Crawler(folder, BASE)
    for _known in crawler.steps():
        pass
    assert crawler.broken_links == []
    return crawler.counts


def files(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# The links in a head that do not name an absolute address of the site itself.
IN_THE_ARCHIVE = "not(@rel='canonical' or starts-with(@rel, 'schema.'))"


def a_record():
    """Create enough statements for a second page, with rows of all models that a page links to; the same each time."""
    speaker = a_speaker(name="Ada", slug="ada", portrait=a_picture())
    post = an_appointment(speaker=speaker, title="Chair", organisation=an_organisation(name="Board", slug="board"))
    session = a_session(title="Opening", conference=a_conference(title="Rivers", slug="rivers"))
    themes = [a_theme(name=f"Theme {number}", slug=f"t-{number}") for number in range(3)]
    for number in range(26):
        a_statement(
            session=session,
            speaker=speaker,
            appointment=post,
            slug=f"said-{number}",
            title=f"Statement {number}",
            themes=[themes[number % 3]],
            recording_url="https://video.example/rivers.mp4",
            recording_start=60 * number,
            recording_end=60 * number + 50,
        )


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, made_once):
    """The archive of that record, for tests that only look at it."""

    def make(folder):
        with django_db_blocker.unblock(), transaction.atomic(), override_settings(SHELF_DIR=folder.with_name("shelf")):
            a_record()
            freeze(folder)
            transaction.set_rollback(True)

    return made_once("archive", make)


@pytest.mark.django_db
def test_every_page_and_file_is_in_the_archive(client, archive):
    a_record()
    pages = [
        f"{address}index.html".lstrip("/")
        for address in addresses.every_page()
        if address not in {"/api/", "/compare/", "/search/feed/"}
    ]
    beside = [address.lstrip("/") for address in addresses.every_file_beside()]
    beside = [f"{address}index.html" if address.endswith("/") else address for address in beside]
    lists = [f"{table}.{form}" for table in ("statements", "speakers", "themes") for form in ("csv", "json")]
    archive_files = files(archive)
    expected = {*pages, *beside, *lists, "llms.txt", "data.zip", "statements/page/2/index.html"}
    assert expected - archive_files.keys() == set()
    assert "speakers/initial/A/index.html" in archive_files
    assert archive_files["statements/said-1.txt"] == client.get("/statements/said-1.txt").content


def test_a_plain_server_answers_every_link_of_every_page(archive):
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *args: None})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=archive)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"http://127.0.0.1:{server.server_port}/index.html"
        seen, dead = follow_links(start)
        server.shutdown()
    assert dead == []
    # Only other sites link to quotations, and the page of a conference has a short programme itself.
    unlinked = {"embed", "programme"}
    pages = {str(file.relative_to(archive)) for file in archive.rglob("*.html") if file.parent.name not in unlinked}
    assert {address.removeprefix(start.removesuffix("index.html")) for address in seen if "html" in address} == pages


def follow_links(start):
    """Follow all links. Return the addresses and the dead links, as (page, link)."""
    seen, dead, queue = {start}, [], [start]
    while queue:
        page = queue.pop()
        with urlopen(page) as answer:  # noqa: S310 - our own server
            body = answer.read()
        if not page.endswith(".html"):
            continue
        for link in html.document_fromstring(body).xpath(f"//a/@href | //link[{IN_THE_ARCHIVE}]/@href | //@src"):
            address = urldefrag(urljoin(page, link))[0]
            # Links to other sites and e-mail addresses are not followed.
            if address in seen or urlsplit(address)[:2] != urlsplit(page)[:2]:
                continue
            seen.add(address)
            try:
                urlopen(address).close()  # noqa: S310
                queue.append(address)
            except HTTPError:
                dead.append((page, str(link)))
    return seen, dead


def test_pages_have_no_element_that_needs_a_running_site(archive):
    for name, content in files(archive).items():
        if name.endswith(".html"):
            tree = html.document_fromstring(content)
            assert tree.xpath("//form | //*[@data-live] | //a[starts-with(@href, '/')]") == [], name
            assert [
                link
                for link in tree.xpath(f"//a/@href | //link[{IN_THE_ARCHIVE}]/@href")
                if "admin" in link or "?" in link
            ] == [], name


def test_a_link_to_a_filtered_list_leads_to_the_nearest_page(archive):
    page = html.parse(archive / "speakers/ada/index.html")
    [link] = page.xpath("//a[normalize-space()='Search and filter these statements']/@href")
    assert link == "../../search/index.html"
    page = html.parse(archive / "statements/said-1/index.html")
    assert page.xpath("//nav[@class='breadcrumb']//a/@href") == ["../../conferences/index.html"] + 2 * [
        "../../conferences/rivers/index.html"
    ]


@pytest.mark.django_db
def test_nothing_that_is_not_public_is_in_an_archive(tmp_path):
    test_secrecy.a_record()
    freeze(tmp_path)
    # A withdrawn row keeps its page, which names nothing.
    leaks = {name for name, content in files(tmp_path).items() if SECRET in content.decode(errors="replace")}
    assert leaks == {"manifest.sha256"}
    gone = {name for name in files(tmp_path) if SECRET in name}
    assert gone != set()
    assert all("This entry has been withdrawn" in (tmp_path / name).read_text() for name in gone)


@pytest.mark.django_db
def test_a_second_run_writes_what_differs_and_removes_what_is_gone(tmp_path):
    recording = {"recording_url": "https://video.example/rivers.mp4", "recording_start": 60, "recording_end": 90}
    statement = a_statement(slug="said", title="Rivers", speaker=a_speaker(portrait=a_picture()), **recording)
    a_statement(slug="other", session=statement.session)
    assert freeze(tmp_path)["written"] == len(files(tmp_path)) - 1
    before = files(tmp_path)
    assert freeze(tmp_path) == {"written": 0, "changed": 0, "unchanged": len(before) - 1, "removed": 0}
    statement.withdraw("It was misquoted.")
    counts = freeze(tmp_path)
    # The speaker has no other statement and is removed; of the statement only its page is left. No page
    # needs the player's script any more.
    beside = [*addresses.PAGES_BESIDE.values(), *addresses.NUMBERED.values(), *addresses.FILES_BESIDE.values()]
    gone = 2 + sum(name.startswith(("speaker-", "statement-")) for names in beside for name in names)
    assert (counts["written"], counts["removed"]) == (0, gone)
    assert "Rivers" not in (tmp_path / "statements/said/index.html").read_text()
    assert not (tmp_path / f"speakers/{statement.speaker.slug}").exists()


@pytest.mark.django_db
def test_the_manifest_knows_every_file(tmp_path):
    a_statement()
    freeze(tmp_path)
    archive_files = files(tmp_path)
    lines = archive_files.pop("manifest.sha256").decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in sorted(archive_files.items())
    ]


@pytest.mark.django_db
def test_an_interrupted_run_is_repeated(tmp_path):
    a_statement()
    steps = Crawler(tmp_path, BASE).steps()
    for _file in range(5):
        next(steps)
    steps.close()
    assert len(files(tmp_path)) == 6
    counts = freeze(tmp_path)
    assert (counts["unchanged"], counts["changed"]) == (5, 0)
    assert not (tmp_path / "manifest.sha256.part").exists()


@pytest.mark.django_db
def test_a_foreign_folder_is_refused_and_foreign_files_stay(tmp_path):
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("mine")
    with pytest.raises(ForeignFolderError, match="Choose another folder"):
        freeze(tmp_path)
    theirs.unlink()
    freeze(tmp_path)
    theirs.write_text("mine")
    freeze(tmp_path)
    assert theirs.read_text() == "mine"
    a_conference(slug="rivers")
    (tmp_path / "conferences/rivers").mkdir()
    (tmp_path / "conferences/rivers/index.html").write_text("mine")
    with pytest.raises(ForeignFolderError, match="is not part of the archive"):
        freeze(tmp_path)


@pytest.mark.django_db
def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("kept")
    freeze(tmp_path / "out")
    with (tmp_path / "out/manifest.sha256").open("a") as manifest:
        manifest.write(f"0  ../outside.txt\n0  {outside}\n")
    freeze(tmp_path / "out")
    assert outside.read_text() == "kept"


@pytest.mark.django_db
def test_the_command_needs_no_host_of_the_running_site_and_prints_only_the_counts(tmp_path, settings, capsys, caplog):
    settings.STATIC_ROOT, settings.ALLOWED_HOSTS = tmp_path / "static", ["localhost"]
    # A speaker without a portrait, whose file is tried and not found.
    a_statement(speaker=a_speaker(slug="ada"))
    call_command("freeze", str(tmp_path / "out"), base_url="https://record.example")
    written = files(tmp_path / "out")
    assert capsys.readouterr().out == f"{len(written) - 1} written, 0 changed, 0 unchanged, 0 removed\n"
    assert (caplog.messages, settings.ALLOWED_HOSTS) == ([], ["localhost"])
    assert b'href="https://record.example/speakers/ada/"' in written["speakers/ada/index.html"]


@pytest.mark.parametrize("base", ["testserver", "ftp://testserver", "http://testserver/path"])
def test_a_base_url_that_is_no_address_of_a_site_is_refused(tmp_path, base):
    with pytest.raises(CommandError):
        call_command("freeze", str(tmp_path / "out"), base_url=base)
    assert not (tmp_path / "out").exists()


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_shows_one_moment_and_takes_no_lock():
    with CaptureQueriesContext(connection) as queries, snapshot():
        assert Conference.objects.count() == 0
    began = {
        "sqlite": ["BEGIN DEFERRED"],
        "postgresql": ["BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"],
    }[connection.vendor]
    assert [query["sql"] for query in queries][: len(began)] == began

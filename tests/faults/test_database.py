"""The database is locked, full, read-only or away while people read and write."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench.records import write_fixture
from tests.faults.editors import Editor, sign_in
from tests.support.servers import PATIENCE, PostgresServer, Readers, Site, clean, wait_until

pytestmark = pytest.mark.faults
PAGES = ("/", "/statements/", "/search/?q=water", "/feed.atom", "/api/v1/speakers/", "/data.zip")
# Those that workers keep in memory.
KEPT = ("/", "/statements/", "/feed.atom")
STAFF = ("/admin/", "/admin/proceedings/statement/", "/admin/proceedings/theme/add/")
# A page that waits 2 s for a lock, on a machine that is busy.
SOON = 15


def assert_unavailable(answer):
    assert answer.status == 503, (answer.path, answer.text[-500:])
    assert answer.headers["Retry-After"] == "10", answer.path
    assert "no-store" in answer.headers["Cache-Control"]
    assert "not available at the moment" in answer.text
    assert answer.seconds < SOON


def assert_kept_or_unavailable(answer):
    """A page that the worker has in memory can be read on."""
    if answer.path in KEPT and answer.status == 200:
        assert answer.headers["Cache-Status"].startswith("proceedings; hit"), answer.path
    else:
        assert_unavailable(answer)


def assert_readable(site, editor):
    answers = [*map(site.get, PAGES), *map(editor.get, STAFF)]
    assert {answer.path: answer.status for answer in answers} == dict.fromkeys(PAGES + STAFF, 200)


def assert_works(site, editor):
    assert_readable(site, editor)
    assert editor.save().status == 302
    assert site.get("/readyz").text.startswith("ok\n")


@pytest.fixture
def editor(site, prepared):
    return Editor(site, prepared.cookie)


@contextmanager
def locked(database):
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_readers_read_on_while_sqlite_is_locked_for_half_a_minute(site, editor, database):
    """An editor who saves or signs in waits 2 s, and is told to try again."""
    with locked(database), Readers(site, *PAGES) as readers:
        began = time.monotonic()
        while time.monotonic() - began < 30:
            answer = editor.save()
            assert_unavailable(answer)
            assert "Reload this page in a moment to send your form again." in answer.text
            assert_unavailable(editor.sign_in_again())
            assert_readable(site, editor)
    assert {answer.status for answer in readers.answers} == {200}
    assert_works(site, editor)


@contextmanager
def small_disk(folder):
    """A file system of 8 MB, or None where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("Only root may mount a small file system.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(path):
    with path.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        # A short write, then an error.
        file.writelines([b"x" * 2**20] * 9)


def test_readers_read_on_while_the_disk_is_full(prepared, tmp_path):
    """An editor who saves is told to try again, and can as soon as there is space."""
    with small_disk(tmp_path / "disk") as disk:
        database = shutil.copy(prepared.database, disk)
        with Site(prepared.folder, DATABASE_URL=f"sqlite:///{database}") as site:
            editor, filler = Editor(site, prepared.cookie), disk / "filler"
            assert_works(site, editor)
            fill(filler)
            # The log of the database may have had some space left.
            wait_until(lambda: editor.save().status != 302)
            assert_unavailable(editor.save())
            assert_readable(site, editor)
            filler.unlink()
            assert_works(site, editor)


def test_readers_read_on_while_the_folder_is_read_only(prepared, tmp_path):
    """An editor who saves is told to try again, and can as soon as the folder is writable."""
    folder = tmp_path / "var"
    folder.mkdir()
    database = shutil.copy(prepared.database, folder)
    # Root obeys permissions only without this privilege.
    before = ("setpriv", "--bounding-set", "-dac_override") if os.getuid() == 0 else ()
    with Site(prepared.folder, before=before, DATABASE_URL=f"sqlite:///{database}") as site:
        editor = Editor(site, prepared.cookie)
        assert_works(site, editor)
        files = list(folder.iterdir())
        for path in (*files, folder):
            path.chmod(0o555)
        try:
            assert_unavailable(editor.save())
            assert_readable(site, editor)
        finally:
            for path in (folder, *files):
                path.chmod(0o755)
        assert_works(site, editor)


def test_a_site_whose_database_has_gone_comes_back_with_it(site, editor, database):
    """Every page is a 503 meanwhile, except those that a worker has in memory."""
    away = Path(database).with_suffix(".away")
    assert_works(site, editor)
    Path(database).rename(away)
    Path(database).mkdir()
    for path in PAGES:
        assert_kept_or_unavailable(site.get(path))
    assert_unavailable(editor.save())
    assert site.get("/readyz").text == "The database cannot be reached.\n"
    assert site.get("/healthz").status == 200
    Path(database).rmdir()
    away.rename(database)
    assert_works(site, editor)


@pytest.fixture
def postgres():
    with PostgresServer() as server:
        yield server


def test_a_site_comes_back_with_its_postgresql(postgres, prepared, house):
    """While it is stopped, a page is a 503 at once or comes from memory. While it is read-only, readers read on."""
    with Site(prepared.folder, DATABASE_URL=postgres.url()) as site:
        editor = Editor(site, sign_in(house, site))
        with Readers(site, *PAGES) as readers:
            for mode in ("fast", "immediate"):
                postgres.stop(mode)
                for path in PAGES:
                    assert_kept_or_unavailable(site.get(path))
                assert_unavailable(editor.save())
                assert (site.get("/readyz").status, site.get("/healthz").status) == (503, 200)
                postgres.start()
                assert_works(site, editor)
                readers.read_on()
        # A file that was being sent may break off.
        assert {answer.status for answer in readers.answers} <= {200, 503, 0}
        assert {answer.path for answer in readers.answers if answer.status == 0} <= {"/data.zip"}
        postgres.stop()
        postgres.options["default_transaction_read_only"] = "on"
        postgres.start()
        assert_unavailable(editor.save())
        assert_readable(site, editor)
        postgres.stop()
        del postgres.options["default_transaction_read_only"]
        postgres.start()
        assert_works(site, editor)


def test_two_loads_and_an_editor_take_turns(site, editor, database, prepared, tmp_path):
    """Readers see nothing of it. The editor may have to try again while a load writes."""
    environment = clean(site.environment)
    before = count(database, "proceedings_statement")
    loads = []
    with Readers(site, *PAGES) as readers:
        for number in range(2):
            file = tmp_path / f"load{number}.json"
            write_fixture(file, statements=100, speakers=20)
            command = [sys.executable, "manage.py", "load_fixtures", file, "--quiet"]
            loads.append(subprocess.Popen(command, cwd=prepared.folder, env=environment))
        statuses = set()
        while any(load.poll() is None for load in loads):
            statuses.add(editor.save().status)
    assert [load.wait(PATIENCE) for load in loads] == [0, 0]
    assert 302 in statuses <= {302, 503}
    assert {answer.status for answer in readers.answers} == {200}
    # Both files have the same statements.
    statements = sum(record["model"] == "proceedings.statement" for record in json.loads(file.read_text()))
    assert count(database, "proceedings_statement") == before + statements
    assert count(database, "proceedings_theme WHERE slug LIKE 'kept-%'") == editor.saved


def count(database, table):
    with closing(sqlite3.connect(database)) as other:
        return other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a table of this test

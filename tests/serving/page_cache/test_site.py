"""Pages in memory on a real site with two workers, whatever changes the record."""

import http.client
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection

from tests.support.servers import Site, clean, wait_until

STATEMENT = "proceedings_statement"
# Seconds after which a change is visible in every process.
SOON = 1
RENAME = "from proceedings.models import Theme; Theme.objects.filter(slug='{slug}').update(name='{name}')"
COMMANDS = {
    "load_fixtures": ("load_fixtures", "{fixture}", "--quiet"),
    "loaddata": ("loaddata", "{fixture}", "-v0"),
    "shell": ("shell", "-v0", "-c", RENAME),
}


@contextmanager
def postgresql():
    """A database of its own beside the one of the tests."""
    wanted = connection.settings_dict
    server = f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{wanted['HOST']}:{wanted['PORT']}"
    name = f"{wanted['NAME']}_site"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield SimpleNamespace(url=f"{server}/{name}", name=name, admin=admin)
        finally:
            admin.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def database(django_db_setup, tmp_path_factory):
    if connection.vendor == "postgresql":
        with postgresql() as database:
            yield database
    else:
        path = tmp_path_factory.mktemp("site") / "record.sqlite3"
        yield SimpleNamespace(url=f"sqlite:///{path}", path=path)


@pytest.fixture(scope="module")
def site(house, database):
    with Site(house.folder, DATABASE_URL=database.url) as site:
        yield site


@pytest.fixture
def slug(database):
    return execute(database, f"SELECT slug FROM {STATEMENT} WHERE status = 'published' ORDER BY id LIMIT 1")  # noqa: S608


def execute(database, sql):
    """Run a statement of SQL, as a person at the database's own prompt does. Return the first value of its result."""
    opened = psycopg.connect(database.url) if connection.vendor == "postgresql" else sqlite3.connect(database.path)
    with closing(opened):
        cursor = opened.execute(sql)
        row = cursor.fetchone() if cursor.description else None
        opened.commit()
    return row and row[0]


class Workers:
    """A connection to each worker of a site, found by asking until each has answered."""

    def __init__(self, site):
        self.site = site

    def states(self, path, number=12):
        """The status, the state and the text of a page, on as many new connections; both workers take some."""
        answers = [self.site.get(path) for _connection in range(number)]
        return [
            (answer.status, answer.headers.get("Cache-Status", "").split("; ", 1)[-1], answer.text)
            for answer in answers
        ]

    def keep(self, path):
        """Ask until the page comes from the memory of each worker."""
        wait_until(lambda: {state for _status, state, _text in self.states(path)} == {"hit"})

    def texts(self, path):
        return {(status, text) for status, _state, text in self.states(path)}


@pytest.fixture
def workers(site):
    return Workers(site)


def manage(site, *command):
    command = [sys.executable, "manage.py", *command]
    subprocess.run(command, cwd=site.folder, env=clean(site.environment), check=True, capture_output=True)


def assert_soon(workers, path, expected):
    """From one second after a change on, every worker answers as expected."""
    time.sleep(SOON)
    for _again in range(2):
        for status, text in workers.texts(path):
            assert expected(status, text), (status, text[:300])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_change_by_a_command_is_visible_in_every_worker_within_a_second(site, workers, database, tmp_path, command):
    slug = execute(database, "SELECT slug FROM proceedings_theme ORDER BY id LIMIT 1")
    path, fixture, name = f"/themes/{slug}/", tmp_path / "theme.json", f"Named by {command}"
    fields = {"slug": slug, "name": name, "parent": None}
    fixture.write_text(json.dumps([{"model": "proceedings.theme", "fields": fields}]))
    workers.keep(path)
    manage(site, *(part.format(fixture=fixture, **fields) for part in COMMANDS[command]))
    assert_soon(workers, path, lambda status, text: status == 200 and name in text)


def test_a_withdrawn_statement_is_gone_from_every_worker_within_a_second(site, workers, database, slug):
    path = f"/statements/{slug}/"
    workers.keep(path)
    workers.keep("/statements/")
    execute(database, f"UPDATE {STATEMENT} SET status = 'withdrawn', withdrawal_reason = 'gone' WHERE slug = '{slug}'")  # noqa: S608
    time.sleep(SOON)
    assert {status for status, _state, _text in workers.states(path)} == {410}
    assert not any(path in text for _status, text in workers.texts("/statements/"))
    execute(database, f"UPDATE {STATEMENT} SET status = 'published', withdrawal_reason = '' WHERE slug = '{slug}'")  # noqa: S608
    assert_soon(workers, path, lambda status, text: status == 200)


def test_a_change_by_sql_is_seen(workers, database, slug):
    path = f"/statements/{slug}/"
    workers.keep(path)
    execute(database, f"UPDATE {STATEMENT} SET title = 'Written at the prompt' WHERE slug = '{slug}'")  # noqa: S608
    assert_soon(workers, path, lambda status, text: status == 200 and "Written at the prompt" in text)


def test_clients_get_the_form_that_they_ask_for(site, workers, slug):
    path = f"/statements/{slug}/"
    workers.keep(path)
    whole = site.get(path)
    for encoding in ("br", "zstd", "gzip"):
        answer = site.get(path, **{"Accept-Encoding": encoding})
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, encoding)
        assert int(answer.headers["Content-Length"]) < len(whole.text)
    unchanged = site.get(path, **{"If-None-Match": whole.headers["ETag"]})
    assert (unchanged.status, unchanged.text) == (304, "")
    head = site.request("HEAD", path)
    assert (head.status, head.text, head.headers["Content-Length"]) == (200, "", whole.headers["Content-Length"])
    assert site.get(path, Host="evil.example").status == 400


def test_a_user_who_is_signed_in_gets_no_page_from_memory(site, workers, slug):
    path = f"/statements/{slug}/"
    workers.keep(path)
    answer = site.get(path, Cookie="sessionid=abc")
    assert (answer.status, answer.headers["Cache-Status"]) == (200, None)


@contextmanager
def away(database):
    """Take the database away: refuse connections and end those that exist, or move SQLite's file."""
    if connection.vendor == "postgresql":
        database.admin.execute(f"ALTER DATABASE {database.name} WITH ALLOW_CONNECTIONS false")
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        database.admin.execute(ending, [database.name])
        yield
        database.admin.execute(f"ALTER DATABASE {database.name} WITH ALLOW_CONNECTIONS true")
    else:
        moved = database.path.with_suffix(".away")
        database.path.rename(moved)
        database.path.mkdir()
        yield
        database.path.rmdir()
        moved.rename(database.path)


def test_readers_read_on_while_the_database_is_away(site, workers, database, slug):
    path, other = f"/statements/{slug}/", "/themes/?page=1"
    workers.keep(path)
    with away(database):
        wait_until(lambda: {state for _status, state, _text in workers.states(path)} == {"hit; detail=stale"})
        for status, text in workers.texts(path):
            assert status == 200
            assert "The record is not available at the moment." in text
        assert {status for status, _text in workers.texts(other)} == {http.client.SERVICE_UNAVAILABLE}
    wait_until(lambda: {state for _status, state, _text in workers.states(path)} == {"hit"})
    assert not any("not available at the moment" in text for _status, text in workers.texts(path))


def test_a_database_in_the_place_of_another_is_noticed(site, workers, database, slug, tmp_path):
    if connection.vendor == "postgresql":
        pytest.skip("A database of PostgreSQL is replaced with its server.")
    path = f"/statements/{slug}/"
    workers.keep(path)
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(database.path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute(f"UPDATE {STATEMENT} SET title = 'Another database' WHERE slug = ?", [slug])  # noqa: S608
        target.commit()
    for suffix in ("-wal", "-shm"):
        Path(f"{database.path}{suffix}").unlink(missing_ok=True)
    copy.replace(database.path)
    assert_soon(workers, path, lambda status, text: status == 200 and "Another database" in text)

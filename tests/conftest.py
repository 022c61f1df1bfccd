import fcntl
import gc
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, transaction
from django.template import Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered

from proceedings.models.search.segments.compaction import PENDING, POSTINGS, SEGMENTS
from proceedings.signin import middleware
from tests.support.call_stack import call_with_room
from tests.support.servers import clean

ROOT = Path(__file__).parent.parent
number = count(1)
# Most objects are modules, models and tests, which stay to the end. A frequent search for garbage among them takes a
# tenth of the time of all tests.
gc.set_threshold(50_000, 20, 20)
# No deadline: on a busy machine, any example can be slow.
hypothesis.settings.register_profile("untimed", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("untimed")


def render(self, context):
    """Report only the template of a view and its context to the test client, which by default gets every template.

    A form has hundreds of templates of widgets and partials, and their contexts would be copied.
    """
    if context.template is self and not str(self.name).startswith("django/forms/"):
        template_rendered.send(sender=self, template=self, context=context)
    return self.nodelist.render(context)


@pytest.fixture(autouse=True, scope="session")
def _templates_of_views_only(django_test_environment):
    Template._render = render


def pytest_xdist_auto_num_workers(config):
    """Run the tests of a single file in this process, because starting workers would take longer.

    Otherwise there are more workers than cores: some wait for a browser or a server.
    """
    paths = {argument.partition("::")[0] for argument in config.args}
    return 0 if len(paths) == 1 and paths.pop().endswith(".py") else os.cpu_count() * 3 // 2


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Run each test with room on Python's stack, which is up to twice as fast."""
    manager = item.config.pluginmanager
    protocol = manager.subset_hook_caller("pytest_runtest_protocol", [sys.modules[__name__]])
    return call_with_room(lambda: protocol(item=item, nextitem=nextitem))


@pytest.fixture(autouse=True, scope="session")
def _tables_are_emptied_row_by_row():
    """PostgreSQL's TRUNCATE makes new files for every table and index: half a second, although most are empty."""
    if connection.vendor == "postgresql":
        # The last tables belong to no model. They keep entries of deleted rows until they are compacted.
        connection.ops.sql_flush = lambda _style, tables, **_options: [
            f"DELETE FROM {connection.ops.quote_name(table)}"  # noqa: S608 - the names are those of models
            for table in [*tables, SEGMENTS, POSTINGS, PENDING]
        ]


@pytest.fixture(autouse=True, scope="session")
def _sessions_are_updated_hourly():
    """On a busy machine, a test that counts queries can take more than a minute; session tests shift time by hours."""
    middleware.SEEN_INTERVAL = 3600


@pytest.fixture(autouse=True, scope="session")
def _threads_of_live_servers_have_room():
    serve = ThreadedWSGIServer.process_request_thread
    ThreadedWSGIServer.process_request_thread = lambda *args: call_with_room(serve, *args)


def pytest_collection_modifyitems(items):
    """Let pytest-django create the test database for tests that use only the database of their module."""
    for item in items:
        if "module_db" in item.fixturenames:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path_factory):
    """A file cache for each test, in a folder that does not exist yet."""
    settings.SHELF_DIR = tmp_path_factory.getbasetemp() / f"shelf{next(number)}"
    return settings.SHELF_DIR


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path_factory):
    """A folder for the uploads of each test, which does not exist yet."""
    settings.PROPOSALS_DIR = tmp_path_factory.getbasetemp() / f"proposals{next(number)}"
    settings.SHEETS_DIR = tmp_path_factory.getbasetemp() / f"sheets{next(number)}"
    return settings.SHEETS_DIR


@pytest.fixture
def peak(caplog):
    """peak(): the largest memory of the children of the sandbox so far, in megabytes, with that of the program."""
    caplog.set_level(logging.DEBUG, "proceedings.sandbox")
    return lambda: max((record.args[1] for record in caplog.records if "took" in record.msg), default=0)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """A copy of the project without .env and without a record: house("manage.py", "check", SECRET_KEY="x") runs it.

    The command gets only these environment variables.
    """
    folder = tmp_path_factory.mktemp("house")
    for name in ("proceedings", "templates", "fixtures"):
        # With the compiled modules, but without those that another process is writing.
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    for name in ("manage.py", "Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / "var").mkdir()

    def run(*command, **environment):
        return subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            env=clean(environment),
            capture_output=True,
            text=True,
            check=False,
        )

    run.folder = folder
    return run


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, worker_id):
    """made_once("archive", make): the folder that `make(folder)` fills for the first test of any process that asks."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def made_once(name, make):
        folder, ready = shared / name, shared / f"{name}.ready"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                ready.touch()
        return folder

    return made_once


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for a module: rows made by a fixture that requests this one are there in all of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """On SQLite, use a file instead of memory, because threads that share one connection can deadlock.

    One thread holds the connection's lock and waits for Python's, for a function that SQLite calls; the other holds
    Python's lock and waits for the connection's, to fetch a row.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("tested") / "record.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """The migrated database; on SQLite, the path of a copy of it as well, for tests that need a file of their own."""
    if connection.vendor == "postgresql":
        yield None
        # PostgreSQL cannot drop a database with sessions, and those of killed processes end only a moment later.
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
            )
        return
    path = tmp_path_factory.mktemp("migrated") / "record.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)

    def restore(test):
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)

    # Copying the file back takes a quarter of the time of emptying all tables and making permissions and groups anew.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield path


@pytest.fixture
def database_url(django_db_setup, tmp_path):
    """A database that other processes can open: a file of its own, or PostgreSQL's database of this test."""
    if connection.vendor == "postgresql":
        wanted = connection.settings_dict
        return f"postgres://{wanted['USER']}:{wanted['PASSWORD']}@{wanted['HOST']}:{wanted['PORT']}/{wanted['NAME']}"
    return f"sqlite:///{shutil.copy(django_db_setup, tmp_path)}"

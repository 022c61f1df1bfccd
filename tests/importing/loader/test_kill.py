"""Killed at any moment, a load leaves the database as it was."""

import random
import sqlite3
import subprocess
import time
from contextlib import closing

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from bench.records import write_fixture
from tests.support.servers import started

KILLS = 3


def run(database_url, *args):
    """How long the command took."""
    began = time.perf_counter()
    assert started(database_url, *args, stdout=subprocess.DEVNULL).wait() == 0
    return time.perf_counter() - began


def counted(database_url):
    """The number of rows in each table of the record, as another process sees them."""
    connect = sqlite3.connect if connection.vendor == "sqlite" else psycopg.connect
    models = apps.get_app_config("proceedings").get_models(include_auto_created=True)
    with closing(connect(database_url.removeprefix("sqlite:///"))) as other:
        return [other.execute(f"SELECT count(*) FROM {model._meta.db_table}").fetchone()[0] for model in models]  # noqa: S608


@pytest.mark.django_db(transaction=True)
def test_a_load_killed_at_a_random_moment_leaves_the_database_as_it_was(tmp_path, database_url):
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    write_fixture(small, statements=25, speakers=500)
    write_fixture(large, statements=2000, speakers=500)
    start = run(database_url, "load_fixtures", str(small), "--quiet")
    before, states = counted(database_url), []
    for _attempt in range(KILLS):
        process = started(database_url, "load_fixtures", str(large), "--quiet", stdout=subprocess.DEVNULL)
        time.sleep(start * random.uniform(0.8, 1.4))
        process.kill()
        process.wait()
        states.append(counted(database_url))
    run(database_url, "load_fixtures", str(large), "--quiet")
    after = counted(database_url)
    assert after != before
    # On a fast machine a load may have come to its end before it could be killed.
    assert [rows for rows in states if rows not in (before, after)] == []

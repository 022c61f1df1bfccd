import sqlite3
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ConnectionHandler, connection

from proceedings.models import Theme
from proceedings.serving.databases import databases

PRIMARY, REPLICA = "postgres://me:secret@primary/record", "postgres://me:secret@replica/record"


def test_replicas_are_numbered():
    aliases = databases(PRIMARY, [REPLICA, REPLICA])
    assert {alias: config["HOST"] for alias, config in aliases.items()} == {
        "default": "primary",
        "replica1": "replica",
        "replica2": "replica",
    }
    assert aliases["replica1"]["TEST"] == {"MIRROR": "default"}


def test_options_of_the_url_take_precedence():
    options = databases(f"{PRIMARY}?connect_timeout=9&sslmode=require")["default"]["OPTIONS"]
    assert (options["connect_timeout"], options["sslmode"], "random_page_cost" in options["options"]) == (
        9,
        "require",
        True,
    )


def test_a_pool_checks_its_connections_and_keeps_the_options_of_postgresql():
    configured = ConnectionHandler(databases(PRIMARY, [REPLICA], 3))
    for alias in configured:
        pool = configured[alias].pool
        try:
            assert (pool.max_size, pool.timeout, pool._check is not None) == (3, 2, True)
            assert pool.kwargs["options"] == "-c random_page_cost=1.1 -c jit=off"
        finally:
            configured[alias].close_pool()


def test_threads_keep_their_connections_without_a_pool():
    config = databases(PRIMARY)["default"]
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"], "pool" in config["OPTIONS"]) == (600, True, False)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's driver keeps the queries that it has compiled")
def test_postgresql_keeps_the_plan_of_a_repeated_query():
    queries = "SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE %s"
    numbers = []
    for slug in ("air", "bees", "coal", "dust", "elms", "fog"):
        assert not Theme.objects.filter(slug=slug).exists()
        with connection.cursor() as cursor:
            cursor.execute(queries, [f"%{Theme._meta.db_table}%"])
            numbers += cursor.fetchone()
    assert numbers[0] + 1 == numbers[-1]


@pytest.mark.parametrize("urls", [("sqlite:///a", [REPLICA]), (PRIMARY, ["sqlite:///a"])])
def test_replicas_need_postgresql(urls):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URLS needs PostgreSQL"):
        databases(*urls)


@pytest.mark.parametrize(("before", "after"), [(None, 16384), (4096, 4096)])
def test_only_a_new_file_has_large_pages(tmp_path, before, after):
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        if before:
            file.executescript(f"PRAGMA page_size={before}; CREATE TABLE kept (id)")
    with closing(sqlite3.connect(path)) as file:
        file.executescript(databases(f"sqlite:///{path}")["default"]["OPTIONS"]["init_command"])
        file.execute("CREATE TABLE made (id)")
        assert file.execute("PRAGMA page_size").fetchone() == (after,)

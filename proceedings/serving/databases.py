"""The connections to the databases, as Django's DATABASES."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

# Seconds to wait for SQLite's write lock. A request soon gets a 503; a command can wait until an editor has saved.
WEB_LOCK_TIMEOUT, COMMAND_LOCK_TIMEOUT = 2, 20
# Seconds that a thread keeps its connection.
MAX_AGE = 600
SQLITE = {
    # Transactions take the write lock when they begin, so that two writers wait for each other instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": COMMAND_LOCK_TIMEOUT,
    "init_command": (
        # Larger pages in a new file: a record with its texts is loaded in 7% less time.
        "PRAGMA page_size=16384;"
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
        # After a large load, the write-ahead log shrinks to 64 MiB.
        "PRAGMA journal_size_limit=67108864;"
        # Memory-map the file up to SQLite's limit of 2 GiB, with a page cache of 32 MiB.
        "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-32768;"
    ),
}
POSTGRESQL = {
    # Random access is cheap, because frequently read pages are in memory. Queries take less time than JIT compilation.
    "options": "-c random_page_cost=1.1 -c jit=off",
    # Notice within seconds that a server has vanished: when connecting, sending (in milliseconds) and waiting.
    "connect_timeout": 2,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    # After so many times, the server keeps a query parsed and planned, which takes half of its time for a page.
    "server_side_binding": True,
    "prepare_threshold": 5,
}


def databases(url, replica_urls=(), pool_size=0):
    """Return DATABASES for DATABASE_URL and DATABASE_REPLICA_URLS: default, replica1, replica2…

    `pool_size` is the number of connections to each database that the threads of a process share; 0 gives each thread a
    connection of its own. Raises ImproperlyConfigured for a URL of any other kind.
    """
    aliases = {"default": database("DATABASE_URL", url, pool_size)}
    for number, replica_url in enumerate(replica_urls, 1):
        replica = database("DATABASE_REPLICA_URLS", replica_url, pool_size)
        if not is_postgresql(replica) or not is_postgresql(aliases["default"]):
            raise ImproperlyConfigured("DATABASE_REPLICA_URLS needs PostgreSQL there and in DATABASE_URL.")
        aliases[f"replica{number}"] = replica | {"TEST": {"MIRROR": "default"}}
    return aliases


def database(variable, url, pool_size):
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{variable} must be sqlite:///path or postgres://user:password@host:port/name.")
    try:
        config = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable} is not valid: {error}") from error
    if not is_postgresql(config):
        return config | {"OPTIONS": SQLITE, "CONN_MAX_AGE": MAX_AGE}
    # Options of the URL, such as ?sslmode=require, take precedence.
    config["OPTIONS"] = POSTGRESQL | config.get("OPTIONS", {})
    config["CONN_HEALTH_CHECKS"] = True
    if pool_size:
        # Django refuses persistent connections with a pool.
        config["CONN_MAX_AGE"] = 0
        config["OPTIONS"]["pool"] = pool_options(pool_size)
    else:
        config["CONN_MAX_AGE"] = MAX_AGE
    return config


def pool_options(size):
    return {
        "min_size": 1,
        "max_size": size,
        # Seconds that a request waits for a connection before it gets a 503.
        "timeout": 2,
        # Seconds for which the pool retries in growing intervals. Later requests then try at once.
        "reconnect_timeout": 2,
        "max_lifetime": 600,
    }


def is_postgresql(config):
    return config["ENGINE"] == "django.db.backends.postgresql"


def database_file(connection):
    """Return the device and number of SQLite's file, or None for PostgreSQL. Raise OSError if there is no file."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    status = Path(connection.settings_dict["NAME"]).stat()
    return status.st_dev, status.st_ino


def disconnect():
    """Close the connection of this thread and the pool of this process, so that no child process inherits them."""
    connection.close()
    if getattr(connection, "pool", None):
        connection.close_pool()


def set_lock_timeout(seconds):
    """Let all connections that this process opens from now on wait that long for SQLite's lock."""
    options = connections.settings["default"]["OPTIONS"]
    if "timeout" in options:
        options["timeout"] = seconds

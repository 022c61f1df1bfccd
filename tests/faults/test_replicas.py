"""A primary and two streaming replicas are stopped, paused and started while people read."""

import re
from contextlib import ExitStack
from urllib.parse import urlencode

import psycopg
import pytest

from tests.faults.editors import SIGN_IN
from tests.support.servers import HOST, PostgresServer, Readers, Site, wait_until

pytestmark = pytest.mark.faults
LAG = 2
PASSWORD = "a long password for tests"
EDITOR = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor", password="{PASSWORD}")
{SIGN_IN}
"""
# Views of every package, and responses that look for a former address.
PAGES = {
    "/": 200,
    "/conferences/": 200,
    "/speakers/": 200,
    "/organisations/": 200,
    "/themes/": 200,
    "/statements/": 200,
    "/search/?q=security": 200,
    "/search/?q=securty": 200,
    "/search/suggest?q=sec": 200,
    "/api/v1/statements/": 200,
    "/api/v1/themes/": 200,
    "/oai?verb=ListRecords&metadataPrefix=oai_dc": 200,
    "/feed.atom": 200,
    "/sitemap.xml": 200,
    "/statements.csv": 200,
    "/data.zip": 200,
    "/speakers/nobody/": 404,
    "/statements/?speaker=nobody": 400,
}


class Replica(PostgresServer):
    def __init__(self, primary):
        super().__init__(wal_retrieve_retry_interval="200ms")
        self.primary = primary

    def initialise(self):
        source = ["--host", HOST, "--port", str(self.primary.port), "--username=postgres"]
        options = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--wal-method=stream"]
        self.run("pg_basebackup", "--pgdata", self.data, *source, *options)


class PooledSite(Site):
    def is_complete(self):
        """A scheduler with a pool has several threads too, so the processes cannot be told apart by them."""
        return self.get("/healthz").status == 200 and len(self.children) > 3


@pytest.fixture(scope="module")
def servers(house):
    """The primary, with the record, and its two replicas."""
    with ExitStack() as stack:
        primary = stack.enter_context(PostgresServer())
        url = primary.url()
        for command in (["migrate", "-v0"], ["load_fixtures"], ["shell", "-v0", "-c", EDITOR]):
            outcome = house("manage.py", *command, SECRET_KEY="k" * 64, TLS="off", DATABASE_URL=url)
            assert outcome.returncode == 0, outcome.stderr
        primary.staff = {"Cookie": f"sessionid={outcome.stdout.strip()}"}
        yield primary, *[stack.enter_context(Replica(primary)) for _number in range(2)]


@pytest.fixture(scope="module", params=["0", "4"], ids=["a connection per thread", "a pool"])
def site(request, house, servers):
    primary, *replicas = servers
    environment = {
        "DATABASE_URL": primary.url(),
        "DATABASE_REPLICA_URLS": ",".join(replica.url() for replica in replicas),
        "DATABASE_REPLICA_LAG": str(LAG),
        "DATABASE_POOL": request.param,
    }
    with (PooledSite if request.param != "0" else Site)(house.folder, **environment) as site:
        yield site


@pytest.fixture
def all_well(site):
    """No database is left out by any worker, before and after the test."""

    def is_well():
        # Only databases that are not used are named beside the scheduler.
        lines = [line for _request in range(6) for line in site.get("/readyz").text.splitlines()]
        return {line.partition(":")[0] for line in lines} == {"ok", "scheduler"}

    wait_until(is_well)
    yield
    wait_until(is_well)


def execute(server, sql):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


def sign_in(site):
    """Sign in, which writes a session. Return the status: 302 for success."""
    form = site.get("/accounts/login/")
    if form.status != 200:
        return form.status
    token = re.search(r"csrftoken=(\w+)", form.headers["Set-Cookie"])[1]
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    fields = {"login": "editor", "password": PASSWORD, "csrfmiddlewaretoken": token}
    return site.request("POST", "/accounts/login/", urlencode(fields).encode(), headers).status


@pytest.mark.usefixtures("all_well")
def test_reading_goes_on_without_the_primary_and_writing_when_it_is_back(site, servers):
    primary, *_replicas = servers
    staff = primary.staff
    assert (sign_in(site), site.get("/admin/", **staff).status) == (302, 200)
    with Readers(site, "/", "/statements/", "/search/?q=security") as readers:
        primary.stop("immediate")
        try:
            assert {path: site.get(path).status for path in PAGES} == PAGES
            # Staff read public pages like everybody else.
            assert site.get("/", **staff).status == 200
            assert [site.get("/admin/", **staff).status, sign_in(site)] == [503, 503]
            ready = site.get("/readyz")
            assert (ready.status, "The database default cannot be reached." in ready.text) == (200, True)
            readers.read_on()
        finally:
            primary.start()
        wait_until(lambda: sign_in(site) == 302)
        wait_until(lambda: site.get("/admin/", **staff).status == 200)
    assert {answer.status for answer in readers.answers} == {200}


@pytest.mark.usefixtures("all_well")
@pytest.mark.parametrize("stopped", [1, 2], ids=["one", "both"])
def test_everything_goes_on_without_replicas(site, servers, stopped):
    with Readers(site, "/", "/statements/", "/search/?q=security") as readers:
        try:
            for replica in servers[1 : stopped + 1]:
                replica.stop("immediate")
            assert {path: site.get(path).status for path in PAGES} == PAGES
            assert sign_in(site) == 302
            wait_until(lambda: site.get("/readyz").text.count("cannot be reached") == stopped)
            readers.read_on()
        finally:
            for replica in servers[1 : stopped + 1]:
                replica.start()
        readers.read_on()
    assert {answer.status for answer in readers.answers} == {200}


@pytest.mark.usefixtures("all_well")
def test_a_replica_that_is_behind_is_left_out_and_comes_back(site, servers):
    primary, late, _other = servers
    title = f"Renamed on port {site.port}"
    execute(late, "SELECT pg_wal_replay_pause()")
    try:
        execute(primary, f"UPDATE proceedings_conference SET title = '{title}'")  # noqa: S608
        wait_until(lambda: f"replica1 is more than {LAG} seconds behind." in site.get("/readyz").text)
        old = execute(late, "SELECT title FROM proceedings_conference LIMIT 1")
        assert old != (title,)
        wait_until(lambda: all("replica1" in site.get("/readyz").text for _ in range(6)))
        assert all(title in site.get("/conferences/").text for _ in range(20))
    finally:
        execute(late, "SELECT pg_wal_replay_resume()")


def test_a_migration_without_its_lock_gives_up_and_lets_readers_pass(house, servers):
    primary, *_replicas = servers
    sessions = "SELECT count(*) FROM django_session"
    before = execute(primary, sessions)
    with psycopg.connect(primary.url()) as reader:
        reader.execute(sessions)
        command = ["manage.py", "migrate", "sessions", "zero", "--lock-timeout=0.5", "--attempts=1"]
        outcome = house(*command, SECRET_KEY="k" * 64, TLS="off", DATABASE_URL=primary.url())
        # A migration that still waited would make this query wait behind it.
        assert execute(primary, sessions) == before
    assert outcome.returncode == 1
    assert "CommandError: A migration could not lock its table" in outcome.stderr

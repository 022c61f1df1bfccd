"""Two runs from an empty database to a running server, with the real server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from types import SimpleNamespace
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from django.db import connection

from tests.support.servers import a_free_port, clean

# A deadline that only a hang breaks, however busy the machine is.
PATIENCE = 300


@pytest.fixture(scope="module")
def an_empty_database(tmp_path_factory, django_db_blocker):
    """The URL of a new database on the engine under test."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.sqlite3'}"
        return
    name = f"proceedings_run_{os.getpid()}"
    of = connection.settings_dict
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"postgres://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT'] or 5432}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def environment(an_empty_database):
    return {"SECRET_KEY": "k" * 64, "TLS": "off", "ALLOWED_HOSTS": "127.0.0.1", "DATABASE_URL": an_empty_database}


@pytest.fixture(scope="module")
def runs(house, environment):
    """The first run; an edit; the second run."""
    first = a_run(house, environment)
    edit = "from proceedings.models import Conference; Conference.objects.update(title='Edited by staff')"
    house("manage.py", "shell", "-c", edit, **environment)
    before = record(house, environment)
    second = a_run(house, environment)
    return SimpleNamespace(first=first, second=second, before=before, after=record(house, environment))


def a_run(house, environment, until=None):
    """Serve, request some pages, wait for one that does not exist yet, and press Ctrl-C."""
    port = a_free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    # A new session acts as the terminal: Ctrl-C reaches every process in it, including workers.
    server = subprocess.Popen(command, cwd=house.folder, env=clean(environment), start_new_session=True, **pipes)
    try:
        run = SimpleNamespace(port=port, answers={})
        for address in ("/healthz", "/readyz", "/"):
            run.answers[address] = answer(port, address)
        stylesheet = re.search(r'href="(/static/\S+\.css)"', run.answers["/"].text)[1]
        run.stylesheets = {coding: answer(port, stylesheet, coding) for coding in ("br", "gzip")}
        if until:
            run.text = answer(port, until, patient=True).text
    finally:
        os.killpg(server.pid, signal.SIGINT)
        output, _ = server.communicate(timeout=PATIENCE)
    run.output, run.status = output, server.returncode
    return run


def answer(port, address, coding="identity", *, patient=False):
    request = Request(f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": coding})
    started = time.monotonic()
    while True:
        try:
            with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - the address is above
                text = response.read().decode(errors="replace")
                return SimpleNamespace(status=response.status, headers=response.headers, text=text)
        except HTTPError:
            if not patient:
                raise
            assert time.monotonic() - started < PATIENCE
            time.sleep(0.05)
        except URLError:
            assert time.monotonic() - started < PATIENCE
            time.sleep(0.05)


def record(house, environment):
    return house("manage.py", "dumpdata", **environment).stdout


def test_the_server_answers_from_its_first_run_on(runs):
    for run in (runs.first, runs.second):
        assert [run.answers[address].status for address in ("/healthz", "/readyz", "/")] == [200, 200, 200]


def test_the_first_run_loads_the_record(runs):
    assert "SCO" in runs.first.answers["/"].text


def test_the_first_run_prints_a_working_password(runs, house, environment):
    port = runs.first.port
    sign_in = rf'Sign in at http://127\.0\.0\.1:{port}/admin/ as "editor", password (\S+) \(shown only once\)\.'
    password = re.search(sign_in, runs.first.output)[1]
    script = (
        "from django.contrib.auth import authenticate; print(authenticate(username='editor', password={!r}).is_staff)"
    )
    outcome = house("manage.py", "shell", "-v0", "-c", script.format(password), **environment)
    assert outcome.stdout == "True\n"


def test_the_second_run_prints_its_address_only(runs):
    assert (
        runs.second.output
        == f"Proceedings is running at http://127.0.0.1:{runs.second.port}/. Press Ctrl-C to stop it.\n"
    )


def test_the_second_run_changes_nothing_that_staff_wrote(runs):
    assert "Edited by staff" in runs.before
    assert runs.after == runs.before


def test_ctrl_c_stops_the_server_as_a_success(runs):
    assert (runs.first.status, runs.second.status) == (0, 0)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_stylesheet_is_compressed_and_kept_for_ever(runs, coding):
    headers = runs.first.stylesheets[coding].headers
    assert headers["Content-Encoding"] == coding
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_the_server_publishes_rows_that_are_due(runs, house, environment):
    schedule = (
        "from datetime import timedelta; from django.utils import timezone; from proceedings.models import Conference; "
        "row = Conference.objects.create(title='Under embargo', slug='embargo', language='en', status='in_review'); "
        "Conference.objects.filter(pk=row.pk).update(publish_at=timezone.now() - timedelta(minutes=1))"
    )
    house("manage.py", "shell", "-c", schedule, **environment)
    run = a_run(house, environment, until="/conferences/embargo/")
    assert "Under embargo" in run.text
    assert "proceedings.serving.processes.scheduler: Published as scheduled: /conferences/embargo/" in run.output


def test_a_port_in_use_gets_an_error_of_one_line(house, environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = house("manage.py", "serve", "--port", str(port), **environment)
    line = f"CommandError: Port {port} is already in use. Try PORT={port + 1} make run.\n"
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", line)


def test_a_host_that_is_another_machine_gets_an_error_of_one_line(house, environment):
    outcome = house("manage.py", "serve", "--host", "203.0.113.1", **environment)
    line = "CommandError: 203.0.113.1 is not an address of this machine.\n"
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", line)


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("release",)])
def test_an_unavailable_database_gets_an_error_of_one_line(house, environment, command):
    closed = f"postgres://nobody@127.0.0.1:{a_free_port()}/nothing"
    outcome = house("manage.py", *command, **environment | {"DATABASE_URL": closed})
    assert (outcome.returncode, outcome.stdout, outcome.stderr.count("\n")) == (1, "", 1)
    assert outcome.stderr.startswith("CommandError: The database is not available. Check DATABASE_URL: ")

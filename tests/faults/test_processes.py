"""Workers, the scheduler and their parent are killed while people read."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.support.servers import HOST, Readers, Site, wait_until

pytestmark = pytest.mark.faults
PAGES = ("/", "/statements/", "/search/?q=water", "/api/v1/speakers/")
# The site promises to stop within 8 s; this machine may be busy.
STOPPED = 20


def runs(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def replaced(site, former):
    return len(site.workers) == 2 and not set(former) & set(site.workers)


def test_readers_read_on_while_workers_are_killed(site):
    """A reader whose request the killed worker had accepted sees the connection end. The next request is answered."""
    with Readers(site, *PAGES) as readers:
        for _time in range(3):
            # Granian itself would give up when a worker ends twice within seconds.
            killed = site.workers[0]
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda killed=killed: replaced(site, [killed]))
            readers.read_on()
        # Now there is no other worker for a moment.
        both = site.workers
        for pid in both:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: replaced(site, both))
        readers.read_on()
    assert {answer.status for answer in readers.answers} == {200, 0}
    assert site.process.poll() is None


def test_a_killed_scheduler_is_started_again_and_its_run_is_shown(site):
    """Readers see nothing of it."""
    with Readers(site, *PAGES) as readers:
        wait_until(lambda: "scheduler: last ran" in site.get("/readyz").text)
        killed = site.schedulers
        os.kill(killed[0], signal.SIGKILL)
        wait_until(lambda: site.schedulers and site.schedulers != killed)
    assert {answer.status for answer in readers.answers} == {200}
    assert "The scheduler ended with exit code -9 and is started again." in site.output


def test_everything_ends_with_a_killed_parent_so_that_the_site_can_start_again(site):
    """Readers cannot connect until the site is started again: systemd does that within seconds."""
    with Readers(site, *PAGES) as readers:
        children = list(site.children)
        os.kill(site.process.pid, signal.SIGKILL)
        wait_until(lambda: not any(map(runs, children)), STOPPED)
        site.process.wait()
        site.start()
        readers.read_on()
    # Two workers, the scheduler, and the fork server of the sandbox.
    assert len(children) == 4


def test_sigterm_finishes_the_requests_that_are_being_answered(site):
    """New connections are refused. Who has sent a request gets the answer; who has not does not stop the site from
    stopping."""
    slow = socket.create_connection((HOST, site.port))
    slow.send(b"GET / HTTP/1.1\r\nHost")
    with Readers(site, *PAGES) as readers:
        before = len(readers.answers)
        began = time.monotonic()
        assert site.stop() == 0
        assert time.monotonic() - began < STOPPED
    slow.close()
    cut = [answer.text for answer in readers.answers[before:] if answer.status != 200]
    assert {text.partition("(")[0] for text in cut} <= {"ConnectionRefusedError", "ConnectionResetError"}


def test_workers_that_are_too_large_are_replaced_after_their_requests(prepared, database):
    """Readers see nothing of it: a successor is there before a worker ends, and it finishes what it has begun."""
    with Site(prepared.folder, DATABASE_URL=f"sqlite:///{database}", WORKER_MEGABYTES="50") as site:
        former = site.workers
        with Readers(site, *PAGES) as readers:
            wait_until(lambda: replaced(site, former))
    assert {answer.status for answer in readers.answers} <= {200, 0}
    assert sum(answer.status == 0 for answer in readers.answers) < 5

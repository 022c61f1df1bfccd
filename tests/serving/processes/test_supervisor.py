from types import SimpleNamespace

import pytest
from granian import Granian

from proceedings.serving.processes import scheduler, supervisor
from proceedings.serving.processes.supervisor import PrivateMemory, Supervisor


class Process(SimpleNamespace):
    exitcode = -9

    def is_alive(self):
        return self.alive


@pytest.fixture
def parent(monkeypatch):
    """A supervisor whose second worker and scheduler have ended."""
    monkeypatch.setattr(supervisor.time, "sleep", lambda _seconds: None)
    parent = object.__new__(Supervisor)
    parent.wrks, parent.respawned_wrks = [Process(idx=0, alive=True), Process(idx=1, alive=False)], {}
    parent.scheduler, parent.lifeline, parent.respawned = Process(alive=False), None, []
    monkeypatch.setattr(Granian, "_handle_rss_signal", lambda _self: None)
    return parent


def test_everything_that_has_ended_is_replaced(parent, monkeypatch):
    monkeypatch.setattr(scheduler, "start", lambda _lifeline: "a new scheduler")
    monkeypatch.setattr(Granian, "_respawn_workers", lambda self, workers: self.respawned.append(workers))
    parent._handle_rss_signal()
    assert (parent.scheduler, parent.respawned) == ("a new scheduler", [[1]])


def test_a_process_that_cannot_be_started_is_tried_again(parent, monkeypatch, caplog):
    def fail(*_args):
        raise BlockingIOError("Resource temporarily unavailable")

    def fail_to_replace(self, _workers):
        self.wrks.pop()
        fail()

    workers = list(parent.wrks)
    monkeypatch.setattr(scheduler, "start", fail)
    monkeypatch.setattr(Granian, "_respawn_workers", fail_to_replace)
    for _interval in range(2):
        parent._handle_rss_signal()
        assert parent.wrks == workers
    assert caplog.messages.count("A process could not be started.") == 4


def test_mapped_files_are_no_memory_of_a_process(tmp_path, monkeypatch):
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "status").write_text("VmRSS:\t  900 kB\nRssAnon:\t  100 kB\nRssFile:\t  800 kB\n")
    monkeypatch.setattr(supervisor, "PROC", tmp_path)
    assert PrivateMemory().memory([7]) == {7: 102_400}
